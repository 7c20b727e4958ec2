package dev.tocsin.silence;

/** What can fall silent. */
enum SilenceKind {

    /** A topic that brings no more messages. */
    TOPIC("the topic"),
    /** A destination that takes nothing though something waits for it. */
    DESTINATION("the destination"),
    /** A Slack channel to which nothing can be posted any more. */
    CHANNEL("the channel of"),
    /** A subscription that stopped. */
    SUBSCRIPTION("the subscription of"),
    /** A message that was sent to see whether it arrives, and did not. */
    CANARY("the canary of");

    private final String words;

    SilenceKind(String words) {
        this.words = words;
    }

    /** What stands before the subject where people are told. */
    String words() {
        return words;
    }
}
