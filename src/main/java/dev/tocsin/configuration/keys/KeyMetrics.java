package dev.tocsin.configuration.keys;

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
        rotation.report().ifPresent(report -> secrets.register(report.keys().stream()
                .map(key -> Row.of(Tags.of("key", key, "state", report.state(key)), report.under(key))).toList(), true));
    }
}
