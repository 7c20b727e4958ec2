package dev.tocsin.standin;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * One value a minute, always the same for the same minute: on the good side of a threshold, and on the other from shortly
 * before
 * an alarm goes off until shortly before it recovers.
 */
final class AlarmSeries implements MetricSeries {

    /** As the message of the sample tells them; the last one goes on. */
    private static final double[] RISE = { 1.64, 3.88, 4.72, 4.3 };
    private static final double USUAL = 0.12;
    private static final Duration BEFORE_THE_ALARM = Duration.ofMinutes(4);
    private static final Duration BEFORE_IT_IS_OK = Duration.ofMinutes(2);
    private static final Duration LONGEST = Duration.ofDays(15);

    private final double threshold;
    private final boolean isBadAbove;
    /** From when on it is bad, or good again. */
    private final NavigableMap<Instant, Boolean> turns = new TreeMap<>();

    AlarmSeries(double threshold, boolean isBadAbove) {
        this.threshold = threshold == 0 ? 1 : threshold;
        this.isBadAbove = isBadAbove;
    }

    synchronized void goOff(Instant at) {
        Instant since = at.truncatedTo(ChronoUnit.MINUTES).minus(BEFORE_THE_ALARM);
        if (!isBad(since)) {
            turns.tailMap(since, true).clear();
            turns.put(since, true);
        }
    }

    synchronized void recover(Instant at) {
        Instant since = at.truncatedTo(ChronoUnit.MINUTES).minus(BEFORE_IT_IS_OK);
        if (isBad(since)) {
            turns.put(since, false);
        }
    }

    @Override
    public synchronized Collection<Double> between(Instant from, Instant until) {
        List<Double> values = new ArrayList<>();
        Instant first = from.truncatedTo(ChronoUnit.MINUTES);
        Instant minute = first.isBefore(from) ? first.plus(1, ChronoUnit.MINUTES) : first;
        for (; minute.isBefore(until) && Duration.between(from, minute).compareTo(LONGEST) < 0; minute = minute
                .plus(1, ChronoUnit.MINUTES)) {
            values.add(at(minute));
        }
        return values;
    }

    private double at(Instant minute) {
        double chance = chance(minute);
        double share = USUAL * (0.4 + 1.2 * chance);
        if (isBad(minute)) {
            long since = Duration.between(turns.floorKey(minute), minute).toMinutes();
            int step = (int) Math.min(since, RISE.length - 1);
            share = RISE[step] * (since < RISE.length - 1 ? 1 : 0.85 + 0.3 * chance);
        }
        double value = isBadAbove ? threshold * share : threshold / Math.max(share, 0.05) * (isBad(minute) ? 1 : 0.3);
        return Math.round(value * 100) / 100.0;
    }

    private boolean isBad(Instant minute) {
        return turns.floorEntry(minute) != null && turns.floorEntry(minute).getValue();
    }

    /** From 0 to 1, by the minute alone. */
    private static double chance(Instant minute) {
        long mixed = minute.getEpochSecond() / 60 * 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ mixed >>> 31) * 0xbf58476d1ce4e5b9L;
        return (mixed >>> 11) / (double) (1L << 53);
    }
}
