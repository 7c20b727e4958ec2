/**
 * Slack's Web API, apart from posting: who a token is, what a channel is called, authorizing and renewing; and the signatures
 * of what Slack sends.
 */
package dev.tocsin.slack;
