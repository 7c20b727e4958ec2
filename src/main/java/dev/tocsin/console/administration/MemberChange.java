package dev.tocsin.console.administration;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * What became of one member, for people to read. Of a list only what went and what came is told.
 *
 * @param before what it was and is no more
 * @param after what it is and was not
 * @param unchanged how many entries of a list stayed
 */
record MemberChange(String member, List<String> before, List<String> after, int unchanged) {

    /** @param before the members as they were, null if there was nothing; likewise {@code after} */
    static List<MemberChange> of(JsonNode before, JsonNode after) {
        Set<String> names = new LinkedHashSet<>();
        List.of(given(before), given(after)).forEach(node -> node.fieldNames().forEachRemaining(names::add));
        return names.stream().map(name -> of(name, given(before).get(name), given(after).get(name))).toList();
    }

    private static JsonNode given(JsonNode node) {
        return node == null ? JsonNodeFactory.instance.objectNode() : node;
    }

    private static MemberChange of(String name, JsonNode before, JsonNode after) {
        List<String> was = texts(before);
        List<String> is = texts(after);
        return new MemberChange(name, without(was, is), without(is, was), was.size() - without(was, is).size());
    }

    private static List<String> without(List<String> some, List<String> others) {
        List<String> left = new ArrayList<>(some);
        left.removeAll(others);
        return List.copyOf(left);
    }

    private static List<String> texts(JsonNode node) {
        if (node == null || node.isNull()) {
            return List.of();
        }
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false).map(MemberChange::text).toList()
                : List.of(text(node));
    }

    private static String text(JsonNode node) {
        if (node.isObject()) {
            return node.properties().stream().map(member -> member.getKey() + ": " + text(member.getValue()))
                    .collect(Collectors.joining(", "));
        }
        return node.isValueNode() ? node.asText() : node.toString();
    }
}
