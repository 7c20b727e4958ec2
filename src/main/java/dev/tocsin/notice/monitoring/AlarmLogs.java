package dev.tocsin.notice.monitoring;

import java.time.Duration;
import java.util.Optional;

import dev.tocsin.aws.LogPages;
import dev.tocsin.notice.LogGroups;
import dev.tocsin.notice.Measurement;

/** The logs of the time in which an alarm's values were measured, where its metrics tell whose they are. */
final class AlarmLogs {

    private static final String QUERY = "fields @timestamp, @message, @logStream\n| sort @timestamp desc\n| limit 500";
    private static final Duration BEFORE = Duration.ofMinutes(10);
    private static final Duration AFTER = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofDays(1);

    private AlarmLogs() {
    }

    static Optional<String> page(AlarmStateChange change) {
        return AlarmMeasurement.of(change).flatMap(measurement -> change.at().flatMap(at -> LogPages.insights(
                change.region().orElse(null), LogGroups.of(measurement), at.minus(measured(measurement)), at.plus(AFTER),
                QUERY)));
    }

    private static Duration measured(Measurement measurement) {
        Duration measured = measurement.period().multipliedBy(measurement.evaluationPeriods()).plus(BEFORE);
        return measured.compareTo(LONGEST) > 0 ? LONGEST : measured;
    }
}
