package dev.tocsin.command.slack;

import java.util.Optional;

/**
 * As whom a command was carried out.
 *
 * @param role for people, or who it was
 * @param agreement of those who let a change happen; empty for what only reads
 */
public record RanAs(String role, Optional<Agreement> agreement) {

    /**
     * Slack's ids of people.
     *
     * @param askedBy gave the command
     * @param runBy pressed Run
     */
    public record Agreement(String askedBy, String runBy) {
    }

    public static RanAs of(String role) {
        return new RanAs(role, Optional.empty());
    }
}
