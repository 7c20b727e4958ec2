package dev.tocsin.notice.foreign;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Moments;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.SeverityWords;

/**
 * One alert of Prometheus's Alertmanager, which Grafana's alerts resemble.
 *
 * @param labels what identifies it, {@code alertname} among them
 * @param annotations what its author wrote about it
 * @param links the places that its sender names, by label
 * @param value what was measured, where that is told
 */
record Alert(boolean isFiring, Map<String, String> labels, Map<String, String> annotations, Map<String, String> links,
        Optional<Instant> startsAt, Optional<Instant> endsAt, Optional<String> fingerprint, Optional<String> value) {

    private static final int MOST_LABELS = 40;
    private static final int LONGEST_LABEL = 240;
    private static final int LONGEST_TEXT = 3000;
    private static final Set<String> RUNBOOKS = Set.of("runbook_url", "runbook", "runbookUrl");

    private static final List<String> TELLING = List.of("instance", "pod", "service", "deployment", "job", "container",
            "namespace", "host", "queue", "cluster");

    static Alert of(Json json, boolean groupIsFiring) {
        Map<String, String> links = new LinkedHashMap<>();
        link(links, "Panel", json.at("panelURL"));
        link(links, "Dashboard", json.at("dashboardURL"));
        link(links, "Source", json.at("generatorURL"));
        link(links, "Silence", json.at("silenceURL"));
        return new Alert(json.at("status").text().map("firing"::equals).orElse(groupIsFiring),
                strings(json.at("labels"), LONGEST_LABEL), strings(json.at("annotations"), LONGEST_TEXT), links,
                moment(json.at("startsAt")), moment(json.at("endsAt")), json.at("fingerprint").text(), values(json));
    }

    static Map<String, String> strings(Json object, int longest) {
        Map<String, String> strings = new LinkedHashMap<>();
        object.forEachMember((name, value) -> {
            if (strings.size() < MOST_LABELS) {
                value.words().ifPresent(words -> strings.put(name, Cut.middle(words, longest)));
            }
        });
        return strings;
    }

    String name() {
        return labels.getOrDefault("alertname", "alert");
    }

    /** What it is about, in the words of the label that tells most. */
    Optional<String> subject() {
        return TELLING.stream().map(labels::get).filter(value -> value != null && !value.isBlank()).findFirst();
    }

    Optional<String> summary() {
        return Optional.ofNullable(annotations.get("summary")).or(() -> Optional.ofNullable(annotations.get("title")))
                .or(() -> Optional.ofNullable(annotations.get("message")))
                .or(() -> Optional.ofNullable(annotations.get("description")));
    }

    Optional<String> runbook() {
        return RUNBOOKS.stream().map(annotations::get).filter(url -> url != null && url.startsWith("http")).findFirst();
    }

    Severity severity() {
        if (!isFiring) {
            return Severity.GOOD;
        }
        String word = Optional.ofNullable(labels.get("severity")).or(() -> Optional.ofNullable(labels.get("priority")))
                .orElse("").toLowerCase(Locale.ROOT);
        return switch (word) {
            case "page", "p1", "sev1", "disaster", "blocker" -> Severity.CRITICAL;
            case "p2", "sev2", "major", "average" -> Severity.HIGH;
            case "p3", "sev3", "ticket" -> Severity.MEDIUM;
            case "p4", "p5" -> Severity.LOW;
            case "info", "none", "informational", "debug" -> Severity.INFO;
            default -> SeverityWords.in(word).filter(severity -> severity != Severity.GOOD).orElse(Severity.HIGH);
        };
    }

    private static void link(Map<String, String> links, String label, Json url) {
        url.text().filter(text -> text.startsWith("http")).ifPresent(text -> links.put(label, text));
    }

    /** Grafana's {@code values}, by the letters of the queries, or else its string of the same. */
    private static Optional<String> values(Json json) {
        String values = strings(json.at("values"), LONGEST_LABEL).entrySet().stream().limit(5)
                .map(value -> value.getKey() + " = " + value.getValue()).collect(Collectors.joining(", "));
        return values.isEmpty() ? json.at("valueString").text().map(text -> Cut.middle(text, LONGEST_LABEL))
                : Optional.of(values);
    }

    private static Optional<Instant> moment(Json json) {
        return json.moment().or(() -> json.text().flatMap(Alert::ofGo));
    }

    /** Templates write times as Go does: {@code 2026-03-02 09:15:31.204 +0000 UTC}. */
    static Optional<Instant> ofGo(String text) {
        String[] parts = text.length() > 60 ? new String[0] : text.split(" ");
        return parts.length < 3 ? Optional.empty() : Moments.read(parts[0] + "T" + parts[1] + parts[2]);
    }
}
