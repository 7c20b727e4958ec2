package dev.tocsin.command.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What AWS's command line takes in place of JSON: {@code Name=instance-state-name,Values=running,stopped}. Values are texts
 * here; what they are to be, the model says.
 */
final class Shorthand {

    private static final int DEEPEST = 20;
    private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z0-9_.:/-]{1,128}");
    private static final Pattern PLAIN_VALUE = Pattern.compile("[A-Za-z0-9_.:/+*-]{1,512}");

    private final String text;
    private int at;

    private Shorthand(String text) {
        this.text = text;
    }

    /** Empty if it is none. */
    static Optional<ObjectNode> read(String text) {
        Shorthand shorthand = new Shorthand(text);
        try {
            ObjectNode object = shorthand.object(0);
            return shorthand.at == text.length() && !object.isEmpty() ? Optional.of(object) : Optional.empty();
        } catch (NotShorthand none) {
            return Optional.empty();
        }
    }

    /** The same as text, if it is simple enough to be read better so than as JSON. */
    static Optional<String> written(JsonNode json) {
        if (!json.isObject() || json.isEmpty()) {
            return Optional.empty();
        }
        List<String> pairs = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            List<String> values = new ArrayList<>();
            (member.getValue().isArray() ? member.getValue() : List.of(member.getValue()))
                    .forEach(value -> values.add(value.isValueNode() ? value.asText() : ""));
            boolean plain = !values.isEmpty() && values.stream().allMatch(value -> PLAIN_VALUE.matcher(value).matches());
            if (!plain || !PLAIN_KEY.matcher(member.getKey()).matches()) {
                return Optional.empty();
            }
            pairs.add(member.getKey() + "=" + String.join(",", values));
        }
        return Optional.of(String.join(",", pairs));
    }

    /** Up to the end, or to the brace that closes it. */
    private ObjectNode object(int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        if (depth > DEEPEST) {
            throw new NotShorthand();
        }
        while (at < text.length() && text.charAt(at) != '}') {
            String key = key();
            JsonNode value = value(depth);
            if (object.has(key)) {
                throw new NotShorthand();
            }
            object.set(key, value);
            if (at < text.length() && text.charAt(at) == ',') {
                at++;
            } else if (at < text.length() && text.charAt(at) != '}') {
                throw new NotShorthand();
            }
        }
        return object;
    }

    private String key() {
        int equals = text.indexOf('=', at);
        String key = equals < 0 ? "" : text.substring(at, equals).strip();
        if (key.isEmpty() || key.chars().anyMatch(c -> ",[]{}\"'".indexOf(c) >= 0)) {
            throw new NotShorthand();
        }
        at = equals + 1;
        return key;
    }

    private JsonNode value(int depth) {
        if (at < text.length() && (text.charAt(at) == '[' || text.charAt(at) == '{')) {
            return bracketed(depth);
        }
        String first = scalar(depth);
        ArrayNode list = JsonNodeFactory.instance.arrayNode().add(first);
        boolean several = false;
        while (at < text.length() && text.charAt(at) == ',' && !pairFollows()) {
            at++;
            several = true;
            if (at < text.length()) {
                list.add(scalar(depth));
            }
        }
        return several ? list : JsonNodeFactory.instance.textNode(first);
    }

    private JsonNode bracketed(int depth) {
        char open = text.charAt(at++);
        JsonNode inside = open == '{' ? object(depth + 1) : list(depth + 1);
        char close = open == '{' ? '}' : ']';
        if (at == text.length() || text.charAt(at) != close) {
            throw new NotShorthand();
        }
        at++;
        return inside;
    }

    private ArrayNode list(int depth) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        if (depth > DEEPEST) {
            throw new NotShorthand();
        }
        while (at < text.length() && text.charAt(at) != ']') {
            boolean nested = text.charAt(at) == '[' || text.charAt(at) == '{';
            list.add(nested ? bracketed(depth) : JsonNodeFactory.instance.textNode(scalar(depth)));
            if (at < text.length() && text.charAt(at) == ',') {
                at++;
            } else if (at < text.length() && text.charAt(at) != ']') {
                throw new NotShorthand();
            }
        }
        return list;
    }

    private String scalar(int depth) {
        if (at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'')) {
            return quoted();
        }
        StringBuilder scalar = new StringBuilder();
        while (at < text.length() && text.charAt(at) != ',' && !(depth > 0 && "]}".indexOf(text.charAt(at)) >= 0)) {
            if (text.charAt(at) == '\\' && at + 1 < text.length() && ",\\".indexOf(text.charAt(at + 1)) >= 0) {
                at++;
            }
            scalar.append(text.charAt(at++));
        }
        return scalar.toString();
    }

    private String quoted() {
        char mark = text.charAt(at++);
        StringBuilder quoted = new StringBuilder();
        while (at < text.length() && text.charAt(at) != mark) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            quoted.append(text.charAt(at++));
        }
        if (at == text.length()) {
            throw new NotShorthand();
        }
        at++;
        return quoted.toString();
    }

    /** Whether the comma here ends the list of values, since a key follows. */
    private boolean pairFollows() {
        for (int i = at + 1; i < text.length() && text.charAt(i) != ','; i++) {
            char c = text.charAt(i);
            if (c == '=') {
                return true;
            }
            if ("\"'[]{}".indexOf(c) >= 0) {
                return false;
            }
        }
        return false;
    }

    private static final class NotShorthand extends RuntimeException {

        NotShorthand() {
            super(null, null, false, false);
        }
    }
}
