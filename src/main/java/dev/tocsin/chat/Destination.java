package dev.tocsin.chat;

import dev.tocsin.secret.Secret;

/**
 * Where a configuration's notifications go.
 *
 * @param kind which {@link Chat} posts there, for instance {@code slack-webhook}, see {@link Chat#kinds()}
 * @param address the channel id for a chat that is addressed by one ({@code slack-channel}), else empty
 * @param credential the webhook URL or the bot token
 */
public record Destination(String kind, String address, Secret credential) {
}
