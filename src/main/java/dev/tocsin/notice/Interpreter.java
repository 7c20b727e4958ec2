package dev.tocsin.notice;

import java.util.Optional;

/**
 * Knows one family of messages. Every CDI bean of this type takes part, higher {@link jakarta.annotation.Priority} first;
 * a new event format is a new class. Interpreters are pure and total: no I/O, no exception on any payload.
 */
public interface Interpreter {

    /** What the message means, or empty if it is of another family. */
    Optional<Notice> interpret(Reading reading);
}
