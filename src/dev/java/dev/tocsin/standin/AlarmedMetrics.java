package dev.tocsin.standin;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/** Lets the metrics of alarms whose messages are published look as the messages say. */
final class AlarmedMetrics {

    private final MetricsService metrics;
    private final Map<MetricsService.MetricName, AlarmSeries> series = new HashMap<>();

    AlarmedMetrics(MetricsService metrics) {
        this.metrics = metrics;
    }

    /** @param message as it is published; any that is no message of an alarm on one metric changes nothing */
    synchronized void heard(String message, Instant at) {
        JsonNode alarm = Inquiry.json(message);
        JsonNode trigger = alarm.path("Trigger");
        if (!trigger.path("MetricName").isTextual() || !trigger.path("Threshold").isNumber()) {
            return;
        }
        MetricsService.MetricName name = MetricsService.name(trigger.path("Namespace").asText(),
                trigger.path("MetricName").asText(), trigger.path("Dimensions"));
        AlarmSeries measured = series.computeIfAbsent(name, any -> new AlarmSeries(trigger.path("Threshold").asDouble(),
                !trigger.path("ComparisonOperator").asText().startsWith("Less")));
        metrics.measure(name, measured);
        if (alarm.path("NewStateValue").asText().equals("ALARM")) {
            measured.goOff(at);
        } else {
            measured.recover(at);
        }
    }
}
