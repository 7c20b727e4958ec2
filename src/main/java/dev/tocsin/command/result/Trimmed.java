package dev.tocsin.command.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** As much of an answer as anybody is shown: the first items of its lists. */
final class Trimmed {

    private static final int MOST = 1_200_000;
    private static final int LONGEST_TEXT = 300_000;
    /** What JSON needs around a value. */
    private static final int AROUND = 6;

    private int room = MOST;

    private Trimmed() {
    }

    static JsonNode of(JsonNode json) {
        return new Trimmed().trimmed(json);
    }

    private JsonNode trimmed(JsonNode json) {
        room -= AROUND;
        if (json.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            for (JsonNode item : json) {
                if (room < 0) {
                    break;
                }
                copy.add(trimmed(item));
            }
            return copy;
        }
        if (json.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            json.properties().forEach(member -> {
                if (room >= 0) {
                    room -= member.getKey().length();
                    copy.set(member.getKey(), trimmed(member.getValue()));
                }
            });
            return copy;
        }
        room -= json.isTextual() ? json.textValue().length() : AROUND;
        return json.isTextual() && json.textValue().length() > LONGEST_TEXT
                ? TextNode.valueOf(json.textValue().substring(0, LONGEST_TEXT) + "\u2026")
                : json;
    }
}
