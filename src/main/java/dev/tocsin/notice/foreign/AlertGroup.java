package dev.tocsin.notice.foreign;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.notice.Json;
import dev.tocsin.notice.Labels;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;
import dev.tocsin.notice.Text;

/**
 * Alerts that were sent as one message.
 *
 * @param missing how many alerts the sender left out
 * @param key what the sender itself groups by
 */
record AlertGroup(List<Alert> alerts, int missing, Optional<String> key, Optional<String> receiver, Optional<String> origin) {

    private static final int MOST_ALERTS = 100;
    private static final int MOST_LINES = 10;
    private static final int MOST_LABELS = 8;
    private static final int MOST_NAMES = 2;
    private static final Set<String> NO_FACTS = Set.of("alertname", "prometheus", "__alert_rule_uid__", "grafana_folder");
    private static final Set<String> NO_TEXTS = Set.of("summary", "title", "message", "description", "runbook_url", "runbook",
            "runbookUrl", "__orgId__", "__dashboardUid__", "__panelId__", "__alertImageToken__", "__value_string__",
            "__values__");

    /** The webhook of Alertmanager, the JSON template for Amazon Managed Service for Prometheus, and Grafana's webhook. */
    static Optional<AlertGroup> of(Json json) {
        boolean firing = json.at("status").is("firing");
        List<Json> items = json.at("alerts").items();
        if (!firing && !json.at("status").is("resolved") || items.isEmpty()
                || !items.stream().limit(MOST_ALERTS).allMatch(AlertGroup::isAlert)) {
            return Optional.empty();
        }
        List<Alert> alerts = items.stream().limit(MOST_ALERTS).map(item -> Alert.of(item, firing)).toList();
        int truncated = json.at("truncatedAlerts").number().filter(number -> number.precision() <= 6 && number.scale() == 0)
                .map(Number::intValue).orElse(0);
        return Optional.of(new AlertGroup(alerts, truncated + items.size() - alerts.size(),
                json.at("groupKey").text().or(() -> joined(Alert.strings(json.at("groupLabels"), 200))),
                json.at("receiver").text(), json.at("externalURL").text()));
    }

    private static boolean isAlert(Json item) {
        return item.at("labels").isObject() || item.at("annotations").isObject();
    }

    /**
     * A notice of all of them; the caller may add what only it knows.
     *
     * @param prefix what keeps its keys apart from those of others
     */
    Notice.Builder notice(String family, String prefix) {
        Notice.Builder notice = Notice.of(family, severity(), title())
                .correlationKey(prefix + "/" + key.or(this::fingerprint).or(() -> joined(common())).orElseGet(this::names))
                .standing(standing())
                .occurredAt(time().orElse(null));
        if (alerts.size() == 1) {
            single(first(), notice);
        } else {
            several(notice);
        }
        facts(notice);
        alerts.stream().map(Alert::runbook).flatMap(Optional::stream).findFirst().ifPresent(url -> notice.link("Runbook", url));
        first().links().forEach(notice::link);
        origin.filter(url -> url.startsWith("http"))
                .ifPresent(url -> notice.link(prefix.equals("grafana") ? "Grafana" : "Alertmanager", url));
        return notice;
    }

    boolean isFiring() {
        return alerts.stream().anyMatch(Alert::isFiring);
    }

    /** Only if what belongs together is known: of several alerts those that they were sent with differ from time to time. */
    private Optional<Standing> standing() {
        boolean isKnown = key.isPresent() || alerts.size() == 1 && missing == 0;
        return isKnown ? Optional.of(isFiring() ? Standing.open("firing").unlessCalm(severity()) : Standing.over("resolved"))
                : Optional.empty();
    }

    private Alert first() {
        return alerts.stream().filter(Alert::isFiring).min(Comparator.comparing(Alert::severity)).orElse(alerts.get(0));
    }

    private Severity severity() {
        return first().severity();
    }

    private String title() {
        List<String> names = alerts.stream().map(Alert::name).distinct().toList();
        String what = String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMES)));
        int more = names.size() - MOST_NAMES;
        String state = isFiring() ? "FIRING" : "RESOLVED";
        int count = alerts.size() + missing;
        String where = count == 1 ? first().subject().map(subject -> " (" + subject + ")").orElse("")
                : " (" + count + " alerts)";
        return state + ": " + what + (more > 0 ? " and " + more + " more" : "") + where;
    }

    private static void single(Alert alert, Notice.Builder notice) {
        String summary = alert.summary().orElse(null);
        notice.text(summary);
        String description = alert.annotations().get("description");
        if (description != null && !description.equals(summary)) {
            notice.text(description);
        }
    }

    private void several(Notice.Builder notice) {
        List<Text> lines = new ArrayList<>();
        boolean mixed = alerts.stream().anyMatch(alert -> !alert.isFiring()) && isFiring();
        Comparator<Alert> worst = Comparator.comparing(Alert::severity);
        alerts.stream().sorted(worst).limit(MOST_LINES).forEach(alert -> lines.add(new Text.Plain(line(alert, mixed))));
        int more = alerts.size() - lines.size() + missing;
        if (more > 0) {
            lines.add(new Text.Plain("… and " + more + " more"));
        }
        notice.text(new Text.Bullets(lines));
    }

    private static String line(Alert alert, boolean mixed) {
        String state = mixed ? (alert.isFiring() ? "FIRING " : "RESOLVED ") : "";
        String severity = alert.labels().get("severity");
        return state + alert.name() + alert.subject().map(subject -> " (" + subject + ")").orElse("")
                + (severity == null ? "" : ", " + severity) + alert.summary().map(summary -> ": " + summary).orElse("");
    }

    private void facts(Notice.Builder notice) {
        common().entrySet().stream().filter(label -> !NO_FACTS.contains(label.getKey())).limit(MOST_LABELS)
                .forEach(label -> notice.fact(Labels.of(label.getKey()), label.getValue()));
        if (alerts.size() == 1) {
            Alert alert = first();
            notice.fact("Value", alert.value().orElse(null));
            alert.annotations().entrySet().stream().filter(note -> !NO_TEXTS.contains(note.getKey())).limit(MOST_LABELS)
                    .forEach(note -> notice.fact(Labels.of(note.getKey()), note.getValue()));
        }
        notice.fact("Started", alerts.stream().map(Alert::startsAt).flatMap(Optional::stream).min(Comparator.naturalOrder())
                .orElse(null));
        if (!isFiring()) {
            notice.fact("Ended", ended().orElse(null));
        }
        notice.fact("Receiver", receiver.orElse(null));
    }

    /** The labels that all of them have, severity first. */
    private Map<String, String> common() {
        Map<String, String> common = new LinkedHashMap<>();
        Map<String, String> all = new LinkedHashMap<>(alerts.get(0).labels());
        String severity = all.get("severity");
        if (severity != null) {
            common.put("severity", severity);
        }
        all.forEach(common::putIfAbsent);
        common.entrySet().removeIf(label -> !alerts.stream()
                .allMatch(alert -> Objects.equals(label.getValue(), alert.labels().get(label.getKey()))));
        return common;
    }

    private Optional<String> fingerprint() {
        return alerts.size() == 1 ? first().fingerprint() : Optional.empty();
    }

    private String names() {
        return alerts.stream().map(Alert::name).distinct().sorted().limit(MOST_LINES).collect(Collectors.joining(","));
    }

    /** When the last of them began or ended: then the group became what it is. */
    private Optional<Instant> time() {
        Stream<Instant> began = alerts.stream().filter(Alert::isFiring).map(Alert::startsAt).flatMap(Optional::stream);
        return Stream.concat(began, ended().stream()).max(Comparator.naturalOrder());
    }

    private Optional<Instant> ended() {
        return alerts.stream().filter(alert -> !alert.isFiring()).map(Alert::endsAt).flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
    }

    private static Optional<String> joined(Map<String, String> labels) {
        return labels.isEmpty() ? Optional.empty()
                : Optional.of(new TreeMap<>(labels).entrySet().stream().limit(MOST_LABELS)
                        .map(label -> label.getKey() + "=" + label.getValue()).collect(Collectors.joining(","))
                        .toLowerCase(Locale.ROOT));
    }
}
