package dev.tocsin.notice.monitoring;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tocsin.notice.Json;
import dev.tocsin.notice.Measurement.Point;

/**
 * The values for which an alarm changed its state, as the message itself tells them: its reason in words,
 * {@code [97.4 (02/03/26 09:10:00)]}, and its reasonData. Those that have times of their own are believed; the recent ones of
 * reasonData follow each other from a start, and are believed only where they agree with them.
 */
final class AlarmPoints {

    private static final int LONGEST_REASON = 4_000;
    private static final int MOST = 100;
    private static final Pattern IN_REASON = Pattern.compile("(-?[0-9]{1,25}(?:\\.[0-9]{1,25})?(?:E[+-]?[0-9]{1,3})?) "
            + "\\(([0-9]{2})/([0-9]{2})/([0-9]{2}) ([0-9]{2}):([0-9]{2}):([0-9]{2})\\)");
    private static final int CENTURY = 2000;

    private AlarmPoints() {
    }

    /** The oldest first. */
    static List<Point> in(String reason, Json reasonData) {
        SortedMap<Instant, Double> exact = ofReason(reason);
        reasonData.at("evaluatedDatapoints").items()
                .forEach(point -> point.at("timestamp").moment().ifPresent(at -> value(point.at("value"))
                        .ifPresent(value -> exact.put(at, value))));
        SortedMap<Instant, Double> recent = recent(reasonData);
        SortedMap<Instant, Double> believed = recent.size() > exact.size() && recent.entrySet().containsAll(exact.entrySet())
                ? recent
                : exact;
        List<Point> points = new ArrayList<>(believed.size());
        believed.forEach((at, value) -> points.add(new Point(at, value)));
        return points.subList(Math.max(0, points.size() - MOST), points.size());
    }

    private static SortedMap<Instant, Double> ofReason(String reason) {
        SortedMap<Instant, Double> points = new TreeMap<>();
        Matcher point = IN_REASON.matcher(reason.substring(0, Math.min(reason.length(), LONGEST_REASON)));
        while (point.find()) {
            double value = Double.parseDouble(point.group(1));
            int[] parts = new int[6];
            for (int i = 0; i < parts.length; i++) {
                parts[i] = Integer.parseInt(point.group(i + 2));
            }
            moment(parts).filter(at -> Double.isFinite(value)).ifPresent(at -> points.put(at, value));
        }
        return points;
    }

    /** Day, month and year first, in UTC. */
    private static Optional<Instant> moment(int[] parts) {
        try {
            return Optional.of(LocalDateTime.of(CENTURY + parts[2], parts[1], parts[0], parts[3], parts[4], parts[5])
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    private static SortedMap<Instant, Double> recent(Json reasonData) {
        SortedMap<Instant, Double> points = new TreeMap<>();
        Optional<Instant> start = reasonData.at("startDate").moment();
        Optional<Duration> period = AlarmMeasurement.period(reasonData.at("period"));
        if (start.isPresent() && period.isPresent()) {
            Instant at = start.get();
            for (Json recent : reasonData.at("recentDatapoints").items()) {
                Instant moment = at;
                value(recent).ifPresent(value -> points.put(moment, value));
                at = at.plus(period.get());
            }
        }
        return points;
    }

    /** A number that a chart can show. */
    static Optional<Double> value(Json number) {
        return number.number().map(BigDecimal::doubleValue).filter(Double::isFinite);
    }
}
