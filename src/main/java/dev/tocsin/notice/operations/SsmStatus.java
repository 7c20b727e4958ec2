package dev.tocsin.notice.operations;

import java.util.Locale;
import java.util.Optional;

import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Labels;
import dev.tocsin.notice.RunStanding;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.SeverityWords;
import dev.tocsin.notice.Standing;

/**
 * A status of Systems Manager, whose parts spell the same status each in their own way: {@code TimedOut}, {@code TIMED_OUT},
 * {@code Timed Out}.
 */
record SsmStatus(String raw) {

    private static final int LONGEST = 40;

    static Optional<SsmStatus> in(Json place) {
        return place.text().map(text -> new SsmStatus(Cut.end(text, LONGEST)));
    }

    /** As a title says it: {@code TIMED OUT}. */
    String capitals() {
        return Labels.title(raw).toUpperCase(Locale.ROOT);
    }

    /** Of something that has an end. */
    Optional<Standing> run() {
        return RunStanding.of(capitals());
    }

    Severity severity() {
        return switch (capitals()) {
            case "SUCCESS", "COMPLETED", "COMPLETED WITH SUCCESS", "COMPLIANT", "RESOLVED" -> Severity.GOOD;
            case "FAILED", "TIMED OUT", "DELIVERY TIMED OUT", "EXECUTION TIMED OUT", "UNDELIVERABLE", "TERMINATED",
                    "COMPLETED WITH FAILURE", "ACCESS DENIED", "INVALID PLATFORM" ->
                Severity.HIGH;
            case "CANCELLED", "CANCELLING", "EXITED", "SKIPPED", "SKIPPED OVERLAPPING", "REJECTED", "PENDING APPROVAL",
                    "PENDING CHANGE CALENDAR OVERRIDE", "CHANGE CALENDAR OVERRIDE REJECTED" ->
                Severity.MEDIUM;
            case "WAITING", "DISABLED" -> Severity.LOW;
            case "PENDING", "IN PROGRESS", "RUNBOOK IN PROGRESS", "SCHEDULED", "APPROVED", "ENABLED", "REGISTERED",
                    "DEREGISTERED", "OPEN" ->
                Severity.INFO;
            default -> SeverityWords.in(raw).orElse(Severity.INFO);
        };
    }
}
