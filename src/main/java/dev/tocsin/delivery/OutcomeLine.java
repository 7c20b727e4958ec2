package dev.tocsin.delivery;

import java.util.Optional;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.lines.LineMembers;

/**
 * How a try ended, as Tocsin's own log has it for each: {@code key=value}, or the members that an {@link OutcomeEntry} has too.
 *
 * @param said what became of the delivery
 */
record OutcomeLine(String said, Settlement settlement) implements LineMembers {

    @Override
    public ObjectNode members() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("message", said);
        json.setAll(OutcomeEntry.of(settlement, true, Optional.empty()).told());
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
