/** Slack workspaces, from authorization to removal. */
package dev.tocsin.console.workspace;
