package dev.tocsin.command.result;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tocsin.command.result.KnownTables.Column;
import dev.tocsin.command.result.KnownTables.Form;
import dev.tocsin.notice.Labels;

/**
 * The columns by which people know the rows of a list that nobody chose columns for: names first, then states, kinds, times
 * and counts, of what the rows really have.
 */
final class ChosenColumns {

    private static final int MOST = 6;
    private static final int SAMPLE = 200;
    private static final int WIDE = 120;
    private static final int USELESS = 100;
    /** What says how a thing is only in few answers, and is long in all. */
    private static final Set<String> DULL = Set.of("description", "policy", "etag", "ownerid", "owner", "clienttoken",
            "requestid",
            "checksum", "hash", "tags", "tagset", "links", "metadata");

    private ChosenColumns() {
    }

    /** @param rows objects */
    static List<Column> of(List<JsonNode> rows) {
        Map<String, Integer> filled = new LinkedHashMap<>();
        Map<String, Integer> letters = new LinkedHashMap<>();
        rows.stream().limit(SAMPLE).forEach(row -> row.properties().forEach(member -> {
            add(member.getKey(), member.getValue(), filled, letters);
            if (member.getValue().isObject()) {
                member.getValue().properties().stream().filter(inner -> isTelling(inner.getKey()))
                        .forEach(inner -> add(member.getKey() + "." + inner.getKey(), inner.getValue(), filled, letters));
            }
        }));
        boolean named = filled.keySet().stream().anyMatch(path -> rank(path) < 20);
        List<String> paths = new ArrayList<>(filled.keySet());
        Map<String, Integer> ranks = new LinkedHashMap<>();
        paths.forEach(
                path -> ranks.put(path, rank(path, filled.get(path), letters.get(path), Math.min(rows.size(), SAMPLE), named)));
        return paths.stream().filter(path -> ranks.get(path) < USELESS).sorted(Comparator.comparing(ranks::get)).limit(MOST)
                .map(path -> new Column(Labels.of(path.replaceFirst("\\.(?:Name|name|Value|value|Code|code)$", "")),
                        List.of(path), Form.PLAIN))
                .toList();
    }

    private static void add(String path, JsonNode value, Map<String, Integer> filled, Map<String, Integer> letters) {
        boolean shown = value.isValueNode() && !value.isNull() && !value.asText().isEmpty()
                || value.isArray() && !value.isEmpty() && value.get(0).isValueNode();
        if (shown && path.matches("[A-Za-z0-9_.-]{1,120}")) {
            filled.merge(path, 1, Integer::sum);
            letters.merge(path, Math.min(1_000, Cells.of(value).length()), Integer::sum);
        }
    }

    private static boolean isTelling(String name) {
        return Set.of("name", "state", "status", "code", "id", "value").contains(name.toLowerCase(Locale.ROOT));
    }

    private static int rank(String path, int filled, int letters, int rows, boolean named) {
        int rank = rank(path);
        int width = letters / filled;
        if (rank >= 30 && width > WIDE || filled * 10 < rows) {
            rank += 50;
        }
        boolean arn = path.toLowerCase(Locale.ROOT).endsWith("arn");
        return arn && named ? rank + 60 : rank + (filled < rows ? 3 : 0);
    }

    /** Below 20 is what a thing is called. */
    private static int rank(String path) {
        String name = path.toLowerCase(Locale.ROOT).replaceAll("[^a-z.]", "");
        String last = name.substring(name.lastIndexOf('.') + 1);
        String first = name.indexOf('.') < 0 ? "" : name.substring(0, name.indexOf('.'));
        int nested = first.isEmpty() ? 0 : 4;
        if (DULL.contains(last)) {
            return 95;
        }
        if (last.equals("state") || last.equals("status") || first.endsWith("state") || first.endsWith("status")) {
            return 21 + nested;
        }
        if (last.equals("name")) {
            return 1 + 6 * nested;
        }
        if (last.endsWith("name") || last.endsWith("identifier")) {
            return 5 + 6 * nested;
        }
        if (last.equals("id") || last.endsWith("id") || last.equals("key") || last.endsWith("key")) {
            return 10 + 6 * nested;
        }
        if (last.endsWith("arn") || last.endsWith("url")) {
            return 15 + 6 * nested;
        }
        if (last.endsWith("state") || last.endsWith("status")) {
            return 22 + nested;
        }
        if (last.endsWith("type") || last.endsWith("engine") || last.endsWith("class") || last.endsWith("runtime")
                || last.endsWith("protocol")) {
            return 30 + nested;
        }
        if (last.startsWith("lastmodified") || last.startsWith("lastupdated") || last.startsWith("updated")) {
            return 35 + nested;
        }
        if (last.endsWith("time") || last.endsWith("timestamp") || last.endsWith("date") || last.startsWith("creat")) {
            return 40 + nested;
        }
        if (last.endsWith("count") || last.endsWith("size") || last.endsWith("capacity")) {
            return 45 + nested;
        }
        return last.endsWith("version") || last.endsWith("zone") || last.endsWith("region") ? 50 + nested : 60 + nested;
    }
}
