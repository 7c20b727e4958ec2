package dev.tocsin.command;

/** How a command came. */
public enum CommandSource {
    /** Somebody mentioned the app. */
    MENTION,
    /** Somebody typed the slash command. */
    SLASH,
    /** Somebody pressed the button for the next page of an answer. */
    MORE,
    /** Somebody pressed the button for all of an answer as JSON. */
    JSON,
    /** Somebody pressed a button below a notification. */
    BUTTON;

    /** Whether it goes on with the answer to another command. */
    boolean isFollowUp() {
        return this == MORE || this == JSON;
    }
}
