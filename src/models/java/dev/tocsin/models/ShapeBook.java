package dev.tocsin.models;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;

/** The shapes of a model, and what they consist of. */
final class ShapeBook {

    /** What kinds of scalars a model has, by what a table calls them. */
    private static final Map<String, String> KINDS = Map.ofEntries(Map.entry("string", "string"),
            Map.entry("character", "string"),
            Map.entry("integer", "integer"), Map.entry("short", "integer"), Map.entry("byte", "integer"),
            Map.entry("long", "long"), Map.entry("bigInteger", "long"), Map.entry("float", "float"),
            Map.entry("double", "double"), Map.entry("bigDecimal", "double"), Map.entry("boolean", "boolean"),
            Map.entry("timestamp", "timestamp"), Map.entry("blob", "blob"));

    private final JsonNode shapes;
    private final Predicate<String> isShown;

    /** @param isShown what may be shown although the model calls it sensitive */
    ShapeBook(JsonNode shapes, Predicate<String> isShown) {
        this.shapes = shapes;
        this.isShown = isShown;
    }

    JsonNode shape(String name) {
        JsonNode shape = shapes.path(name);
        if (shape.isMissingNode()) {
            throw new IllegalStateException("There is no shape " + name);
        }
        return shape;
    }

    boolean isStructure(String name) {
        return shape(name).path("type").asText().equals("structure") && !isDocument(name);
    }

    boolean isDocument(String name) {
        return shape(name).path("document").asBoolean();
    }

    boolean isContainer(String name) {
        String type = shape(name).path("type").asText();
        return type.equals("list") || type.equals("map") || isStructure(name);
    }

    boolean isSecret(String name) {
        return shape(name).path("sensitive").asBoolean() && !isShown.test(name);
    }

    String kind(String name) {
        if (isDocument(name)) {
            return "document";
        }
        String kind = KINDS.get(shape(name).path("type").asText());
        if (kind == null) {
            throw new IllegalStateException("What is " + name + "? " + shape(name).path("type"));
        }
        return kind;
    }

    /** Everything that is in it, itself among it. */
    Set<String> within(String name) {
        Set<String> found = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(name));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (found.add(next)) {
                open.addAll(parts(next));
            }
        }
        return found;
    }

    boolean hasStream(String name) {
        return within(name).stream().anyMatch(part -> shape(part).path("eventstream").asBoolean());
    }

    private List<String> parts(String name) {
        JsonNode shape = shape(name);
        List<String> parts = new ArrayList<>();
        shape.path("members").forEach(member -> parts.add(member.path("shape").asText()));
        for (String part : List.of("member", "key", "value")) {
            if (shape.has(part)) {
                parts.add(shape.path(part).path("shape").asText());
            }
        }
        return parts;
    }
}
