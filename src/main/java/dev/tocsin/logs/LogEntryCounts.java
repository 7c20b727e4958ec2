package dev.tocsin.logs;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import dev.tocsin.aws.AwsFault;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;

/** Counts what becomes of log entries, and says what is wrong: each thing once an hour. */
final class LogEntryCounts {

    private static final String NAME = "tocsin.log.entries";
    private static final Duration SILENCE = Duration.ofHours(1);

    private final Clock clock;
    private final String resource;
    private final Counter written;
    private final Counter dropped;
    private final Counter refused;
    private final Map<String, Long> lastWarned = new ConcurrentHashMap<>();

    /** @param resource the ARN for which permissions are needed */
    LogEntryCounts(MeterRegistry meters, Supplier<Number> waiting, String resource, Clock clock) {
        this.clock = clock;
        this.resource = resource;
        this.written = counter(meters, "written");
        this.dropped = counter(meters, "dropped");
        this.refused = counter(meters, "refused");
        Gauge.builder(NAME + ".waiting", waiting).description("Log entries that wait to be written").register(meters);
    }

    private static Counter counter(MeterRegistry meters, String result) {
        return Counter.builder(NAME).description("Log entries for CloudWatch Logs and what became of them")
                .tag("result", result)
                .register(meters);
    }

    void written(int entries) {
        written.increment(entries);
    }

    /** CloudWatch Logs did not want them. */
    void refused(int entries) {
        refused.increment(entries);
    }

    /** There was no room for them. */
    void dropped(int entries) {
        dropped.increment(entries);
        if (entries > 0 && isNews("dropped")) {
            Log.warn("Log entries are dropped, because CloudWatch Logs does not take them fast enough");
        }
    }

    void failed(Step.Failed failed) {
        if (!isNews(failed.step() + " " + failed.kind())) {
            return;
        }
        String what = failed.step() == Step.RETAIN ? "The retention of log groups is not set" : "Log entries are not written";
        if (failed.kind() == AwsFault.Kind.DENIED) {
            Log.warnf("%s, permission=%s on %s is missing: %s", what, failed.step().permission(), resource,
                    failed.getMessage());
        } else {
            Log.warnf("%s, operation=%s: %s", what, failed.step().permission(), failed.getMessage());
        }
    }

    private boolean isNews(String what) {
        long now = clock.millis();
        Long last = lastWarned.get(what);
        if (last != null && now - last < SILENCE.toMillis()) {
            return false;
        }
        lastWarned.put(what, now);
        return true;
    }
}
