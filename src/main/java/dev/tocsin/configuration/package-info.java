/**
 * Who hears what: Slack workspaces, Slack channels, Chime webhooks and their topics, and the API that sets them up. The
 * members have the names of AWS Chatbot's own API, in camelCase.
 */
package dev.tocsin.configuration;
