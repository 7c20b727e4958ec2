package dev.tocsin.slack;

import dev.tocsin.secret.Secret;

/** Proves to Slack which app asks. */
public record SlackApp(String clientId, Secret clientSecret) {
}
