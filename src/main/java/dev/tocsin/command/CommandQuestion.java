package dev.tocsin.command;

/** What a command waits for. */
enum CommandQuestion {
    /** Whether to run what changes something. */
    RUN,
    /** Which of several accounts is meant. */
    ACCOUNT,
    /** Parameters that it lacks. */
    MISSING
}
