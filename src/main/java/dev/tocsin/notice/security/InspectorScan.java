package dev.tocsin.notice.security;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;

/**
 * Inspector has scanned an instance, image or function for the first time, begins or ceases to cover it, or could not
 * enable itself for new accounts.
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class InspectorScan implements Interpreter {

    private static final String SCAN = "Inspector2 Scan";
    private static final String COVERAGE = "Inspector2 Coverage";
    private static final String AUTO_ENABLE = "Inspector2 AutoEnable";

    private static final Map<String, Severity> BANDS = Map.of("CRITICAL", Severity.CRITICAL, "HIGH", Severity.HIGH, "MEDIUM",
            Severity.MEDIUM, "LOW", Severity.LOW);
    private static final List<String> WORST_FIRST = List.of("CRITICAL", "HIGH", "MEDIUM", "LOW");

    /** Why a resource is no longer scanned, where that is as somebody wanted it. */
    private static final List<String> INTENDED = List.of("RESOURCE_TERMINATED", "EC2_INSTANCE_STOPPED", "EXCLUDED_BY_TAG",
            "SCAN_FREQUENCY_MANUAL", "SCAN_FREQUENCY_SCAN_ON_PUSH", "SCAN_ELIGIBILITY_EXPIRED", "PENDING_INITIAL_SCAN",
            "PENDING_DISABLE");
    private static final Map<String, String> REASONS = Map.of(
            "UNMANAGED_EC2_INSTANCE", "Systems Manager does not manage the instance, so Inspector cannot look into it.",
            "ACCESS_DENIED", "A policy keeps Inspector from the resource.",
            "INTERNAL_ERROR", "Inspector had an internal error; it will resume by itself.",
            "UNSUPPORTED_OS", "Inspector does not support this operating system.",
            "STALE_INVENTORY", "The inventory of the instance is out of date.",
            "NO_INVENTORY", "Systems Manager has no inventory of the instance.");

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.is("aws.inspector2", SCAN, COVERAGE, AUTO_ENABLE)).map(event -> {
            return switch (event.type()) {
                case SCAN -> scan(event);
                case COVERAGE -> coverage(event);
                default -> autoEnable(event);
            };
        });
    }

    private static Notice scan(Event event) {
        Json scan = event.detail();
        Json counts = scan.at("finding-severity-counts");
        List<String> words = counts(counts);
        Optional<String> status = scan.at("scan-status").text();
        boolean done = status.filter("INITIAL_SCAN_COMPLETE"::equals).isPresent();
        long total = count(counts, "TOTAL");
        String found = !words.isEmpty() ? String.join(", ", words)
                : total > 0 ? Readable.count(total, "minor finding") : "nothing found";
        return event.notice("inspector-scan", severity(counts),
                "Inspector scanned " + name(event) + (done ? "" : ", " + status.orElse("state unknown")) + ": " + found)
                .fact("Findings", total > 0 ? String.valueOf(total) : null)
                .fact("Tags", Readable.list(Readable.words(scan.at("image-tags")), 5))
                .fact("Digest", scan.at("image-digest").textOrNull())
                .build();
    }

    private static Notice coverage(Event event) {
        Json status = event.detail().at("scanStatus");
        String code = status.at("statusCodeValue").text().or(() -> status.at("statusCode").text()).orElse("CHANGED");
        Optional<String> reason = status.at("reason").text();
        return event.notice("inspector-coverage", severity(code, reason.orElse("")),
                "Inspector: scanning of " + name(event) + " is " + code)
                .correlationKey(event.resources().stream().findFirst().map(resource -> resource + scanned(event)).orElse(null))
                .standing(event.resources().isEmpty() ? null : standing(code, reason.orElse("")))
                .text(reason.map(REASONS::get).orElse(null))
                .fact("Reason", reason.filter(why -> !"SUCCESSFUL".equals(why)).orElse(null))
                .fact("Scan type", event.detail().at("scanType").textOrNull())
                .fact("Provider", event.detail().at("provider").text().filter(provider -> !"AWS".equals(provider)).orElse(null))
                .fact("Since", event.detail().at("eventTimestamp").moment().orElse(null))
                .build();
    }

    /** The kinds of scans of one resource begin and end by themselves, and a repository has many images. */
    private static String scanned(Event event) {
        return event.detail().at("scanType").text().map(type -> "/" + type).orElse("")
                + event.detail().at("image-digest").text().map(digest -> "@" + digest).orElse("");
    }

    private static Standing standing(String code, String reason) {
        return "ACTIVE".equals(code) || INTENDED.contains(reason) ? Standing.over(code) : Standing.open(code);
    }

    private static Notice autoEnable(Event event) {
        String status = event.detail().at("AutoEnableStatus").text().orElse("CHANGED");
        boolean failed = "Failed".equalsIgnoreCase(status);
        return event.notice("inspector-auto-enable", failed ? Severity.MEDIUM : Severity.INFO,
                "Inspector: enabling of member accounts " + status.toUpperCase(Locale.ROOT))
                .text(Readable.sentence(event.detail().at("Reason")))
                .build();
    }

    private static Severity severity(Json counts) {
        return WORST_FIRST.stream().filter(band -> count(counts, band) > 0).findFirst().map(BANDS::get)
                .orElse(count(counts, "TOTAL") > 0 ? Severity.LOW : Severity.GOOD);
    }

    private static Severity severity(String code, String reason) {
        if ("ACTIVE".equals(code)) {
            return Severity.GOOD;
        }
        return INTENDED.contains(reason) ? Severity.INFO : Severity.MEDIUM;
    }

    private static List<String> counts(Json counts) {
        List<String> words = new ArrayList<>();
        for (String band : WORST_FIRST) {
            if (count(counts, band) > 0) {
                words.add(count(counts, band) + " " + band);
            }
        }
        return words;
    }

    private static long count(Json counts, String band) {
        return counts.at(band).number().filter(count -> count.scale() == 0 && count.precision() < 18).map(BigDecimal::longValue)
                .orElse(0L);
    }

    private static String name(Event event) {
        Json scan = event.detail();
        Optional<String> tag = scan.at("image-tags").items().stream().map(Json::text).flatMap(Optional::stream).findFirst();
        return scan.at("instance-id").text()
                .or(() -> scan.at("repository-name").text().map(InspectorScan::plain)
                        .map(repository -> repository + tag.map(name -> ":" + name).orElse("")))
                .or(() -> event.resources().stream().findFirst().map(InspectorScan::plain)).orElse("a resource");
    }

    /** Named by its ARN, whose resource begins with a word that says nothing. */
    private static String plain(String arn) {
        String resource = Readable.resource(arn);
        for (String kind : List.of("repository/", "function:")) {
            if (resource.startsWith(kind)) {
                return resource.substring(kind.length());
            }
        }
        return resource;
    }
}
