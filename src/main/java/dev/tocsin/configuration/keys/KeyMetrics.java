package dev.tocsin.configuration.keys;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;

/** How many stored secrets need which key; every replica says the same, but for what its own settings make of a key. */
@ApplicationScoped
class KeyMetrics {

    private final KeyRotation rotation;
    private final MultiGauge secrets;

    KeyMetrics(KeyRotation rotation, MeterRegistry meters) {
        this.rotation = rotation;
        this.secrets = MultiGauge.builder("tocsin.sealed.secrets").description("Stored secrets by the key that opens them")
                .register(meters);
    }

    @Scheduled(every = "5s")
    void measure() {
        rotation.report().ifPresent(report -> secrets.register(keys(report).stream()
                .map(key -> Row.of(Tags.of("key", key, "state", state(report, key)), report.under(key))).toList(), true));
    }

    /** Those that are configured too, with none: that is what somebody waits for who wants to remove one. */
    private static Set<String> keys(KeyReport report) {
        Set<String> keys = new TreeSet<>(report.byKey().keySet());
        Stream.concat(Stream.ofNullable(report.current()), report.previous().stream()).forEach(keys::add);
        return keys;
    }

    private static String state(KeyReport report, String key) {
        return key.equals(report.current()) ? "current" : report.previous().contains(key) ? "previous" : "missing";
    }
}
