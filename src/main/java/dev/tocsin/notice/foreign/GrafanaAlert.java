package dev.tocsin.notice.foreign;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Labels;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;

/**
 * Alerts of Grafana: the webhook of its unified alerting, the text of its SNS contact point, and the webhook of its legacy
 * alerting up to version 10 (Grafana documentation, "Configure webhook notifications", "Amazon SNS").
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class GrafanaAlert implements Interpreter {

    private static final String FAMILY = "grafana-alert";
    private static final int MOST_MATCHES = 8;
    private static final int MOST_TAGS = 6;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        Json json = reading.json();
        if (json.isObject()) {
            return isLegacy(json) ? Optional.of(legacy(json))
                    : Optional.of(json).filter(GrafanaAlert::isGrafana).flatMap(AlertGroup::of)
                            .map(group -> notice(group, json));
        }
        return AlertText.read(reading.text(), "**Firing**", "**Resolved**")
                .map(group -> group.notice(FAMILY, "grafana").build());
    }

    /** Its webhook is that of Alertmanager with some members more. */
    static boolean isGrafana(Json json) {
        return json.at("alerts").node().isArray() && (json.at("orgId").number().isPresent()
                || json.has("title") && json.has("state") && json.has("message")
                || json.at("alerts").items().stream().limit(1)
                        .anyMatch(alert -> alert.has("silenceURL") || alert.has("valueString")));
    }

    private static boolean isLegacy(Json json) {
        return json.at("ruleName").text().isPresent() && json.at("state").text().isPresent()
                && (json.has("ruleId") || json.has("ruleUrl") || json.has("evalMatches"));
    }

    private static Notice notice(AlertGroup group, Json json) {
        Notice.Builder notice = group.notice(FAMILY, "grafana");
        json.at("alerts").items().stream().limit(1).map(alert -> alert.at("imageURL").text()).flatMap(Optional::stream)
                .filter(url -> url.startsWith("https://")).forEach(notice::image);
        return notice.build();
    }

    private static Notice legacy(Json json) {
        String state = json.at("state").text().orElse("");
        String rule = json.at("ruleName").text().orElse("");
        String id = json.at("ruleId").words().filter(number -> !number.equals("0")).orElse(rule);
        Notice.Builder notice = Notice.of(FAMILY, severity(state), state.toUpperCase(Locale.ROOT) + ": " + rule)
                .correlationKey("grafana/" + json.at("orgId").words().orElse("1") + "/" + id)
                .standing(standing(state))
                .text(json.at("message").textOrNull());
        List<Json> matches = json.at("evalMatches").items();
        matches.stream().limit(MOST_MATCHES).forEach(match -> notice.fact(
                match.at("metric").text().orElse("Value"), match.at("value").wordsOrNull()));
        if (matches.size() > MOST_MATCHES) {
            notice.fact("Further values", "… and " + (matches.size() - MOST_MATCHES) + " more");
        }
        Alert.strings(json.at("tags"), 240).entrySet().stream().limit(MOST_TAGS)
                .forEach(tag -> notice.fact(Labels.of(tag.getKey()), tag.getValue()));
        json.at("imageUrl").text().filter(url -> url.startsWith("https://")).ifPresent(notice::image);
        json.at("ruleUrl").text().filter(url -> url.startsWith("http")).ifPresent(url -> notice.link("Rule", url));
        return notice.build();
    }

    private static Optional<Standing> standing(String state) {
        return Optional.ofNullable(switch (state) {
            case "alerting", "no_data", "unknown" -> Standing.open(state);
            case "pending" -> Standing.running(state);
            case "ok", "paused" -> Standing.over(state);
            default -> null;
        });
    }

    private static Severity severity(String state) {
        return switch (state) {
            case "alerting" -> Severity.HIGH;
            case "ok" -> Severity.GOOD;
            case "no_data", "unknown" -> Severity.MEDIUM;
            case "pending" -> Severity.LOW;
            default -> Severity.INFO;
        };
    }
}
