package dev.tocsin.chat.slack;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.chat.Characters;
import dev.tocsin.chat.Chart;

/**
 * A chart as Slack draws it itself, or as a picture that Slack has. Of the drawn one Slack takes a title of 50 characters, six
 * series with names of their own, and 20 points of each, whose labels of 20 characters are the categories of the axis, all of
 * them and each once (docs.slack.dev/reference/block-kit/blocks/data-visualization-block). So every series needs a value
 * everywhere: a label where one has none is left out, and a series that is mostly empty too.
 */
final class SlackChart {

    private static final int TITLE = 50;
    private static final int AXIS = 50;
    /** Of a series, or of a point. */
    private static final int LABEL = 20;
    private static final int MOST_SERIES = 6;
    private static final int MOST_POINTS = 20;
    private static final int FEWEST_POINTS = 2;
    private static final int WORDS = 200;

    private SlackChart() {
    }

    /** Empty for any other chart, and where fewer than two points could be drawn. */
    static Optional<ObjectNode> drawn(Chart chart) {
        return chart instanceof Chart.Lines lines ? ofLines(lines) : Optional.empty();
    }

    /** Empty for any other chart. */
    static Optional<ObjectNode> picture(Chart chart) {
        return chart instanceof Chart.Picture picture ? Optional.of(ofPicture(picture)) : Optional.empty();
    }

    private static Optional<ObjectNode> ofLines(Chart.Lines lines) {
        List<Chart.Series> series = series(lines);
        List<Integer> columns = columns(lines, series);
        if (columns.size() < FEWEST_POINTS && series.size() > 1) {
            series = series.subList(0, 1);
            columns = columns(lines, series);
        }
        return series.isEmpty() || columns.size() < FEWEST_POINTS ? Optional.empty()
                : Optional.of(block(lines, series, columns));
    }

    private static ObjectNode ofPicture(Chart.Picture picture) {
        ObjectNode block = JsonNodeFactory.instance.objectNode().put("type", "image");
        block.putObject("slack_file").put("id", picture.file());
        return block.put("alt_text", plain(picture.words(), WORDS, "Chart"));
    }

    private static ObjectNode block(Chart.Lines lines, List<Chart.Series> series, List<Integer> columns) {
        ObjectNode block = JsonNodeFactory.instance.objectNode().put("type", "data_visualization")
                .put("title", plain(lines.title(), TITLE, "Chart"));
        ObjectNode chart = block.putObject("chart").put("type", "line");
        ArrayNode shown = chart.putArray("series");
        Set<String> names = new HashSet<>();
        for (Chart.Series one : series) {
            ArrayNode data = shown.addObject().put("name", name(one.name(), names)).putArray("data");
            columns.forEach(column -> data.addObject().put("label", label(lines, column))
                    .put("value", one.values().get(column)));
        }
        ObjectNode axis = chart.putObject("axis_config");
        ArrayNode categories = axis.putArray("categories");
        columns.forEach(column -> categories.add(label(lines, column)));
        String unit = plain(lines.unit(), AXIS, "");
        if (!unit.isEmpty()) {
            axis.put("y_label", unit);
        }
        return block;
    }

    /** The first of those that have something to draw. */
    private static List<Chart.Series> series(Chart.Lines lines) {
        return lines.series().stream()
                .filter(one -> IntStream.range(0, lines.labels().size()).filter(column -> hasValue(one, column))
                        .limit(FEWEST_POINTS).count() == FEWEST_POINTS)
                .limit(MOST_SERIES).toList();
    }

    /** The newest places where every series has a value, each label once. */
    private static List<Integer> columns(Chart.Lines lines, List<Chart.Series> series) {
        Set<String> labels = new LinkedHashSet<>();
        List<Integer> columns = new ArrayList<>();
        for (int column = 0; column < lines.labels().size(); column++) {
            int place = column;
            if (series.stream().allMatch(one -> hasValue(one, place)) && labels.add(label(lines, column))) {
                columns.add(column);
            }
        }
        return columns.subList(Math.max(0, columns.size() - MOST_POINTS), columns.size());
    }

    private static boolean hasValue(Chart.Series series, int column) {
        Double value = column < series.values().size() ? series.values().get(column) : null;
        return value != null && Double.isFinite(value);
    }

    private static String label(Chart.Lines lines, int column) {
        return plain(lines.labels().get(column), LABEL, "\u2013");
    }

    private static String name(String given, Set<String> names) {
        String name = plain(given, LABEL, "Values");
        String own = name;
        for (int i = 2; !names.add(own); i++) {
            own = Characters.shorten(name, LABEL - 4) + " (" + i + ")";
        }
        return own;
    }

    /** Words in which Slack finds neither markup nor anybody to call, and never none. */
    private static String plain(String words, int most, String otherwise) {
        String quiet = Mrkdwn.withoutGroupMentions(Characters.line(words)).replace("<", "<" + Characters.ZERO_WIDTH_SPACE);
        String text = Characters.shorten(quiet, most).strip();
        return text.isEmpty() ? otherwise : text;
    }
}
