package dev.tocsin.chat.slack;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.chat.Life;
import dev.tocsin.chat.Life.Action;

/** What people may do about a message. Slack sends an action's id and value back when somebody presses its button. */
final class SlackButtons {

    private static final String PREFIX = "tocsin-";

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
