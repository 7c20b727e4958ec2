package dev.tocsin.console.configuration;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Compares members with what they were; what is absent, null or empty is the same, and lists have no order. */
final class Comparison {

    /** What differs after every change, and so says nothing. */
    private static final Set<String> PASSING = Set.of("updatedAt", "stateSince");

    private Comparison() {
    }

    /**
     * A member that is not what it was.
     *
     * @param before for people; empty if there was none
     * @param now for people; empty if there is none
     */
    public record ChangedMember(String label, String before, String now) {
    }

    /** What a form says otherwise than it was when the form was opened: that alone is to be changed. */
    static ObjectNode changed(ObjectNode opened, ObjectNode typed) {
        ObjectNode changed = JsonNodeFactory.instance.objectNode();
        typed.properties().forEach(member -> {
            if (!same(opened.path(member.getKey()), member.getValue())) {
                changed.set(member.getKey(), member.getValue());
            }
        });
        return changed;
    }

    /** What has changed between two looks. */
    static List<ChangedMember> between(ObjectNode before, ObjectNode now) {
        List<ChangedMember> changed = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        before.fieldNames().forEachRemaining(names::add);
        now.fieldNames().forEachRemaining(names::add);
        names.removeAll(PASSING);
        names.forEach(name -> {
            if (!same(before.path(name), now.path(name))) {
                changed.add(new ChangedMember(MemberLabels.of(name), words(before.path(name)), words(now.path(name))));
            }
        });
        return changed;
    }

    private static boolean same(JsonNode one, JsonNode other) {
        return form(one).equals(form(other));
    }

    private static Object form(JsonNode node) {
        if (node.isArray()) {
            return parts(node).stream().map(Comparison::form).collect(Collectors.toSet());
        }
        if (node.isObject()) {
            return List.of(node.path("tagKey").asText(), node.path("tagValue").asText());
        }
        return node.isMissingNode() || node.isNull() || node.asText().isEmpty() ? Set.of() : node.asText();
    }

    private static String words(JsonNode node) {
        if (node.isArray()) {
            return parts(node).stream().map(Comparison::words).collect(Collectors.joining("\n"));
        }
        return node.isObject()
                ? node.path("tagKey").asText() + " = " + node.path("tagValue").asText()
                : node.isNull() ? "" : node.asText();
    }

    private static List<JsonNode> parts(JsonNode list) {
        List<JsonNode> parts = new ArrayList<>();
        Iterator<JsonNode> all = list.elements();
        all.forEachRemaining(parts::add);
        return parts;
    }
}
