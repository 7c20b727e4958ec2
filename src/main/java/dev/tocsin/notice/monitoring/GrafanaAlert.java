package dev.tocsin.notice.monitoring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.SeverityWords;
import dev.tocsin.notice.Text;

/**
 * Alerts of Grafana, Amazon Managed Grafana above all, in the text that its SNS contact point writes by default: the
 * template {@code default.message} with a list of labels and annotations for each alert.
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class GrafanaAlert implements Interpreter {

    private static final String FIRING = "**Firing**";
    private static final String RESOLVED = "**Resolved**";
    private static final int MOST_ALERTS = 8;
    private static final int MOST_LINES = 1_000;
    private static final int MOST_LABELS = 8;

    /** One alert: its labels, annotations and addresses by name. */
    private static final class Alert {
        private final boolean firing;
        private final Map<String, String> labels = new LinkedHashMap<>();
        private final Map<String, String> annotations = new LinkedHashMap<>();
        private final Map<String, String> members = new LinkedHashMap<>();

        private Alert(boolean firing) {
            this.firing = firing;
        }

        private String name() {
            return labels.getOrDefault("alertname", "Alert");
        }

        private Optional<String> words() {
            return Optional.ofNullable(annotations.get("summary"))
                    .or(() -> Optional.ofNullable(annotations.get("description")));
        }
    }

    @Override
    public Optional<Notice> interpret(Reading reading) {
        String text = reading.text();
        if (!text.startsWith(FIRING) && !text.startsWith(RESOLVED) || !text.contains("\nLabels:\n - alertname = ")) {
            return Optional.empty();
        }
        List<Alert> alerts = alerts(text);
        return alerts.isEmpty() ? Optional.empty() : Optional.of(notice(alerts));
    }

    private static Notice notice(List<Alert> alerts) {
        List<Alert> firing = alerts.stream().filter(alert -> alert.firing).toList();
        Alert first = firing.isEmpty() ? alerts.get(0) : firing.get(0);
        Notice.Builder notice = Notice.of("grafana-alert", severity(firing), title(alerts, firing, first))
                .correlationKey("grafana-alert/" + Optional.ofNullable(first.labels.get("grafana_folder"))
                        .map(folder -> folder + "/").orElse("") + first.name());
        if (alerts.size() > 1) {
            notice.text(new Text.Bullets(alerts.stream().limit(MOST_ALERTS).map(GrafanaAlert::line).toList()));
        } else {
            first.words().ifPresent(notice::text);
            notice.fact("Value", Optional.ofNullable(first.members.get("Value")).filter(value -> !value.equals("[no value]"))
                    .orElse(null));
        }
        // Labels that only some of the alerts have stand in their lines
        first.labels.entrySet().stream().filter(label -> !label.getKey().equals("alertname"))
                .filter(label -> alerts.stream().allMatch(alert -> label.getValue().equals(alert.labels.get(label.getKey()))))
                .limit(MOST_LABELS).forEach(label -> notice.fact(label.getKey(), label.getValue()));
        return notice.link("Runbook", first.annotations.get("runbook_url"))
                .link("Rule", first.members.get("Source"))
                .link("Dashboard", first.members.get("Dashboard"))
                .link("Panel", first.members.get("Panel"))
                .link("Silence", first.members.get("Silence"))
                .build();
    }

    private static String title(List<Alert> alerts, List<Alert> firing, Alert first) {
        int more = (firing.isEmpty() ? alerts.size() : firing.size()) - 1;
        return (firing.isEmpty() ? "RESOLVED: " : "FIRING: ") + first.name() + (more > 0 ? " and " + more + " more" : "");
    }

    /** The label severity is a custom that most keep; without it, an alert is one. */
    private static Severity severity(List<Alert> firing) {
        return firing.isEmpty() ? Severity.GOOD
                : firing.stream().map(alert -> Optional.ofNullable(alert.labels.get("severity")).flatMap(SeverityWords::in)
                        .orElse(Severity.HIGH)).min(Severity::compareTo).orElse(Severity.HIGH);
    }

    private static Text line(Alert alert) {
        String subject = Optional.ofNullable(alert.labels.get("instance")).map(instance -> " (" + instance + ")").orElse("");
        return new Text.Plain((alert.firing ? "FIRING " : "RESOLVED ") + alert.name() + subject
                + alert.words().map(words -> ": " + words).orElse(""));
    }

    private static List<Alert> alerts(String text) {
        List<Alert> alerts = new ArrayList<>();
        boolean firing = true;
        Map<String, String> list = null;
        for (String line : text.lines().limit(MOST_LINES).toList()) {
            if (line.equals(FIRING) || line.equals(RESOLVED)) {
                firing = line.equals(FIRING);
            } else if (line.startsWith("Value: ")) {
                alerts.add(new Alert(firing));
                list = null;
                put(alerts.get(alerts.size() - 1).members, line, ": ", 0);
            } else if (line.equals("Labels:") && (alerts.isEmpty() || !alerts.get(alerts.size() - 1).labels.isEmpty())) {
                alerts.add(new Alert(firing));
                list = alerts.get(alerts.size() - 1).labels;
            } else if (line.equals("Labels:")) {
                list = alerts.get(alerts.size() - 1).labels;
            } else if (line.equals("Annotations:") && !alerts.isEmpty()) {
                list = alerts.get(alerts.size() - 1).annotations;
            } else if (line.startsWith(" - ") && list != null) {
                put(list, line, " = ", " - ".length());
            } else if (!alerts.isEmpty()) {
                put(alerts.get(alerts.size() - 1).members, line, ": ", 0);
            }
        }
        return alerts;
    }

    private static void put(Map<String, String> members, String line, String separator, int start) {
        int end = line.indexOf(separator, start);
        if (end > start) {
            members.putIfAbsent(line.substring(start, end), line.substring(end + separator.length()).strip());
        }
    }
}
