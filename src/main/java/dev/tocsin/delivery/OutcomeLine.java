package dev.tocsin.delivery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.chat.Characters;
import dev.tocsin.lines.LineMembers;

/**
 * How a try ended, as Tocsin's own log has it for each: {@code key=value}, or the members that an {@link OutcomeEntry} has too.
 *
 * @param said what became of the delivery
 */
record OutcomeLine(String said, Settlement settlement) implements LineMembers {

    private static final int LONGEST_REASON = 1_000;

    @Override
    public ObjectNode members() {
        Claim claim = settlement.claim();
        ObjectNode json = JsonNodeFactory.instance.objectNode()
                .put("message", said)
                .put("configurationName", claim.configurationName())
                .put("kind", claim.address().kind())
                .put("topicArn", claim.message().topicArn())
                .put("messageId", claim.message().messageId())
                .put("deliveryId", claim.deliveryId())
                .put("attempt", claim.attempt())
                .put("outcome", settlement.attempt().result().name())
                .put("state", settlement.state().name())
                .put("status", settlement.attempt().status())
                .put("tookMillis", settlement.attempt().took().toMillis());
        settlement.reason()
                .ifPresent(words -> json.put("reason", Characters.shorten(Characters.line(words), LONGEST_REASON)));
        if (settlement.state() == DeliveryState.PENDING) {
            json.put("pauseMillis", settlement.pause().toMillis());
        }
        return json;
    }

    @Override
    public String toString() {
        Claim claim = settlement.claim();
        String line = said + " messageId=" + claim.message().messageId() + " configuration=" + claim.configurationName()
                + " delivery=" + claim.deliveryId() + " attempt=" + claim.attempt() + " status="
                + settlement.attempt().status();
        return switch (settlement.state()) {
            case DELIVERED -> line;
            case DEAD -> line + reason();
            case PENDING -> line + reason() + " pause=" + settlement.pause();
        };
    }

    private String reason() {
        return " reason=\"" + settlement.reason().orElse("") + "\"";
    }
}
