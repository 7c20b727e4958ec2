package dev.tocsin.silence;

import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

import dev.tocsin.database.Rows;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.Wellness;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/**
 * Says what is silent, and counts it. A matter of wellness and not of readiness: Tocsin takes messages all the same.
 */
@Wellness
@ApplicationScoped
class SilenceReport implements AsyncHealthCheck {

    private static final int NAMED = 100;

    private final SilenceStore store;
    private final SilenceNames names;
    private final MultiGauge count;

    SilenceReport(SilenceStore store, SilenceNames names, MeterRegistry meters) {
        this.store = store;
        this.names = names;
        this.count = MultiGauge.builder("tocsin.silences")
                .description("What has fallen silent: topics, destinations, channels, subscriptions, canaries")
                .register(meters);
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return names.wrong().chain(wrong -> store.open().map(open -> response(open, wrong))).onFailure()
                .recoverWithItem(failure -> named().up()
                        .withData("unknown", "the database does not answer").build());
    }

    @Scheduled(every = "15s", delayed = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> measure() {
        return store.open().invoke(this::show).replaceWithVoid().onFailure().recoverWithNull();
    }

    private void show(RowSet<Row> open) {
        Map<String, Long> kinds = Rows.stream(open)
                .collect(Collectors.groupingBy(row -> row.getString("kind"), TreeMap::new, Collectors.counting()));
        count.register(Arrays.stream(SilenceKind.values())
                .map(kind -> MultiGauge.Row.of(Tags.of("kind", kind.name()), kinds.getOrDefault(kind.name(), 0L))).toList(),
                true);
    }

    private static HealthCheckResponse response(RowSet<Row> open, Map<String, String> wrongNames) {
        HealthCheckResponseBuilder response = named().status(open.size() == 0 && wrongNames.isEmpty());
        wrongNames.forEach(response::withData);
        Map<String, String> words = new TreeMap<>();
        Rows.stream(open).limit(NAMED).forEach(row -> words.put(row.getString("kind") + " " + row.getString("subject"),
                row.getString("why") + " (silent since " + Rows.instant(row, "since").truncatedTo(ChronoUnit.SECONDS) + ")"));
        words.forEach(response::withData);
        if (open.size() > NAMED) {
            response.withData("and others", open.size() - NAMED);
        }
        return response.build();
    }

    private static HealthCheckResponseBuilder named() {
        return HealthCheckResponse.named("Nothing has fallen silent");
    }
}
