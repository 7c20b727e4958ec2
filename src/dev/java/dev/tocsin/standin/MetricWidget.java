package dev.tocsin.standin;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.standin.MetricMath.Lines;

/** Answers {@code GetMetricWidgetImage}: reads the definition of a widget and has it drawn. */
final class MetricWidget {

    private static final Duration USUAL_SPAN = Duration.ofHours(3);
    private static final int LARGEST = 2000;
    private static final int MOST_METRICS = 100;

    private final MetricsService metrics;
    private final Instant now;

    MetricWidget(MetricsService metrics, Instant now) {
        this.metrics = metrics;
        this.now = now;
    }

    /** @return a PNG */
    byte[] picture(String definition) {
        JsonNode widget = Inquiry.json(definition);
        if (!widget.isObject() || !widget.path("metrics").isArray() || widget.path("metrics").isEmpty()) {
            throw new IllegalArgumentException("The metric widget has no metrics.");
        }
        if (widget.path("metrics").size() > MOST_METRICS) {
            throw new IllegalArgumentException("The metric widget has more than 100 metrics.");
        }
        Instant start = time(widget.path("start").asText(""), now.minus(USUAL_SPAN));
        Instant end = time(widget.path("end").asText(""), now);
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("The start of the metric widget is not before its end.");
        }
        List<NavigableMap<Instant, Double>> lines = new ArrayList<>();
        new MetricQueries(metrics, now).values(queries(widget), start, end).values().forEach(value -> {
            if (value instanceof Lines drawn) {
                lines.addAll(drawn.series());
            }
        });
        List<Double> thresholds = new ArrayList<>();
        widget.at("/annotations/horizontal").forEach(one -> thresholds.add(one.path("value").asDouble()));
        return new MetricPicture(size(widget, "width", 600), size(widget, "height", 400),
                widget.path("theme").asText().equals("dark")).png(start, end, lines, thresholds);
    }

    /** A row names what it has in common with the one before by a dot, and all the rest before it by three. */
    private static ArrayNode queries(JsonNode widget) {
        ArrayNode queries = JsonNodeFactory.instance.arrayNode();
        List<String> before = List.of();
        for (JsonNode row : widget.path("metrics")) {
            JsonNode options = row.path(row.size() - 1).isObject() ? row.path(row.size() - 1)
                    : JsonNodeFactory.instance.objectNode();
            ObjectNode query = queries.addObject().put("Id", options.path("id").asText("q" + queries.size()));
            if (options.has("expression")) {
                query.put("Expression", options.path("expression").asText());
                continue;
            }
            before = words(row, before);
            ObjectNode stat = query.putObject("MetricStat")
                    .put("Period", options.path("period").asInt(widget.path("period").asInt(300)))
                    .put("Stat", options.path("stat").asText(widget.path("stat").asText("Average")));
            ObjectNode metric = stat.putObject("Metric").put("Namespace", before.get(0)).put("MetricName", before.get(1));
            for (int i = 2; i + 1 < before.size(); i += 2) {
                metric.withArray("Dimensions").addObject().put("Name", before.get(i)).put("Value", before.get(i + 1));
            }
        }
        return queries;
    }

    private static List<String> words(JsonNode row, List<String> before) {
        List<String> words = new ArrayList<>();
        for (JsonNode word : row) {
            if (word.asText().equals("...")) {
                words.addAll(before.subList(0, Math.max(0, before.size() - 1)));
            } else if (word.isTextual()) {
                words.add(word.textValue().equals(".") && words.size() < before.size() ? before.get(words.size())
                        : word.textValue());
            }
        }
        if (words.size() < 2) {
            throw new IllegalArgumentException("A metric of the widget has no namespace or no name.");
        }
        return words;
    }

    private static int size(JsonNode widget, String name, int usual) {
        int size = widget.path(name).asInt(usual);
        if (size < 1 || size > LARGEST) {
            throw new IllegalArgumentException("The " + name + " of the metric widget is not between 1 and 2000.");
        }
        return size;
    }

    /** A moment, or how long ago, as in {@code -PT3H}. */
    private Instant time(String text, Instant usual) {
        if (text.isEmpty()) {
            return usual;
        }
        try {
            return text.startsWith("-") || text.startsWith("P") ? now.plus(Duration.parse(text)) : Instant.parse(text);
        } catch (DateTimeParseException unreadable) {
            throw new IllegalArgumentException("The metric widget has no such time: " + text, unreadable);
        }
    }
}
