package dev.tocsin.standin;

import java.util.HashSet;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tocsin.standin.SlackRules.Refused;

/**
 * What Slack refuses about a chart (docs.slack.dev/reference/block-kit/blocks/data-visualization-block; that labels and
 * categories are the same, that names differ, and the numbers of points and letters: vercel/chat#696, CopilotKit#6342).
 */
final class SlackChartRules {

    static final String TYPE = "data_visualization";

    private static final int LONGEST_TITLE = 50;
    private static final int LONGEST_AXIS_LABEL = 50;
    /** Of points, categories and slices, and of the names of series. */
    private static final int LONGEST_LABEL = 20;
    private static final int MOST_POINTS = 20;
    private static final int MOST_SERIES = 6;

    private final String pointer;
    private final String error;

    SlackChartRules(String pointer, String error) {
        this.pointer = pointer;
        this.error = error;
    }

    static boolean isChart(JsonNode block) {
        return block.path("type").asText().equals(TYPE);
    }

    void check(JsonNode block) {
        text(block.path("title"), LONGEST_TITLE, "/title");
        JsonNode chart = block.path("chart");
        switch (chart.path("type").asText()) {
            case "line", "bar", "area" -> series(chart);
            case "pie" -> segments(chart.path("segments"));
            default -> throw refused("must be one of line, bar, area, pie", "/chart/type");
        }
    }

    private void series(JsonNode chart) {
        JsonNode axis = chart.path("axis_config");
        Set<String> categories = categories(axis.path("categories"));
        optional(axis.path("x_label"), "/chart/axis_config/x_label");
        optional(axis.path("y_label"), "/chart/axis_config/y_label");
        items(chart.path("series"), MOST_SERIES, "/chart/series");
        Set<String> names = new HashSet<>();
        for (int i = 0; i < chart.path("series").size(); i++) {
            JsonNode series = chart.path("series").get(i);
            String at = "/chart/series/" + i;
            text(series.path("name"), LONGEST_LABEL, at + "/name");
            if (!names.add(series.path("name").textValue())) {
                throw refused("series names must be unique", at + "/name");
            }
            points(series.path("data"), categories, at + "/data");
        }
    }

    private Set<String> categories(JsonNode given) {
        items(given, MOST_POINTS, "/chart/axis_config/categories");
        Set<String> categories = new HashSet<>();
        for (int i = 0; i < given.size(); i++) {
            String at = "/chart/axis_config/categories/" + i;
            text(given.get(i), LONGEST_LABEL, at);
            if (!categories.add(given.get(i).textValue())) {
                throw refused("categories must be unique", at);
            }
        }
        return categories;
    }

    private void points(JsonNode data, Set<String> categories, String at) {
        items(data, MOST_POINTS, at);
        Set<String> labels = new HashSet<>();
        for (int i = 0; i < data.size(); i++) {
            text(data.get(i).path("label"), LONGEST_LABEL, at + "/" + i + "/label");
            if (!data.get(i).path("value").isNumber()) {
                throw refused("must be a number", at + "/" + i + "/value");
            }
            if (!labels.add(data.get(i).path("label").textValue())) {
                throw refused("labels must be unique", at + "/" + i + "/label");
            }
        }
        if (!labels.equals(categories)) {
            throw refused("labels must match axis_config.categories", at);
        }
    }

    private void segments(JsonNode segments) {
        items(segments, MOST_SERIES, "/chart/segments");
        for (int i = 0; i < segments.size(); i++) {
            text(segments.get(i).path("label"), LONGEST_LABEL, "/chart/segments/" + i + "/label");
            if (segments.get(i).path("value").asDouble() <= 0) {
                throw refused("must be greater than 0", "/chart/segments/" + i + "/value");
            }
        }
    }

    private void text(JsonNode text, int most, String at) {
        if (!text.isTextual() || text.textValue().isEmpty()) {
            throw refused("must be more than 0 characters", at);
        }
        if (text.textValue().length() > most) {
            throw refused("must be less than " + (most + 1) + " characters", at);
        }
    }

    private void optional(JsonNode text, String at) {
        if (!text.isMissingNode()) {
            text(text, LONGEST_AXIS_LABEL, at);
        }
    }

    private void items(JsonNode list, int most, String at) {
        if (!list.isArray() || list.isEmpty()) {
            throw refused("no fewer than 1 items allowed", at);
        }
        if (list.size() > most) {
            throw refused("no more than " + most + " items allowed", at);
        }
    }

    private Refused refused(String why, String at) {
        return new Refused(error, why + " [json-pointer:" + pointer + at + "]");
    }
}
