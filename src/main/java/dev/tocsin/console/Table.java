package dev.tocsin.console;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * What a page shows as a table, for those who want it as a file.
 *
 * @param name of the file, without its ending; says so if the file does not hold all
 */
public record Table<T>(String name, List<Column<T>> columns, List<T> rows) {

    /** So many rows a file holds. Whoever gives one more tells that there are more. */
    public static final int MOST = 1_000;

    /** With these a cell would be a formula where a spreadsheet opens the file. */
    private static final String FORMULAS = "=+-@\uFF1D\uFF0B\uFF0D\uFF20\t\r";
    private static final String MARK = "\uFEFF";
    private static final String LINE = "\r\n";

    /**
     * A column.
     *
     * @param name as the API names it
     * @param value null where there is none; anything else as its text, numbers and truths as such in JSON
     */
    public record Column<T>(String name, Function<T, Object> value) {
    }

    public Table {
        if (rows.size() > MOST) {
            name += "-first-" + MOST;
            rows = rows.subList(0, MOST);
        }
    }

    /** RFC 4180, in UTF-8, which spreadsheets know by the mark. What some of them part cells by is quoted as well. */
    String csv() {
        return columns.stream().map(Column::name).collect(Collectors.joining(",", MARK, LINE))
                + rows.stream().map(this::line).collect(Collectors.joining());
    }

    private String line(T row) {
        return columns.stream().map(column -> cell(column.value().apply(row))).collect(Collectors.joining(",", "", LINE));
    }

    private static String cell(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Number) {
            return value.toString();
        }
        String text = value instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(" "))
                : value.toString();
        String harmless = !text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return harmless.matches("[^\",;\\r\\n]*") ? harmless : '"' + harmless.replace("\"", "\"\"") + '"';
    }

    /** A list of objects. */
    String json() {
        JsonArray list = new JsonArray();
        for (T row : rows) {
            JsonObject entry = new JsonObject();
            columns.forEach(column -> put(entry, column.name(), column.value().apply(row)));
            list.add(entry);
        }
        return list.encodePrettily();
    }

    private static void put(JsonObject entry, String name, Object value) {
        if (value instanceof List<?> list) {
            entry.put(name, new JsonArray(list.stream().map(String::valueOf).toList()));
        } else if (value instanceof Number || value instanceof Boolean) {
            entry.put(name, value);
        } else if (value != null) {
            entry.put(name, value.toString());
        }
    }
}
