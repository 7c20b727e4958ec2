package dev.tocsin.command;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.command.Speech.Way;

/** What becomes of a question that needs no answer any more: it says why, and has no buttons. */
@ApplicationScoped
class QuestionEdits {

    private final CommandMessages messages;

    QuestionEdits(CommandMessages messages) {
        this.messages = messages;
    }

    /** Empty if there is none that has buttons. */
    Optional<Speech> of(ClaimedCommand command) {
        return command.spot().questionTs().filter(ts -> command.question().isPresent())
                .map(ts -> Speech.of(Way.EDIT,
                        messages.settled(command.understood().shown().orElse(""), words(command))));
    }

    /** In mrkdwn. */
    private static String words(ClaimedCommand command) {
        return switch (command.state()) {
            case CANCELLED -> "Cancelled" + by(command);
            case EXPIRED -> "Nobody has answered this in time, so nothing was done";
            default -> command.question().orElseThrow() == CommandQuestion.ACCOUNT
                    ? "For " + command.chosen().orElse("one of the accounts")
                    : "Run" + by(command);
        };
    }

    private static String by(ClaimedCommand command) {
        return command.decision().map(decision -> " by <@" + decision.userId() + ">").orElse("");
    }
}
