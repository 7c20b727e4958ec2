package dev.tocsin.standin;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a message shows, out of the requests that posted and changed it. */
final class SlackContent {

    private static final List<String> SHOWN = List.of("text", "blocks", "attachments", "metadata");

    private SlackContent() {
    }

    static ObjectNode posted(JsonNode request) {
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        SHOWN.forEach(name -> take(request, name, content));
        content.put("parse", request.path("parse").asText("none"));
        return withIds(content.put("link_names", request.path("link_names").asBoolean()));
    }

    /**
     * Attachments and metadata stay where the request has none. Blocks stay only where it has no text either. How the text is
     * read is as for a message that people type unless the request says otherwise.
     */
    static ObjectNode changed(ObjectNode before, JsonNode request) {
        ObjectNode content = before.deepCopy();
        if (request.has("text") && !request.has("blocks")) {
            content.remove("blocks");
        }
        SHOWN.forEach(name -> take(request, name, content));
        content.put("parse", request.path("parse").asText("client"));
        return withIds(content.put("link_names", request.path("link_names").asBoolean()));
    }

    /** Slack marks as edited what has another text and no blocks beside it. */
    static boolean marksAsEdited(ObjectNode before, JsonNode request) {
        return request.has("text") && request.path("blocks").isEmpty() && !before.path("text").equals(request.path("text"));
    }

    static boolean showsSomething(JsonNode message) {
        return !SlackRules.isBlank(message.path("text")) || !message.path("blocks").isEmpty()
                || !message.path("attachments").isEmpty();
    }

    /** The first thing to press of that name, with the {@code block_id} around it. */
    static Optional<ObjectNode> element(JsonNode content, String actionId) {
        return content.findParents("block_id").stream()
                .flatMap(block -> block.findParents("action_id").stream()
                        .filter(element -> element.path("action_id").asText().equals(actionId))
                        .map(element -> ((ObjectNode) element.deepCopy()).put("block_id", block.path("block_id").asText())))
                .findFirst();
    }

    /** What can be pressed, in words. */
    static String actionIds(JsonNode content) {
        List<String> all = content.findValuesAsText("action_id").stream().distinct().toList();
        return all.isEmpty() ? "nothing to press" : String.join(", ", all);
    }

    private static void take(JsonNode request, String name, ObjectNode content) {
        JsonNode given = request.path(name);
        if (given.isMissingNode()) {
            return;
        }
        if (given.isContainerNode() && given.isEmpty()) {
            content.remove(name);
        } else {
            content.set(name, given.deepCopy());
        }
    }

    /** Slack names what can be pressed where the app does not. */
    private static ObjectNode withIds(ObjectNode content) {
        name(content, 1);
        return content;
    }

    private static int name(JsonNode node, int next) {
        int number = next;
        String type = node.path("type").asText();
        String id = type.equals("button") ? "action_id" : type.equals("actions") || node.has("accessory") ? "block_id" : null;
        if (id != null && !node.has(id)) {
            ((ObjectNode) node).put(id, "id" + number++);
        }
        for (JsonNode inside : node) {
            number = name(inside, number);
        }
        return number;
    }
}
