package dev.tocsin.command.offer;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import dev.tocsin.notice.Measurement;
import dev.tocsin.notice.Notice;

/** The time whose log entries say why something happened. */
record LogWindow(Instant start, Instant end) {

    private static final Duration BEFORE = Duration.ofMinutes(10);
    private static final Duration AFTER = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofDays(1);

    /** Of an alarm from the start of what it evaluated; else a while before and after. Empty if no time is known. */
    static Optional<LogWindow> of(Notice notice) {
        return notice.occurredAt().map(at -> at.truncatedTo(ChronoUnit.SECONDS)).map(at -> new LogWindow(
                at.minus(notice.measurement().map(LogWindow::evaluated).orElse(BEFORE)), at.plus(AFTER)));
    }

    private static Duration evaluated(Measurement measurement) {
        Duration evaluated = measurement.period().multipliedBy(Math.max(1, measurement.evaluationPeriods()));
        return evaluated.compareTo(LONGEST) > 0 ? LONGEST : evaluated;
    }
}
