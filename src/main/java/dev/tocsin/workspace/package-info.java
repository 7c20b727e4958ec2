/**
 * How Slack workspaces come to authorize Tocsin and how that ends: the link that an administrator makes, Slack's "Allow" and
 * what it answers, Slack's events, and tokens that expire.
 */
package dev.tocsin.workspace;
