package dev.tocsin.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;

import dev.tocsin.database.DatabaseTrouble;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.Uni;

/**
 * What {@code /q/health/ready} and {@code /q/health/well} say, as a metric, so that one alert has all that they look at. A
 * replica that is not ready gets no requests, so its other metrics say nothing of what is wrong.
 */
@ApplicationScoped
class HealthMetrics {

    private final Supplier<Uni<SmallRyeHealth>> ready;
    private final Supplier<Uni<SmallRyeHealth>> well;
    private final MultiGauge health;

    @Inject
    HealthMetrics(SmallRyeHealthReporter reporter, MeterRegistry meters) {
        this(reporter::getReadinessAsync, reporter::getWellnessAsync, meters);
    }

    /** For tests: what the checks say is given. */
    HealthMetrics(Supplier<Uni<SmallRyeHealth>> ready, Supplier<Uni<SmallRyeHealth>> well, MeterRegistry meters) {
        this.ready = ready;
        this.well = well;
        this.health = MultiGauge.builder("tocsin.health").description("Checks of this replica: 1 up, 0 down").register(meters);
    }

    @Scheduled(every = "15s", delayed = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> measure() {
        return Uni.combine().all().unis(ready.get(), well.get()).asTuple()
                .invoke(both -> show(both.getItem1(), both.getItem2()))
                .replaceWithVoid()
                .onFailure().invoke(failure -> Log.warnf("Health is not measured: %s", DatabaseTrouble.words(failure)))
                .onFailure().recoverWithNull();
    }

    private void show(SmallRyeHealth readiness, SmallRyeHealth wellness) {
        List<Row<?>> rows = new ArrayList<>(rows("ready", readiness));
        rows.addAll(rows("well", wellness));
        health.register(rows, true);
    }

    private static List<Row<Number>> rows(String group, SmallRyeHealth said) {
        JsonArray checks = said.getPayload().getJsonArray("checks");
        return checks.getValuesAs(JsonObject.class).stream()
                .map(check -> Row.of(Tags.of("group", group, "check", check.getString("name")),
                        (Number) ("UP".equals(check.getString("status")) ? 1 : 0)))
                .toList();
    }
}
