package dev.tocsin.chart;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.chat.Chart;

/** A chart as text, as it is stored beside the message that it stands under. */
public final class ChartJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ChartJson() {
    }

    public static String write(Chart chart) {
        ObjectNode json = JSON.createObjectNode();
        if (chart instanceof Chart.Lines lines) {
            json.put("kind", "lines").put("title", lines.title()).put("unit", lines.unit());
            lines.labels().forEach(json.putArray("labels")::add);
            ArrayNode all = json.putArray("series");
            lines.series().forEach(series -> {
                ObjectNode one = all.addObject().put("name", series.name());
                series.values().forEach(one.putArray("values")::add);
            });
        } else if (chart instanceof Chart.Picture picture) {
            json.put("kind", "picture").put("file", picture.file()).put("words", picture.words());
        } else if (chart instanceof Chart.Sparkline sparkline) {
            json.put("kind", "sparkline").put("line", sparkline.line());
        }
        return json.toString();
    }

    /** Empty if it is none that can be drawn. */
    public static Optional<Chart> read(String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(text);
            return json == null ? Optional.empty() : switch (json.path("kind").asText("")) {
                case "lines" -> lines(json).map(Chart.class::cast);
                case "picture" -> json.path("file").isTextual()
                        ? Optional.of(new Chart.Picture(json.path("file").textValue(), json.path("words").asText("")))
                        : Optional.empty();
                case "sparkline" -> json.path("line").isTextual()
                        ? Optional.of(new Chart.Sparkline(json.path("line").textValue()))
                        : Optional.empty();
                default -> Optional.empty();
            };
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    private static Optional<Chart.Lines> lines(JsonNode json) {
        List<String> labels = new ArrayList<>();
        json.path("labels").forEach(label -> labels.add(label.asText("")));
        List<Chart.Series> all = new ArrayList<>();
        for (JsonNode series : json.path("series")) {
            List<Double> values = new ArrayList<>();
            series.path("values").forEach(value -> values.add(value.isNumber() ? value.doubleValue() : null));
            if (values.size() == labels.size()) {
                all.add(new Chart.Series(series.path("name").asText(""), values));
            }
        }
        return all.isEmpty() || labels.isEmpty() ? Optional.empty()
                : Optional.of(new Chart.Lines(json.path("title").asText(""), labels, all, json.path("unit").asText("")));
    }
}
