package dev.tocsin.command;

import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What follows for a command from looking at it.
 *
 * @param reason why it is refused or broke off; for people
 * @param result what came of it, if AWS was to be asked or something of ours was done
 * @param speech what is to be said
 * @param continued an earlier command that this one has completed
 * @param typistName what Slack calls whoever gave it, if that was found out
 */
record CommandStep(CommandState state, Optional<CommandQuestion> question, Optional<String> reason, Understood understood,
        Optional<Result> result, Optional<Speech> speech, Optional<UUID> continued, Optional<String> typistName) {

    /** What was done, or all there is to be said. */
    static final String OK = "ok";

    /**
     * What came of it.
     *
     * @param code {@link #OK}, or the code of AWS or of ours
     * @param tookMs how long AWS took
     * @param json all of it, for those who ask for it later
     * @param next what asks for the next page
     */
    record Result(String code, Optional<Integer> tookMs, Optional<String> json, Optional<ObjectNode> next) {
    }

    static CommandStep refused(String reason, Understood understood, Optional<Speech> speech) {
        return new CommandStep(CommandState.REFUSED, Optional.empty(), Optional.of(reason), understood, Optional.empty(),
                speech,
                Optional.empty(), Optional.empty());
    }

    static CommandStep asking(CommandQuestion question, Understood understood, Speech speech) {
        return new CommandStep(CommandState.ASKING, Optional.of(question), Optional.empty(), understood, Optional.empty(),
                Optional.of(speech), Optional.empty(), Optional.empty());
    }

    static CommandStep done(Understood understood, Result result, Speech speech) {
        return new CommandStep(CommandState.DONE, Optional.empty(), Optional.empty(), understood, Optional.of(result),
                Optional.of(speech), Optional.empty(), Optional.empty());
    }

    /** Nothing of AWS was asked. */
    static CommandStep told(Understood understood, Speech speech) {
        return done(understood, new Result(OK, Optional.empty(), Optional.empty(), Optional.empty()), speech);
    }

    static CommandStep interrupted(String reason, Understood understood, Optional<Result> result, Speech speech) {
        return new CommandStep(CommandState.INTERRUPTED, Optional.empty(), Optional.of(reason), understood, result,
                Optional.of(speech), Optional.empty(), Optional.empty());
    }

    CommandStep completing(Optional<UUID> earlier) {
        return new CommandStep(state, question, reason, understood, result, speech, earlier, typistName);
    }

    CommandStep by(Optional<String> name) {
        return new CommandStep(state, question, reason, understood, result, speech, continued, name);
    }
}
