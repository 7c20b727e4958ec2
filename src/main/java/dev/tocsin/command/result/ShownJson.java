package dev.tocsin.command.result;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tocsin.command.result.KnownTables.Column;
import dev.tocsin.command.result.ShownResult.Code;
import dev.tocsin.command.result.ShownResult.Fields;
import dev.tocsin.command.result.ShownResult.Fields.Field;
import dev.tocsin.command.result.ShownResult.Table;
import dev.tocsin.command.result.ShownResult.Words;
import dev.tocsin.notice.Labels;

/** Gives JSON the form that suits it: a table, fields, or itself. */
final class ShownJson {

    /** More than any chat shows at once. */
    static final int MOST_ROWS = 200;
    private static final int MOST_COLUMNS = 8;
    private static final int MOST_FIELDS = 20;
    private static final int FEW = 3;

    private ShownJson() {
    }

    /** @param all how many rows there are, with those that are not here */
    static Table table(String title, List<Column> columns, List<JsonNode> rows, int all) {
        List<JsonNode> shown = rows.subList(0, Math.min(rows.size(), MOST_ROWS));
        List<Column> used = columns.stream().filter(column -> column.isUsed(shown)).toList();
        List<List<String>> cells = shown.stream().map(row -> used.stream().map(column -> column.of(row)).toList()).toList();
        return new Table(title, used.stream().map(Column::label).toList(), cells,
                Optional.of(all).filter(count -> count > cells.size()));
    }

    /** Rows of values, whose columns have the names that are given. */
    static Table rows(String title, List<String> names, List<? extends Iterable<JsonNode>> rows, int all) {
        List<List<String>> cells = new ArrayList<>();
        int width = names.size();
        for (Iterable<JsonNode> row : rows.subList(0, Math.min(rows.size(), MOST_ROWS))) {
            List<String> line = new ArrayList<>();
            row.forEach(value -> line.add(Cells.of(value)));
            while (line.size() < width) {
                line.add("");
            }
            cells.add(line.subList(0, width));
        }
        return new Table(title, names, cells, Optional.of(all).filter(count -> count > cells.size()));
    }

    /** Of whatever a list has in it. */
    static ShownResult list(String title, JsonNode list, int all) {
        List<JsonNode> items = new ArrayList<>();
        list.forEach(items::add);
        if (items.stream().allMatch(JsonNode::isObject)) {
            List<Column> columns = ChosenColumns.of(items);
            return columns.isEmpty() ? new Code(title, PrettyJson.of(list)) : table(title, columns, items, all);
        }
        return rows(title, List.of(title), items.stream().map(List::of).toList(), all);
    }

    /** The members of one thing. */
    static ShownResult object(String title, JsonNode object) {
        List<Field> fields = new ArrayList<>();
        List<Map.Entry<String, JsonNode>> members = new ArrayList<>(object.properties());
        members.sort(Comparator.comparing(member -> importance(member.getKey(), member.getValue())));
        for (Map.Entry<String, JsonNode> member : members) {
            String value = Cells.of(member.getValue());
            if (!value.isEmpty() && fields.size() < MOST_FIELDS) {
                fields.add(new Field(Labels.of(member.getKey()), value));
            }
        }
        return fields.isEmpty() ? new Words(title + ": nothing to show.") : new Fields(title, fields);
    }

    private static int importance(String name, JsonNode value) {
        String small = name.toLowerCase(Locale.ROOT);
        int first = small.endsWith("name") || small.endsWith("identifier") ? 0
                : small.contains("status") || small.contains("state") ? 1
                        : small.endsWith("id") || small.endsWith("arn") ? 2 : 3;
        return value.isValueNode() ? first : first + 4;
    }

    /** What a query made of an answer, which is shown as whoever wrote it wanted it. */
    static ShownResult ofQuery(String query, JsonNode json) {
        String title = "Result of the query";
        if (json.isValueNode()) {
            String text = json.asText();
            return text.indexOf('\n') >= 0 || text.length() > 300 ? new Code(title, text)
                    : new Words(text.isEmpty() ? "(empty)" : text);
        }
        if (json.isEmpty()) {
            return new Words("The query finds nothing in the answer.");
        }
        List<JsonNode> items = new ArrayList<>();
        json.forEach(items::add);
        if (json.isObject()) {
            return items.stream().filter(JsonNode::isContainerNode).count() > FEW ? new Code(title, PrettyJson.of(json))
                    : new Fields(title, json.properties().stream().limit(MOST_FIELDS)
                            .map(member -> new Field(member.getKey(), value(member.getValue()))).toList());
        }
        if (items.stream().allMatch(JsonNode::isValueNode)) {
            return rows(title, List.of("Value"), items.stream().map(List::of).toList(), items.size());
        }
        if (items.stream().allMatch(item -> item.isArray() && isFlat(item))) {
            int width = Math.min(MOST_COLUMNS, items.stream().mapToInt(JsonNode::size).max().orElse(1));
            return width == 0 ? new Code(title, PrettyJson.of(json))
                    : rows(title, QueryNames.of(query, width), items, items.size());
        }
        if (items.stream().allMatch(item -> item.isObject() && isFlat(item))) {
            Set<String> names = new LinkedHashSet<>();
            items.stream().limit(MOST_ROWS).forEach(item -> item.fieldNames().forEachRemaining(names::add));
            if (!names.isEmpty() && names.size() <= MOST_COLUMNS) {
                List<List<JsonNode>> rows = items.stream().limit(MOST_ROWS)
                        .map(item -> names.stream().map(item::path).toList()).toList();
                return rows(title, List.copyOf(names), rows, items.size());
            }
            return table(title, ChosenColumns.of(items), items, items.size());
        }
        return new Code(title, PrettyJson.of(json));
    }

    private static String value(JsonNode value) {
        String text = Cells.of(value);
        return text.isEmpty() ? "-" : text;
    }

    /** Whether nothing in it has more than values in it. */
    private static boolean isFlat(JsonNode json) {
        for (JsonNode item : json) {
            for (JsonNode inner : item) {
                if (inner.isContainerNode() && item.size() > FEW) {
                    return false;
                }
            }
        }
        return true;
    }
}
