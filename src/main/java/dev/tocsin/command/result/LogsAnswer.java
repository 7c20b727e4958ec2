package dev.tocsin.command.result;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.tocsin.command.language.Command;
import dev.tocsin.command.result.ShownResult.Fields;
import dev.tocsin.command.result.ShownResult.Fields.Field;
import dev.tocsin.command.result.ShownResult.Words;

/** What CloudWatch Logs Insights found; and answers of CloudWatch that come in no order. */
final class LogsAnswer {

    private static final int MOST_COLUMNS = 8;
    private static final Set<String> TIMES = Set.of("@timestamp", "@ingestionTime");
    /** It only leads to the entry. */
    private static final String POINTER = "@ptr";

    private LogsAnswer() {
    }

    static Optional<ShownResult> shown(Command.Call call, JsonNode safe) {
        if (!call.service().name().equals("logs")) {
            return Optional.empty();
        }
        return switch (call.operation().name()) {
            case "StartQuery" -> Optional.of(started(safe));
            case "GetQueryResults" -> Optional.of(found(safe));
            default -> Optional.empty();
        };
    }

    private static ShownResult started(JsonNode safe) {
        String id = Cells.of(safe.path("queryId"));
        return new Fields("The query has started", List.of(new Field("Query ID", id),
                new Field("To see what it finds", "logs get-query-results --query-id " + id)));
    }

    private static ShownResult found(JsonNode safe) {
        String status = safe.path("status").asText("");
        JsonNode results = safe.path("results");
        if (results.isEmpty()) {
            boolean runs = status.equals("Running") || status.equals("Scheduled");
            return new Words(runs ? "The query is still running, and has found nothing yet. Ask again in a moment."
                    : status.equals("Complete") || status.isEmpty() ? "The query found nothing."
                            : "The query found nothing: " + status + ".");
        }
        Set<String> names = new LinkedHashSet<>();
        results.forEach(row -> row.forEach(field -> names.add(field.path("field").asText())));
        names.remove(POINTER);
        List<String> columns = names.stream().limit(MOST_COLUMNS).toList();
        List<List<JsonNode>> rows = new ArrayList<>();
        results.forEach(row -> {
            Map<String, JsonNode> values = new HashMap<>();
            row.forEach(field -> values.put(field.path("field").asText(), value(field)));
            rows.add(columns.stream().map(name -> values.getOrDefault(name, TextNode.valueOf(""))).toList());
        });
        String title = status.equals("Running") ? "Found so far" : "Found";
        return ShownJson.rows(title, columns, rows, rows.size());
    }

    /** Times come as text or as milliseconds since 1970. */
    private static JsonNode value(JsonNode field) {
        JsonNode value = field.path("value");
        boolean isMillis = TIMES.contains(field.path("field").asText()) && value.asText().matches("[0-9]{12,14}");
        return isMillis ? TextNode.valueOf(Cells.moment(LongNode.valueOf(value.asLong()))) : value;
    }

    /** Data points come as they please. */
    static List<JsonNode> sorted(Command.Call call, List<JsonNode> rows) {
        return call.operation().name().equals("GetMetricStatistics")
                ? rows.stream().sorted(Comparator.comparing(row -> row.path("Timestamp").asText())).toList()
                : rows;
    }
}
