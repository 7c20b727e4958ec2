package dev.tocsin.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Supplier;

import jakarta.json.Json;

import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.health.SmallRyeHealth;
import io.smallrye.mutiny.Uni;

class HealthMetricsTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void showsEachCheckOfBothGroups() {
        measure(said("Clock", "UP"), said("Hosts", "DOWN"));

        assertThat(value("ready", "Clock")).isEqualTo(1);
        assertThat(value("well", "Hosts")).isZero();
    }

    @Test
    void followsWhatTheChecksSay() {
        String[] status = { "DOWN" };
        HealthMetrics metrics = new HealthMetrics(() -> said("Clock", status[0]).get(), said("Hosts", "UP"), meters);
        metrics.measure().await().atMost(Duration.ofSeconds(5));
        status[0] = "UP";
        metrics.measure().await().atMost(Duration.ofSeconds(5));

        assertThat(value("ready", "Clock")).isEqualTo(1);
    }

    @Test
    void checksThatCannotBeAskedAreNoFailureOfTheJob() {
        measure(said("Clock", "UP"), () -> Uni.createFrom().failure(new IllegalStateException("s3cr3t")));

        assertThat(meters.find("tocsin.health").gauge()).isNull();
    }

    private void measure(Supplier<Uni<SmallRyeHealth>> ready, Supplier<Uni<SmallRyeHealth>> well) {
        new HealthMetrics(ready, well, meters).measure().await().atMost(Duration.ofSeconds(5));
    }

    private double value(String group, String check) {
        return meters.get("tocsin.health").tags("group", group, "check", check).gauge().value();
    }

    private static Supplier<Uni<SmallRyeHealth>> said(String check, String status) {
        return () -> Uni.createFrom().item(new SmallRyeHealth(Json.createObjectBuilder().add("status", status)
                .add("checks", Json.createArrayBuilder()
                        .add(Json.createObjectBuilder().add("name", check).add("status", status)))
                .build()));
    }
}
