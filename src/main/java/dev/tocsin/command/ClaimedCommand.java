package dev.tocsin.command;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A command that this replica is at.
 *
 * @param lease the fence: what is written under a lapsed one has no effect
 * @param attempts how often somebody was at it, this time included
 * @param spot where it was typed, and where it is answered
 * @param shown the same without what looks like a secret
 * @param understood what it was understood as before; all empty at first
 * @param decision who answered its question
 * @param callingSince since when AWS may have heard of a change
 * @param speechNumber tells what is said of it from what was said before
 * @param speech what is to be said of it
 */
record ClaimedCommand(UUID id, UUID lease, CommandSource source, CommandState state, int attempts, CommandSpot spot,
        Typist typist, String text, String shown, Understood understood, Optional<CommandQuestion> question,
        Optional<String> chosen,
        Optional<String> withParameters, Optional<String> json, Optional<Decision> decision, Optional<Instant> callingSince,
        int speechNumber, Optional<Pending> speech, Instant receivedAt, Instant now) {

    /**
     * Where it was typed.
     *
     * @param askedTs the message that asked
     * @param threadTs the message in whose thread it is answered; empty for slash commands until there is one
     * @param line what has the same one is carried out in its order
     * @param questionTs the message in which it asks something
     */
    record CommandSpot(String team, String channel, Optional<String> askedTs, Optional<String> threadTs, String line,
            Optional<String> questionTs) {
    }

    /** Who typed it. */
    record Typist(String id, String name, boolean isStranger) {
    }

    /** Who answered the question. */
    record Decision(String userId, String name) {
    }

    /**
     * Something that is still to be said.
     *
     * @param since when it was to be said first
     */
    record Pending(Speech speech, Instant since, int failures) {
    }

    /** The same, whose secrets are known better by now. */
    ClaimedCommand shownAs(String words) {
        return new ClaimedCommand(id, lease, source, state, attempts, spot, typist, text, words, understood, question, chosen,
                withParameters, json, decision, callingSince, speechNumber, speech, receivedAt, now);
    }

    /** Whether somebody has pressed Run. */
    boolean isApproved() {
        return decision.isPresent() && question.filter(CommandQuestion.RUN::equals).isPresent();
    }
}
