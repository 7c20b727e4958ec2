package dev.tocsin.delivery;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.Wellness;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Says which destinations refuse whatever is sent there, and what to do about each. A matter of wellness and not of readiness:
 * Tocsin takes messages all the same, and those for other destinations go out.
 */
@Wellness
@ApplicationScoped
class ShutDestinations implements AsyncHealthCheck {

    private static final int NAMED = 100;

    /** Those that somebody has disabled besides are meant to be quiet. */
    static final String SHUT = """
            SELECT c.configuration_name, l.shut_since, l.shut_reason, l.shut_advice, count(*) OVER () AS all_of_them
            FROM lane l CROSS JOIN LATERAL (
                SELECT c.configuration_name FROM configuration c
                WHERE c.id = l.configuration_id AND c.state = 'ENABLED' OFFSET 0) c
            WHERE l.shut_since IS NOT NULL
            ORDER BY l.shut_since, c.configuration_name LIMIT $1""";
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final Statements statements;
    private final AtomicLong count = new AtomicLong();

    ShutDestinations(Postgres postgres, MeterRegistry meters) {
        this.statements = postgres.within(TIMEOUT);
        Gauge.builder("tocsin.configurations.shut", count, AtomicLong::get)
                .description("Configurations whose destination refuses whatever is sent there").register(meters);
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return shut().map(ShutDestinations::response).onFailure().recoverWithItem(failure -> named().up()
                .withData("unknown", "the database does not answer").build());
    }

    @Scheduled(every = "15s", delayed = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> measure() {
        return shut().invoke(rows -> count.set(all(rows))).replaceWithVoid().onFailure().recoverWithNull();
    }

    private Uni<RowSet<Row>> shut() {
        return statements.query(SHUT, Tuple.of(NAMED));
    }

    private static long all(RowSet<Row> rows) {
        return rows.size() == 0 ? 0 : rows.iterator().next().getLong("all_of_them");
    }

    private static HealthCheckResponse response(RowSet<Row> rows) {
        HealthCheckResponseBuilder response = named().status(rows.size() == 0);
        Map<String, String> words = new TreeMap<>();
        rows.forEach(row -> words.put(row.getString("configuration_name"), words(row)));
        words.forEach(response::withData);
        if (all(rows) > rows.size()) {
            response.withData("and others", all(rows) - rows.size());
        }
        return response.build();
    }

    private static String words(Row row) {
        String advice = row.getString("shut_advice");
        return row.getString("shut_reason") + (advice == null ? "" : ": " + advice) + " (shut since "
                + Rows.instant(row, "shut_since") + ")";
    }

    private static HealthCheckResponseBuilder named() {
        return HealthCheckResponse.named("Destinations that take messages");
    }
}
