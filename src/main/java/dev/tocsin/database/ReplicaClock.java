package dev.tocsin.database;

import java.time.Clock;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;

/** How far this machine's clock is off the database's. */
@ApplicationScoped
public class ReplicaClock {

    private final DatabaseClock database;
    private final Clock clock;
    private final Duration skew;
    private volatile double seconds = Double.NaN;

    public ReplicaClock(DatabaseClock database, Clock clock, ClockConfig config, MeterRegistry meters) {
        this.database = database;
        this.clock = clock;
        this.skew = config.clockSkew();
        Gauge.builder("tocsin.clock.offset", () -> seconds).baseUnit("seconds")
                .description("How far this machine's clock is ahead of the database's").register(meters);
    }

    /** Negative if it is behind. Fails if the database cannot be asked. */
    public Uni<Duration> ahead() {
        return database.now().map(now -> Duration.between(now, clock.instant()))
                .invoke(ahead -> seconds = ahead.toMillis() / 1_000.0);
    }

    public boolean isWrong(Duration ahead) {
        return ahead.abs().compareTo(skew) > 0;
    }

    public static String words(Duration ahead) {
        return ahead.abs().toSeconds() + " seconds " + (ahead.isNegative() ? "behind" : "ahead of") + " the database's";
    }

    @Scheduled(every = "15s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> measure() {
        return ahead().replaceWithVoid().onFailure().recoverWithNull();
    }
}
