package dev.tocsin.chat.slack;

/** The destination kinds of this room. */
final class SlackKinds {

    /** An incoming webhook: one URL, one channel. */
    static final String WEBHOOK = "slack-webhook";

    /** A channel of a workspace that authorized us, posted to with its bot token. */
    static final String CHANNEL = "slack-channel";

    private SlackKinds() {
    }
}
