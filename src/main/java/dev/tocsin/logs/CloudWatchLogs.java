package dev.tocsin.logs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.tocsin.aws.CloudWatchLogsConfig;
import dev.tocsin.aws.LogEvent;
import dev.tocsin.aws.LogsApi;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;

/**
 * Brings log entries to CloudWatch Logs, each into the group of its configuration, {@code /aws/chatbot/<configurationName>}
 * as AWS Chatbot does. Does nothing where no Region is set.
 */
@ApplicationScoped
public class CloudWatchLogs {

    static final String GROUPS = "/aws/chatbot/";

    private static final int MOST_WAITING = 50_000;
    private static final long MOST_BYTES_WAITING = 16L * 1024 * 1024;
    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final Duration FAREWELL = Duration.ofSeconds(3);
    /** After the lanes have stopped, whose observer has the default priority, 2500. */
    private static final int AFTER_THE_LANES = 3_000;

    private final Optional<LogSettings> settings;
    private final Optional<LogWriter> writer;

    CloudWatchLogs(LogsApi api, CloudWatchLogsConfig config, MeterRegistry meters, Vertx vertx, Clock clock) {
        this.settings = LogSettings.of(config, System.getenv(), () -> UUID.randomUUID().toString());
        this.writer = settings.map(to -> writer(to, api, meters, vertx, clock));
    }

    private static LogWriter writer(LogSettings settings, LogsApi api, MeterRegistry meters, Vertx vertx, Clock clock) {
        RandomGenerator anyThread = () -> ThreadLocalRandom.current().nextLong();
        Backlog backlog = new Backlog(MOST_WAITING, MOST_BYTES_WAITING);
        LogEntryCounts counts = new LogEntryCounts(meters, backlog::size, settings.groups(), clock);
        LogStreams streams = new LogStreams(api, settings.retentionDays(), settings.replica(), clock, counts::failed);
        return new LogWriter(backlog, streams, new Pauses(clock, anyThread), counts, ROUND, vertx);
    }

    /** Takes an entry along; it is written within seconds or, if CloudWatch Logs does not let us, dropped and counted. */
    public void offer(String configurationName, Instant at, String entry) {
        writer.ifPresent(open -> open.add(GROUPS + configurationName, LogEvent.of(at.toEpochMilli(), entry)));
    }

    void start(@Observes StartupEvent event) {
        settings.ifPresent(to -> Log.infof("Outcomes of deliveries go to CloudWatch Logs, region=%s groups=%s", to.region(),
                GROUPS + "<configurationName>"));
    }

    /** The last entries, as far as they can be written in a moment. */
    void stop(@Observes @Priority(AFTER_THE_LANES) ShutdownDelayInitiatedEvent event) throws InterruptedException {
        long deadline = System.nanoTime() + FAREWELL.toNanos();
        while (writer.isPresent() && writer.get().isBusy() && System.nanoTime() < deadline) {
            writer.get().write();
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
