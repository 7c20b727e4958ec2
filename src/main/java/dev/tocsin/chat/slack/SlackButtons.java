package dev.tocsin.chat.slack;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.chat.Characters;
import dev.tocsin.chat.Life;
import dev.tocsin.chat.Life.Action;
import dev.tocsin.chat.Posting;

/** What people may do about a message. Slack sends an action's id and value back when somebody presses its button. */
final class SlackButtons {

    private static final String PREFIX = "tocsin-";
    private static final String OFFER = PREFIX + "offer-";
    /** Nobody reads more, and Slack shows more than these behind another click. */
    private static final int MOST_OFFERS = 5;
    private static final int LONGEST_LABEL = 75;

    private SlackButtons() {
    }

    /** Empty where there is nothing to do. */
    static Optional<ObjectNode> block(Life life) {
        ObjectNode block = JsonNodeFactory.instance.objectNode().put("type", "actions");
        ArrayNode elements = block.putArray("elements");
        // Slack takes each action of a message once.
        Set<Action> shown = EnumSet.noneOf(Action.class);
        life.buttons().stream().filter(button -> shown.add(button.action())).forEach(button -> elements.add(element(button)));
        return elements.isEmpty() ? Optional.empty() : Optional.of(block);
    }

    /** The value names the notification; which command it is about is not in it. Empty where there is none. */
    static Optional<ObjectNode> offers(Posting posting) {
        ObjectNode block = JsonNodeFactory.instance.objectNode().put("type", "actions");
        ArrayNode elements = block.putArray("elements");
        Set<String> shown = new HashSet<>();
        posting.life().offers().stream().filter(offer -> posting.isOfOneDelivery() && shown.add(offer.id()))
                .limit(MOST_OFFERS).forEach(offer -> {
                    ObjectNode element = elements.addObject().put("type", "button");
                    element.putObject("text").put("type", "plain_text")
                            .put("text", label(offer)).put("emoji", true);
                    element.put("action_id", OFFER + offer.id()).put("value", Long.toString(posting.deliveryId()));
                });
        return elements.isEmpty() ? Optional.empty() : Optional.of(block);
    }

    /** People write it themselves. */
    private static String label(Life.Offer offer) {
        String label = Mrkdwn.label(Characters.shorten(Characters.line(offer.label()), LONGEST_LABEL)).cut(LONGEST_LABEL);
        return label.isEmpty() ? offer.id() : label;
    }

    private static ObjectNode element(Life.Button button) {
        ObjectNode element = JsonNodeFactory.instance.objectNode().put("type", "button");
        element.putObject("text").put("type", "plain_text").put("text", label(button.action()));
        element.put("action_id", PREFIX + button.action().name().toLowerCase(Locale.ROOT))
                .put("value", button.posting().toString());
        return button.action() == Action.ACKNOWLEDGE ? element.put("style", "primary") : element;
    }

    private static String label(Action action) {
        return switch (action) {
            case ACKNOWLEDGE -> "Acknowledge";
            case RESOLVE -> "Resolve";
            case REOPEN -> "Reopen";
        };
    }
}
