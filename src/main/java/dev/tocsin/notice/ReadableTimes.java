package dev.tocsin.notice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** A tree in which times that are counted from 1970 are written as times. */
final class ReadableTimes {

    private ReadableTimes() {
    }

    static JsonNode of(JsonNode json) {
        if (json.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            json.properties().forEach(member -> copy.set(member.getKey(), member(member.getKey(), member.getValue())));
            return copy;
        }
        if (json.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(json.size());
            json.forEach(item -> copy.add(of(item)));
            return copy;
        }
        return json;
    }

    private static JsonNode member(String name, JsonNode value) {
        return value.isNumber() ? Moments.ofMember(name, new Json(value)).<JsonNode> map(
                moment -> TextNode.valueOf(moment.toString())).orElse(value) : of(value);
    }
}
