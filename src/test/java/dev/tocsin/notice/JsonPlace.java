package dev.tocsin.notice;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Where a value stands in a tree, or can be put: a member of an object or an element of an array. */
public record JsonPlace(JsonNode parent, String member, int index) {

    public JsonNode value() {
        return member == null ? parent.get(index) : parent.get(member);
    }

    public boolean isStillThere() {
        return value() != null;
    }

    public void put(JsonNode value) {
        if (parent instanceof ObjectNode object) {
            object.set(member, value);
        } else {
            ((ArrayNode) parent).set(index, value);
        }
    }

    public void remove() {
        if (parent instanceof ObjectNode object) {
            object.remove(member);
        } else {
            ((ArrayNode) parent).remove(index);
        }
    }

    public void rename(String nasty) {
        if (parent instanceof ObjectNode object) {
            JsonNode value = object.remove(member);
            object.set(nasty + member, value);
        }
    }

    /** All places in a tree, from the outside in. */
    public static List<JsonPlace> in(JsonNode tree) {
        List<JsonPlace> places = new ArrayList<>();
        collect(tree, places);
        return places;
    }

    private static void collect(JsonNode node, List<JsonPlace> places) {
        if (node.isObject()) {
            node.properties().forEach(member -> {
                places.add(new JsonPlace(node, member.getKey(), -1));
                collect(member.getValue(), places);
            });
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            places.add(new JsonPlace(node, null, i));
            collect(node.get(i), places);
        }
    }
}
