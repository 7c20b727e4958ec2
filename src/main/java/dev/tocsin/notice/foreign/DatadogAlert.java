package dev.tocsin.notice.foreign;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.SeverityWords;
import dev.tocsin.notice.Standing;

/**
 * A monitor of Datadog: the default payload of its webhooks, and those of one's own that name their members like its
 * variables in lower case, as most do (Datadog documentation, "Webhooks").
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class DatadogAlert implements Interpreter {

    private static final int LONGEST_STATE = 60;
    private static final int MOST_LINES = 100;
    private static final List<String> OWN = List.of("alert_id", "alert_type", "alert_title", "alert_status", "alert_query",
            "alert_scope", "alert_metric", "alert_cycle_key", "alert_priority", "aggreg_key", "event_title", "event_msg",
            "event_type");
    private static final int FEWEST_OWN = 2;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        Json json = reading.json();
        return isDefault(json) || isOwn(json) ? Optional.of(notice(json)) : Optional.empty();
    }

    private static boolean isDefault(Json json) {
        return json.at("title").text().isPresent() && json.at("event_type").text().isPresent() && json.at("org").isObject()
                && json.has("body") && json.has("last_updated");
    }

    private static boolean isOwn(Json json) {
        return json.at("alert_transition").text().isPresent()
                && OWN.stream().filter(json::has).limit(FEWEST_OWN).count() == FEWEST_OWN;
    }

    private static Notice notice(Json json) {
        String title = first(json, "alert_title", "event_title", "title", "alert_status").orElse("Datadog monitor");
        String inBrackets = inBrackets(title);
        String name = inBrackets.isEmpty() ? title : title.substring(inBrackets.length() + 2).strip();
        int on = inBrackets.indexOf(" on {");
        String state = json.at("alert_transition").text().orElse(on < 0 ? inBrackets : inBrackets.substring(0, on));
        String scope = first(json, "alert_scope", "scope").orElse(on < 0 ? null
                : inBrackets.substring(on + 5).replace("}", ""));
        Severity severity = severity(state, json);
        Notice.Builder notice = Notice.of("datadog-alert", severity,
                (state.isEmpty() ? "" : state.toUpperCase(Locale.ROOT) + ": ") + name)
                .correlationKey("datadog/" + first(json, "alert_cycle_key", "aggreg_key", "alert_id")
                        .orElse(name + (scope == null ? "" : "/" + scope)))
                .standing(standing(state, severity))
                .occurredAt(Stream.of("last_updated", "date", "timestamp").map(member -> json.at(member).moment())
                        .flatMap(Optional::stream).findFirst().orElse(null))
                .text(words(first(json, "event_msg", "body", "text_only_msg", "message").orElse("")))
                .fact("Scope", scope)
                .fact("Status", first(json, "alert_status").filter(status -> !status.equals(title)).orElse(null))
                .fact("Query", first(json, "alert_query", "query").orElse(null))
                .fact("Metric", first(json, "alert_metric").orElse(null))
                .fact("Host", first(json, "hostname", "host").orElse(null))
                .fact("Priority", first(json, "alert_priority", "priority").orElse(null))
                .fact("Tags", tags(json.at("tags")))
                .fact("Organisation", first(json, "org_name").or(() -> json.at("org", "name").text()).orElse(null));
        first(json, "link", "alert_url", "event_url", "url").filter(url -> url.startsWith("http"))
                .ifPresent(url -> notice.link("Datadog", url));
        first(json, "snapshot").filter(url -> url.startsWith("https://")).ifPresent(notice::image);
        return notice.build();
    }

    /** {@code [Triggered on {host:web-1}] CPU is high}. */
    private static String inBrackets(String title) {
        int end = title.indexOf(']');
        return title.startsWith("[") && end > 1 && end <= LONGEST_STATE * 4 && end + 1 < title.length()
                && !title.substring(end + 1).isBlank() ? title.substring(1, end) : "";
    }

    /** Its transitions, with {@code Re-} before those that go on. */
    private static Optional<Standing> standing(String state, Severity severity) {
        String word = state.toLowerCase(Locale.ROOT).replace("re-", "");
        return switch (word) {
            case "recovered" -> Optional.of(Standing.over(state));
            case "triggered", "warn", "no data", "renotify", "alert" -> Optional.of(Standing.open(state).unlessCalm(severity));
            default -> Optional.empty();
        };
    }

    private static Severity severity(String state, Json json) {
        String word = state.toLowerCase(Locale.ROOT);
        if (word.startsWith("recovered") || word.endsWith("recovered")) {
            return Severity.GOOD;
        }
        if (word.startsWith("warn") || word.contains("no data")) {
            return Severity.MEDIUM;
        }
        if (first(json, "alert_priority", "priority").filter(priority -> priority.equalsIgnoreCase("P1")).isPresent()) {
            return Severity.CRITICAL;
        }
        return switch (json.at("alert_type").text().orElse("")) {
            case "error" -> Severity.HIGH;
            case "warning" -> Severity.MEDIUM;
            case "success" -> Severity.GOOD;
            case "info" -> Severity.INFO;
            default -> word.contains("triggered") || word.contains("alert") || word.contains("renotify") ? Severity.HIGH
                    : SeverityWords.in(state).orElse(Severity.INFO);
        };
    }

    private static Optional<String> first(Json json, String... members) {
        return Stream.of(members).map(member -> json.at(member).words()).flatMap(Optional::stream).findFirst();
    }

    private static String tags(Json tags) {
        return tags.text().or(() -> Optional.of(tags.items().stream().limit(20).map(Json::words).flatMap(Optional::stream)
                .collect(Collectors.joining(", ")))).map(words -> Cut.middle(words, 300)).orElse(null);
    }

    /** Without the marks around its markdown and the pictures in it. */
    private static String words(String message) {
        return message.lines().limit(MOST_LINES).filter(line -> !line.strip().equals("%%%") && !line.strip().startsWith("[!["))
                .collect(Collectors.joining("\n")).replace("**", "").replace("\n\n\n", "\n").strip();
    }
}
