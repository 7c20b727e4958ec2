package dev.tocsin.models;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

import com.fasterxml.jackson.databind.JsonNode;

/** The blocks of a table that are shapes: those that an operation's request or answer consists of, and no others. */
final class ShapeLines {

    private static final int MOST_OF_A_SUMMARY = 100;
    private static final Map<String, String> PLACES = Map.of("uri", "uri", "querystring", "query", "header", "header",
            "headers",
            "headers", "statusCode", "status");

    private final ShapeBook book;
    private final String protocol;
    /** The name that AWS's command line has for a member of an operation's request, where that is another. */
    private final BinaryOperator<String> parameters;
    private final Set<String> inputs = new HashSet<>();
    private final Set<String> outputs = new HashSet<>();
    /** What they ask for. */
    private final Map<String, String> requests = new HashMap<>();
    private final Deque<ShapeUse> open = new ArrayDeque<>();
    private final Map<String, List<String>> blocks = new TreeMap<>();
    private final Map<String, Boolean> differing = new HashMap<>();

    ShapeLines(ShapeBook book, String protocol, BinaryOperator<String> parameters) {
        this.book = book;
        this.protocol = protocol;
        this.parameters = parameters;
    }

    /** Before any {@link #input} or {@link #output}, which depend on what both have in common. */
    void announce(String operation, String input, String output) {
        if (input != null) {
            requests.put(input, operation);
            inputs.addAll(book.within(input));
        }
        if (output != null) {
            outputs.addAll(book.within(output));
        }
    }

    String input(String shape) {
        return used(shape, isEc2(), false, false);
    }

    String output(String shape) {
        return used(shape, false, false, false);
    }

    /** By name, each with its lines. */
    Map<String, List<String>> blocks() {
        while (!open.isEmpty()) {
            ShapeUse use = open.pop();
            if (!blocks.containsKey(use.tableName())) {
                blocks.put(use.tableName(), block(use));
            }
        }
        return blocks;
    }

    private boolean isEc2() {
        return protocol.equals("ec2");
    }

    /** The name of a shape in the table, which is to have it. */
    private String used(String shape, boolean isAsked, boolean isSecret, boolean isFlat) {
        JsonNode model = book.shape(shape);
        if (!book.isContainer(shape) && !model.has("enum")) {
            String kind = book.kind(shape);
            if (!isSecret && !book.isSecret(shape)) {
                return kind;
            }
            open.push(new ShapeUse(kind, false, true, false));
            return kind + ".Secret";
        }
        ShapeUse use = new ShapeUse(shape, isAsked && outputs.contains(shape) && differs(shape),
                isSecret && !book.isSecret(shape),
                isFlat && !model.path("flattened").asBoolean());
        open.push(use);
        return use.tableName();
    }

    /** Whether anything in it has another name in requests than in answers. */
    private boolean differs(String shape) {
        return differing.computeIfAbsent(shape, name -> book.within(name).stream().filter(book::isStructure).anyMatch(part -> {
            boolean[] found = { false };
            book.shape(part).path("members").properties()
                    .forEach(member -> found[0] |= !asked(member.getKey(), member.getValue())
                            .equals(member.getValue().path("locationName").asText(member.getKey())));
            return found[0];
        }));
    }

    private static String asked(String name, JsonNode member) {
        if (member.has("queryName")) {
            return member.path("queryName").asText();
        }
        String wire = member.path("locationName").asText(name);
        return member.has("locationName") ? Character.toUpperCase(wire.charAt(0)) + wire.substring(1) : name;
    }

    private List<String> block(ShapeUse use) {
        if (use.isSecret() && !isModelled(use.name())) {
            return List.of(use.name() + " " + use.tableName() + " secret");
        }
        JsonNode shape = book.shape(use.name());
        boolean isSecret = use.isSecret() || book.isSecret(use.name());
        boolean isFlat = use.isFlat() || shape.path("flattened").asBoolean();
        String flat = isFlat ? " flat" : "";
        List<String> lines = new ArrayList<>();
        switch (book.isDocument(use.name()) ? "document" : shape.path("type").asText()) {
            case "structure" -> {
                lines.add("structure " + use.tableName() + (shape.has("payload") ? " " + shape.path("payload").asText() : ""));
                shape.path("members").properties()
                        .forEach(member -> lines.add(member(use, isSecret, shape, member.getKey(), member.getValue())));
            }
            case "list" -> {
                lines.add("list " + use.tableName() + flat);
                lines.add(part("member", shape.path("member"), use, isSecret));
            }
            case "map" -> {
                lines.add("map " + use.tableName() + flat);
                lines.add(part("key", shape.path("key"), use, isSecret));
                lines.add(part("value", shape.path("value"), use, isSecret));
            }
            default -> {
                lines.add(book.kind(use.name()) + " " + use.tableName() + (isSecret ? " secret" : ""));
                shape.path("enum").forEach(value -> lines.add(" " + value.asText()));
            }
        }
        return lines;
    }

    private boolean isModelled(String name) {
        return inputs.contains(name) || outputs.contains(name);
    }

    private String part(String name, JsonNode part, ShapeUse use, boolean isSecret) {
        String shape = part.path("shape").asText();
        StringBuilder line = new StringBuilder(" ").append(name).append(' ').append(used(shape, isAsked(use), isSecret, false));
        return line.append(wire(name, part.path("locationName").asText(name))).append(format(part, "")).toString();
    }

    /** Parts of what is only in requests have the names of requests as well. */
    private boolean isAsked(ShapeUse use) {
        return isEc2() && (use.isAsked() || !outputs.contains(use.name()));
    }

    private String member(ShapeUse use, boolean isSecret, JsonNode structure, String name, JsonNode member) {
        String shape = member.path("shape").asText();
        String place = PLACES.getOrDefault(member.path("location").asText(), "");
        StringBuilder line = new StringBuilder(" ").append(name).append(' ')
                .append(used(shape, isAsked(use), isSecret, member.path("flattened").asBoolean()))
                .append(wire(name, wireName(use, name, member)));
        if (!place.isEmpty()) {
            line.append(' ').append(place);
        }
        boolean isRequired = false;
        for (JsonNode required : structure.path("required")) {
            isRequired |= required.asText().equals(name);
        }
        line.append(isRequired ? " !" : "").append(format(member, place));
        line.append(member.path("xmlAttribute").asBoolean() ? " attribute" : "");
        line.append(member.path("idempotencyToken").asBoolean() ? " token" : "");
        String parameter = requests.containsKey(use.name()) ? parameters.apply(requests.get(use.name()), name) : null;
        line.append(parameter == null ? "" : " --" + parameter);
        if (isRequired && requests.containsKey(use.name())) {
            String summary = Sentences.first(member.path("documentation").asText(), MOST_OF_A_SUMMARY);
            line.append(summary.isEmpty() ? "" : " # " + summary);
        }
        return line.toString();
    }

    private String wireName(ShapeUse use, String name, JsonNode member) {
        JsonNode shape = book.shape(member.path("shape").asText());
        if (isAsked(use)) {
            return asked(name, member);
        }
        boolean isFlat = member.path("flattened").asBoolean() || shape.path("flattened").asBoolean();
        if (isFlat && shape.path("member").has("locationName")) {
            return shape.path("member").path("locationName").asText();
        }
        return member.path("locationName").asText(name);
    }

    private static String wire(String name, String wireName) {
        if (wireName.equals(name)) {
            return "";
        }
        boolean isLowered = wireName.equals(Character.toLowerCase(name.charAt(0)) + name.substring(1));
        return isLowered ? " ~" : " =" + wireName;
    }

    /** That of a timestamp, where it is not what the protocol would have there anyway. */
    private String format(JsonNode member, String place) {
        JsonNode shape = book.shape(member.path("shape").asText());
        String format = member.path("timestampFormat").asText(shape.path("timestampFormat").asText());
        String usual = switch (place) {
            case "header" -> "rfc822";
            case "query", "uri" -> "iso8601";
            default -> protocol.endsWith("json") ? "unixTimestamp" : "iso8601";
        };
        return format.isEmpty() || format.equals(usual) ? "" : " " + format;
    }
}
