package dev.tocsin.standin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.standin.MetricMath.Lines;
import dev.tocsin.standin.MetricMath.Value;

/** Answers {@code GetMetricData}. What CloudWatch would refuse is an {@link IllegalArgumentException}. */
final class MetricQueries {

    private static final String ID = "[a-z][a-zA-Z0-9_]{0,254}";
    private static final int MOST_QUERIES = 500;
    private static final long MOST_POINTS = 100_800;
    private static final Set<Long> SHORT_PERIODS = Set.of(1L, 5L, 10L, 20L, 30L);

    private final MetricsService metrics;
    private final Instant now;

    MetricQueries(MetricsService metrics, Instant now) {
        this.metrics = metrics;
        this.now = now;
    }

    ObjectNode answer(JsonNode request) {
        JsonNode queries = request.path("MetricDataQueries");
        Instant start = time(request, "StartTime");
        Instant end = time(request, "EndTime");
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("The parameter StartTime must be less than the parameter EndTime.");
        }
        if (queries.isEmpty() || queries.size() > MOST_QUERIES) {
            throw new IllegalArgumentException("The collection MetricDataQueries must have 1 to 500 items.");
        }
        Map<String, Value> values = values(queries, start, end);
        boolean isNewestFirst = !request.path("ScanBy").asText("TimestampDescending").equals("TimestampAscending");
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode results = answer.putArray("MetricDataResults");
        long points = 0;
        for (JsonNode query : queries) {
            if (query.path("ReturnData").asBoolean(true)) {
                points += add(results, query, values.get(query.path("Id").asText()), isNewestFirst);
            }
        }
        if (points > MOST_POINTS) {
            throw new IllegalArgumentException("This stand-in answers at most " + MOST_POINTS + " points, in one page.");
        }
        answer.putArray("Messages");
        return answer;
    }

    /** By id, in the order of the queries; those that are not to be returned as well. */
    Map<String, Value> values(JsonNode queries, Instant start, Instant end) {
        check(queries);
        Map<String, Value> values = new LinkedHashMap<>();
        List<JsonNode> expressions = new ArrayList<>();
        for (JsonNode query : queries) {
            if (query.has("Expression")) {
                expressions.add(query);
            } else {
                values.put(query.path("Id").asText(), new Lines(List.of(line(query.path("MetricStat"), start, end))));
            }
        }
        while (!expressions.isEmpty()) {
            resolve(expressions, values);
        }
        return values;
    }

    /** Evaluates those that need nothing that is not known yet; at least one, or it fails with what is wrong. */
    private static void resolve(List<JsonNode> expressions, Map<String, Value> values) {
        int before = expressions.size();
        IllegalArgumentException wrong = null;
        for (JsonNode query : List.copyOf(expressions)) {
            try {
                values.put(query.path("Id").asText(), MetricMath.evaluate(query.path("Expression").asText(), values));
                expressions.remove(query);
            } catch (IllegalArgumentException unresolved) {
                wrong = unresolved;
            }
        }
        if (wrong != null && expressions.size() == before) {
            throw wrong;
        }
    }

    private static void check(JsonNode queries) {
        Set<String> ids = new HashSet<>();
        for (JsonNode query : queries) {
            String id = query.path("Id").asText();
            if (!id.matches(ID)) {
                throw new IllegalArgumentException(
                        "The value " + id + " for parameter MetricDataQueries.member.Id is not valid.");
            }
            if (!ids.add(id)) {
                throw new IllegalArgumentException("The id " + id + " is used more than once.");
            }
            if (query.has("Expression") == query.has("MetricStat")) {
                throw new IllegalArgumentException("Exactly one of Expression and MetricStat must be in the query " + id + ".");
            }
            if (query.has("MetricStat")) {
                checkStat(query.path("MetricStat"));
            }
        }
    }

    private static void checkStat(JsonNode stat) {
        long period = stat.path("Period").asLong();
        if (period <= 0 || period % 60 != 0 && !SHORT_PERIODS.contains(period)) {
            throw new IllegalArgumentException("The value " + period + " for parameter Period is not valid.");
        }
        if (!MetricStatistic.isKnown(stat.path("Stat").asText())) {
            throw new IllegalArgumentException("The value " + stat.path("Stat").asText() + " for parameter Stat is not valid.");
        }
    }

    private NavigableMap<Instant, Double> line(JsonNode stat, Instant start, Instant end) {
        JsonNode metric = stat.path("Metric");
        NavigableMap<Instant, Double> line = new TreeMap<>();
        Optional<MetricSeries> series = metrics.series(MetricsService.name(metric.path("Namespace").asText(),
                metric.path("MetricName").asText(), metric.path("Dimensions")));
        long period = stat.path("Period").asLong();
        Instant until = end.isBefore(now) ? end : now;
        Instant time = Instant.ofEpochSecond(Math.floorDiv(start.getEpochSecond(), period) * period);
        for (; series.isPresent() && time.isBefore(until); time = time.plusSeconds(period)) {
            Instant next = time.plusSeconds(period);
            Instant at = time;
            MetricStatistic.of(series.get().between(time, next.isBefore(now) ? next : now), stat.path("Stat").asText())
                    .ifPresent(value -> line.put(at, value));
        }
        return line;
    }

    private static int add(ArrayNode results, JsonNode query, Value value, boolean isNewestFirst) {
        if (!(value instanceof Lines lines)) {
            throw new IllegalArgumentException(
                    "The expression " + query.path("Expression").asText() + " does not return a time series.");
        }
        int points = 0;
        for (NavigableMap<Instant, Double> line : lines.series()) {
            ObjectNode result = results.addObject().put("Id", query.path("Id").asText()).put("Label", label(query));
            ArrayNode timestamps = result.putArray("Timestamps");
            ArrayNode values = result.putArray("Values");
            (isNewestFirst ? line.descendingMap() : line).forEach((time, number) -> {
                timestamps.addPOJO(time);
                values.add(number.doubleValue());
            });
            result.put("StatusCode", "Complete");
            points += line.size();
        }
        return points;
    }

    private static String label(JsonNode query) {
        return query.path("Label").asText(query.has("Expression") ? query.path("Id").asText()
                : query.at("/MetricStat/Metric/MetricName").asText());
    }

    private static Instant time(JsonNode request, String name) {
        if (!request.path(name).isNumber()) {
            throw new IllegalArgumentException("The request must contain the parameter " + name + ".");
        }
        return Instant.ofEpochMilli((long) (request.path(name).asDouble() * 1000));
    }
}
