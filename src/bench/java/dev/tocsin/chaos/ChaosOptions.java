package dev.tocsin.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;

import dev.tocsin.benchmark.Application;

/**
 * What was asked for.
 *
 * @param time how long things go wrong; starting and draining come on top
 * @param seed what goes wrong, and in which order, follows from it; not when, since that depends on the machine
 * @param folder where the database keeps its data while it runs
 * @param perSecond how many notifications are published a second
 * @param longestFreeze how long a replica stands still at most
 * @param results where the logs and the ledger go
 */
public record ChaosOptions(Duration time, Application application, long seed, Path folder, double perSecond,
        Duration longestFreeze, Path results) {

    private static final int MOST_MINUTES = 15;
    private static final Path RESULTS = Path.of("target", "chaos");

    static ChaosOptions of(Properties properties) {
        double minutes = Double.parseDouble(properties.getProperty("chaos.minutes", "5"));
        if (!(minutes > 0 && minutes <= MOST_MINUTES)) {
            throw new IllegalArgumentException("chaos.minutes is more than 0 and at most " + MOST_MINUTES + ", not " + minutes);
        }
        return new ChaosOptions(Duration.ofMillis((long) (minutes * 60_000)),
                Application.of("tocsin", properties.getProperty("chaos.app", "target/quarkus-app")),
                given(properties, "chaos.seed").map(Long::parseLong)
                        .orElseGet(() -> ThreadLocalRandom.current().nextLong(100_000)),
                Path.of(properties.getProperty("chaos.folder", System.getProperty("java.io.tmpdir"))), 12,
                Duration.ofSeconds(40), RESULTS);
    }

    /** What a build can afford. */
    public static ChaosOptions brief(long seed) {
        return new ChaosOptions(Duration.ofSeconds(35), Application.packaged(), seed,
                Path.of(System.getProperty("java.io.tmpdir")), 8, Duration.ofSeconds(9), RESULTS);
    }

    private static Optional<String> given(Properties properties, String property) {
        return Optional.ofNullable(properties.getProperty(property)).map(String::strip).filter(text -> !text.isEmpty());
    }
}
