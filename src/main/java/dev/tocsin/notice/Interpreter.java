package dev.tocsin.notice;

import java.util.Optional;

/**
 * Knows one family of messages. Every CDI bean of this type takes part, those of a higher {@link jakarta.annotation.Priority}
 * first; a new event format is a new class. Interpreters are pure and total: no I/O, no exception on any payload.
 */
public interface Interpreter {

    /**
     * The priority of all families that are recognised for certain: by source and detail-type, or by several members that
     * only they have. No message fits two of them, so they need no order among themselves; a test asks all of them for each
     * sample. What is recognised by less has a lower priority of its own.
     */
    int KNOWN = 800;

    /** What the message means, or empty if it is of another family. */
    Optional<Notice> interpret(Reading reading);
}
