/** Microsoft Teams channels behind webhooks of Workflows. */
package dev.tocsin.configuration.teams;
