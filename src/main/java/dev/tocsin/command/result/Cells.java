package dev.tocsin.command.result;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Values as people read them in a cell of a table: on one line, and not long. */
final class Cells {

    private static final int LONGEST = 300;
    private static final int MOST_ITEMS = 8;
    private static final int FEW = 3;
    private static final Pattern MOMENT = Pattern
            .compile("([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}:[0-9]{2}:[0-9]{2})(?:\\.[0-9]{1,9})?(?:Z|\\+00:?00)");
    private static final Set<String> KEYS = Set.of("key", "name", "field", "option", "parameterkey");
    private static final Set<String> VALUES = Set.of("value", "values", "parametervalue", "outputvalue");

    private Cells() {
    }

    static String of(JsonNode value) {
        return of(value, 0);
    }

    private static String of(JsonNode value, int depth) {
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        if (value.isValueNode()) {
            return line(MOMENT.matcher(value.asText()).replaceFirst("$1 $2Z"));
        }
        if (value.isEmpty()) {
            return "";
        }
        return line(value.isArray() ? list(value, depth) : object(value, depth));
    }

    /** Milliseconds since 1970. */
    static String moment(JsonNode millis) {
        return millis.canConvertToLong() && millis.isNumber() && millis.longValue() > 0
                && millis.longValue() < 253_402_300_800_000L
                        ? of(TextNode.valueOf(Instant.ofEpochMilli(millis.longValue()).toString()))
                        : of(millis);
    }

    /** Of an ARN, or of a path, what is last in it. */
    static String last(JsonNode value) {
        String text = of(value);
        int slash = Math.max(text.lastIndexOf('/'), text.startsWith("arn:") ? text.lastIndexOf(':') : -1);
        boolean revision = slash >= 0 && text.startsWith("arn:") && text.charAt(slash) == ':'
                && text.substring(slash + 1).chars().allMatch(Character::isDigit) && text.lastIndexOf('/') > 0;
        return revision ? text.substring(text.lastIndexOf('/') + 1) : slash < 0 ? text : text.substring(slash + 1);
    }

    private static String list(JsonNode list, int depth) {
        boolean simple = list.get(0).isValueNode() || isPair(list.get(0));
        if (!simple && depth <= 1 && isSmall(list)) {
            return small(list);
        }
        if (!simple || depth > 1) {
            return list.size() + (list.size() == 1 ? " item" : " items");
        }
        List<String> items = new ArrayList<>();
        for (JsonNode item : list) {
            if (items.size() == MOST_ITEMS) {
                items.add("\u2026 (" + list.size() + ")");
                break;
            }
            items.add(of(item, depth + 1));
        }
        return String.join(", ", items);
    }

    /** A few things of a few values each: the key of a table, the listeners of a load balancer. */
    private static boolean isSmall(JsonNode list) {
        return list.size() <= FEW
                && list.valueStream().allMatch(item -> item.isObject() && !item.isEmpty() && item.size() <= FEW
                        && item.valueStream().allMatch(JsonNode::isValueNode));
    }

    private static String small(JsonNode list) {
        List<String> items = list.valueStream().map(Cells::smallItem).toList();
        return String.join(items.stream().anyMatch(item -> item.contains(", ")) ? "; " : ", ", items);
    }

    /** A name and one thing more need no names of their own, as in {@code id (HASH)}. */
    private static String smallItem(JsonNode object) {
        List<Map.Entry<String, JsonNode>> members = object.properties().stream()
                .filter(member -> !of(member.getValue()).isEmpty()).toList();
        if (members.size() == 1) {
            return of(members.get(0).getValue());
        }
        return members.size() == 2 && bare(members.get(0).getKey()).endsWith("name")
                ? of(members.get(0).getValue()) + " (" + of(members.get(1).getValue()) + ")"
                : String.join(", ", members.stream().map(member -> member.getKey() + "=" + of(member.getValue())).toList());
    }

    private static String object(JsonNode object, int depth) {
        if (isPair(object)) {
            List<String> sides = new ArrayList<>();
            object.properties().forEach(member -> sides.add(of(member.getValue(), depth + 1)));
            return String.join("=", sides);
        }
        List<String> members = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (members.size() == MOST_ITEMS) {
                members.add("\u2026");
                break;
            }
            String value = member.getValue().isValueNode() || depth < 1 ? of(member.getValue(), depth + 1) : "\u2026";
            members.add(object.size() == 1 && !value.isEmpty() ? value : member.getKey() + ": " + value);
        }
        return String.join(", ", members);
    }

    /** A tag, a dimension, an attribute. */
    private static boolean isPair(JsonNode json) {
        if (!json.isObject() || json.size() != 2) {
            return false;
        }
        Iterator<String> names = json.fieldNames();
        return KEYS.contains(bare(names.next())) && VALUES.contains(bare(names.next()));
    }

    private static String bare(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String line(String text) {
        String head = text.length() > 4 * LONGEST ? text.substring(0, 4 * LONGEST) : text;
        String line = head.replaceAll("\\s+", " ").strip();
        if (line.length() <= LONGEST) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
        return line.substring(0, end) + "\u2026";
    }
}
