/** The Slack workspaces that authorized us, and the API that sets them up. */
package dev.tocsin.configuration.workspaces;
