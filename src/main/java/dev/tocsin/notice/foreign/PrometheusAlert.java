package dev.tocsin.notice.foreign;

import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Text;

/**
 * Alerts of Prometheus: Alertmanager's webhook (Prometheus documentation, "Alerting configuration", webhook_config), and what
 * Amazon Managed Service for Prometheus publishes to SNS, by the default template or by the documented one for JSON, which
 * leaves quotation marks unescaped (its User Guide, "Configure the alert manager to send messages to Amazon SNS as JSON").
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class PrometheusAlert implements Interpreter {

    private static final String FAMILY = "prometheus-alert";
    private static final int HEAD = 300;
    private static final int LONGEST_NAME = 120;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        Json json = reading.json();
        if (json.isObject()) {
            return GrafanaAlert.isGrafana(json) || json.at("receiver").text().isEmpty() ? Optional.empty()
                    : AlertGroup.of(json).map(PrometheusAlert::notice);
        }
        String text = reading.text().strip();
        if (isBrokenJson(json, text)) {
            return AlertGroup.of(UnescapedJson.read(text)).map(PrometheusAlert::notice)
                    .or(() -> Optional.of(unread(text)));
        }
        return AlertText.read(text, "Alerts Firing:", "Alerts Resolved:").map(PrometheusAlert::notice);
    }

    private static Notice notice(AlertGroup group) {
        return group.notice(FAMILY, "prometheus").build();
    }

    /** By the members with which the documented template begins. */
    private static boolean isBrokenJson(Json json, String text) {
        String head = Cut.end(text, HEAD);
        return json.isAbsent() && head.startsWith("{") && head.contains("\"receiver\"") && head.contains("\"status\"")
                && head.contains("\"alerts\"") && text.contains("\"labels\"");
    }

    /** Nobody can say where its strings end, but it can still be read. */
    private static Notice unread(String text) {
        boolean firing = Cut.end(text, HEAD).contains("\"firing\"");
        String name = after(text, "\"alertname\": \"").or(() -> after(text, "\"alertname\":\"")).orElse("Prometheus alert");
        return Notice.of(FAMILY, firing ? Severity.HIGH : Severity.GOOD, (firing ? "FIRING: " : "RESOLVED: ") + name)
                .correlationKey("prometheus/" + name)
                .text(new Text.Preformatted(text))
                .build();
    }

    private static Optional<String> after(String text, String member) {
        int start = text.indexOf(member);
        int end = start < 0 ? -1 : text.indexOf('"', start + member.length());
        return end < 0 ? Optional.empty()
                : Optional.of(Cut.end(text.substring(start + member.length(), end), LONGEST_NAME));
    }
}
