package dev.tocsin.chatbot;

import dev.tocsin.problem.Invalid;

/** The document as a whole cannot be read. No stack trace: it is an answer, not a fault of ours. */
final class Unreadable extends RuntimeException {

    private final transient Invalid error;

    Unreadable(String field, String message) {
        super(field + ": " + message, null, false, false);
        this.error = Invalid.of(field, message);
    }

    Invalid error() {
        return error;
    }
}
