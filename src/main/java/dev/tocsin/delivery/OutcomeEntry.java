package dev.tocsin.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.chat.Characters;
import dev.tocsin.lines.LineMembers;
import dev.tocsin.notice.Notice;

/**
 * One try that ended, as the log tells it. docs/logging.md names its members; they are for programs and do not change.
 *
 * @param at when the try ended, or when it was found that it had
 * @param state where the delivery stands after it, unless another sender has taken over and knows better
 * @param notice what the message means, where that may be asked
 */
record OutcomeEntry(Instant at, Claim claim, int attempt, AttemptResult outcome, Optional<DeliveryState> state, int status,
        Duration took,
        Optional<String> reason, Optional<Notice> notice) implements LineMembers {

    private static final int LONGEST_REASON = 1_000;

    static OutcomeEntry of(Settlement settlement, boolean leaseKept, Optional<Notice> notice) {
        Settlement.Try attempt = settlement.attempt();
        boolean counts = leaseKept || settlement.state() == DeliveryState.DELIVERED;
        return new OutcomeEntry(attempt.startedAt().plus(attempt.took()), settlement.claim(), settlement.claim().attempt(),
                attempt.result(), Optional.of(settlement.state()).filter(state -> counts), attempt.status(), attempt.took(),
                counts ? settlement.reason().or(attempt::reason) : attempt.reason(), notice);
    }

    /** Of the try before this one, during which the process ended. */
    static OutcomeEntry interrupted(Claim claim, Instant now) {
        return new OutcomeEntry(now, claim, claim.attempt() - 1, AttemptResult.INTERRUPTED, Optional.of(DeliveryState.PENDING),
                0,
                Duration.ZERO, Optional.of("the process ended while sending; it may have arrived"), Optional.empty());
    }

    Logger.Level level() {
        if (outcome == AttemptResult.DELIVERED) {
            return Logger.Level.INFO;
        }
        return state.filter(DeliveryState.DEAD::equals).isPresent() ? Logger.Level.ERROR : Logger.Level.WARN;
    }

    /** One line, whatever the message or the destination's answer say: they write into nothing but their own member. */
    String json() {
        return members().toString();
    }

    /** As a line of text. */
    @Override
    public String toString() {
        return json();
    }

    @Override
    public ObjectNode members() {
        ObjectNode json = JsonNodeFactory.instance.objectNode()
                .put("at", at.truncatedTo(ChronoUnit.MILLIS).toString())
                .put("level", level().name());
        json.setAll(told());
        notice.ifPresent(meaning -> json.put("family", meaning.family()).put("severity", meaning.severity().name())
                .put("title", Characters.line(meaning.title())));
        return json;
    }

    /** Of which delivery the try was, and how it ended. */
    ObjectNode told() {
        ObjectNode json = JsonNodeFactory.instance.objectNode()
                .put("configurationName", claim.configurationName())
                .put("kind", claim.address().kind())
                .put("topicArn", claim.message().topicArn())
                .put("messageId", claim.message().messageId())
                .put("traceId", claim.logging().trace().toString())
                .put("deliveryId", claim.deliveryId())
                .put("attempt", attempt)
                .put("outcome", outcome.name());
        state.ifPresent(known -> json.put("state", known.name()));
        json.put("status", status).put("tookMillis", took.toMillis());
        reason.ifPresent(words -> json.put("reason", Characters.shorten(Characters.line(words), LONGEST_REASON)));
        return json;
    }
}
