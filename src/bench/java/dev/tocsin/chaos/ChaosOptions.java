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
 * @param beside another build of it; what it does there, the kind says
 * @param time how long things go wrong; starting and draining come on top
 * @param seed what goes wrong, and in which order, follows from it; not when, since that depends on the machine
 * @param folder where the database keeps its data while it runs
 * @param perSecond how many notifications are published a second
 * @param longestFreeze how long a replica stands still at most
 * @param results where the logs and the ledger go
 */
public record ChaosOptions(ChaosKind kind, Duration time, Application application, Optional<Application> beside, long seed,
        Path folder, double perSecond,
        Duration longestFreeze, Path results) {

    private static final int MOST_MINUTES = 15;
    private static final Path RESULTS = Path.of("target", "chaos");
    /** Another one, since both short forms may run at the same time. */
    private static final Path ROLLOUT = Path.of("target", "chaos-rollout");

    static ChaosOptions of(Properties properties) {
        double minutes = Double.parseDouble(properties.getProperty("chaos.minutes", "5"));
        if (!(minutes > 0 && minutes <= MOST_MINUTES)) {
            throw new IllegalArgumentException("chaos.minutes is more than 0 and at most " + MOST_MINUTES + ", not " + minutes);
        }
        ChaosKind kind = ChaosKind.of(properties.getProperty("chaos.run", "harm"));
        return new ChaosOptions(kind, Duration.ofMillis((long) (minutes * 60_000)),
                Application.of("tocsin", properties.getProperty("chaos.app", "target/quarkus-app")),
                given(properties, "chaos.beside").map(path -> Application.of("beside", path)),
                given(properties, "chaos.seed").map(Long::parseLong)
                        .orElseGet(() -> ThreadLocalRandom.current().nextLong(100_000)),
                Path.of(properties.getProperty("chaos.folder", System.getProperty("java.io.tmpdir"))),
                given(properties, "chaos.rate").map(Double::parseDouble).orElse(kind == ChaosKind.ROLLING ? 300.0 : 12.0),
                Duration.ofSeconds(40), RESULTS);
    }

    /** What a build can afford. */
    public static ChaosOptions brief(long seed) {
        return new ChaosOptions(ChaosKind.HARM, Duration.ofSeconds(18), Application.packaged(), Optional.empty(), seed,
                Path.of(System.getProperty("java.io.tmpdir")), 8, Duration.ofSeconds(8), RESULTS);
    }

    /** Each of two replicas is replaced once, while so many notifications a second are published. */
    public static ChaosOptions briefRollout(long seed, double perSecond) {
        return new ChaosOptions(ChaosKind.ROLLING, Duration.ofSeconds(1), Application.packaged(), Optional.empty(), seed,
                Path.of(System.getProperty("java.io.tmpdir")), perSecond, Duration.ZERO, ROLLOUT);
    }

    private static Optional<String> given(Properties properties, String property) {
        return Optional.ofNullable(properties.getProperty(property)).map(String::strip).filter(text -> !text.isEmpty());
    }
}
