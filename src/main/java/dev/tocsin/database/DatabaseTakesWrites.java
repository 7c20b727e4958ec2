package dev.tocsin.database;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheckResponse;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.Wellness;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Whether the database takes writes. It may answer all questions and still be a standby, or set to read-only by a disk that is
 * nearly full; then SNS is sent away with a 503. A matter of wellness and not of readiness: the history can be read meanwhile,
 * and no replica could do better.
 */
@Wellness
@ApplicationScoped
class DatabaseTakesWrites implements AsyncHealthCheck {

    private static final String NAME = "Database that takes writes";
    private static final String STATE = "SELECT pg_is_in_recovery() AS standby, "
            + "current_setting('transaction_read_only') = 'on' AS read_only";
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final Statements statements;

    DatabaseTakesWrites(Postgres postgres) {
        this.statements = postgres.within(TIMEOUT);
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return statements.query(STATE, Tuple.tuple()).map(rows -> response(rows.iterator().next()))
                .onFailure().recoverWithItem(failure -> HealthCheckResponse.named(NAME).up()
                        .withData("unknown", "the database does not answer").build());
    }

    static HealthCheckResponse response(Row state) {
        if (state.getBoolean("standby")) {
            return down("PostgreSQL is a standby: let quarkus.datasource.reactive.url lead to the primary");
        }
        return state.getBoolean("read_only")
                ? down("PostgreSQL is set to read-only (default_transaction_read_only); SNS is answered 503 and comes again")
                : HealthCheckResponse.up(NAME);
    }

    private static HealthCheckResponse down(String why) {
        return HealthCheckResponse.named(NAME).down().withData("why", why).build();
    }
}
