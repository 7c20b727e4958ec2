package dev.tocsin.chart;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.aws.MetricQuery;
import dev.tocsin.notice.Measurement;
import dev.tocsin.notice.Measurement.Breach;

/** What GetMetricWidgetImage is asked to draw (API reference, "Metric widget structure"). */
final class ChartWidget {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WIDTH = 800;
    private static final int HEIGHT = 300;
    private static final int LARGEST = 100 * 1024;
    private static final String RED = "#d62728";

    private ChartWidget() {
    }

    /** Empty if there is nothing to draw, or if it is more than CloudWatch takes. */
    static Optional<String> of(Measurement measurement, List<MetricQuery> queries, ChartWindow window, Instant stateAt) {
        if (queries.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode widget = JSON.createObjectNode().put("view", "timeSeries").put("stacked", false).put("width", WIDTH)
                .put("height", HEIGHT).put("title", LineChart.title(queries)).put("timezone", "+0000")
                .put("start", window.from().toString()).put("end", window.to().toString()).put("period", window.period());
        ArrayNode metrics = widget.putArray("metrics");
        queries.forEach(query -> metrics.add(row(query)));
        widget.putObject("legend").put("position", "bottom");
        ObjectNode annotations = widget.putObject("annotations");
        measurement.threshold().filter(value -> Double.isFinite(value) && measurement.bandId().isEmpty())
                .ifPresent(value -> annotations.putArray("horizontal").addObject().put("label", "Threshold")
                        .put("value", value).put("color", RED)
                        .put("fill", measurement.breach() == Breach.BELOW ? "below" : "above"));
        annotations.putArray("vertical").addObject().put("label", "State change").put("value", stateAt.toString());
        String json = widget.toString();
        return Optional.of(json).filter(text -> text.getBytes(StandardCharsets.UTF_8).length <= LARGEST);
    }

    private static ArrayNode row(MetricQuery query) {
        ArrayNode row = JSON.createArrayNode();
        ObjectNode options = JSON.createObjectNode().put("id", query.id()).put("visible", query.isReturned());
        query.label().ifPresent(label -> options.put("label", label));
        query.account().ifPresent(account -> options.put("accountId", account));
        query.period().ifPresent(period -> options.put("period", period));
        query.expression().ifPresent(expression -> options.put("expression", expression));
        query.stat().ifPresent(stat -> {
            row.add(stat.namespace()).add(stat.metric());
            new TreeMap<>(stat.dimensions()).forEach((name, value) -> row.add(name).add(value));
            options.put("stat", stat.statistic());
        });
        return row.add(options);
    }
}
