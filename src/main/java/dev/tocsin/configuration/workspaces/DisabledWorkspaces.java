package dev.tocsin.configuration.workspaces;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import dev.tocsin.slack.SlackCode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.Wellness;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Says which workspaces do not let us in. A matter of wellness and not of readiness: Tocsin takes messages all the same, and
 * those for other destinations go out.
 */
@Wellness
@ApplicationScoped
class DisabledWorkspaces implements AsyncHealthCheck {

    /** Also those whose token has expired and could not be renewed yet, whether or not it is the workspace's fault. */
    private static final String DISABLED = """
            SELECT slack_team_id, state = 'DISABLED' AS disabled, state_reason, token_expires_at FROM slack_workspace
            WHERE state = 'DISABLED' OR refresh_token_sealed IS NOT NULL AND token_expires_at <= now()
            ORDER BY slack_team_id LIMIT 1000""";
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final Statements statements;
    private final AtomicInteger count = new AtomicInteger();

    DisabledWorkspaces(Postgres postgres, MeterRegistry meters) {
        this.statements = postgres.within(TIMEOUT);
        Gauge.builder("tocsin.slack.workspaces.disabled", count, AtomicInteger::get)
                .description("Slack workspaces that do not let Tocsin in").register(meters);
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return reasons().map(DisabledWorkspaces::response).onFailure().recoverWithItem(failure -> named().up()
                .withData("unknown", "the database does not answer").build());
    }

    @Scheduled(every = "15s", delayed = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> measure() {
        return reasons().invoke(reasons -> count.set(reasons.size())).replaceWithVoid().onFailure().recoverWithNull();
    }

    private Uni<Map<String, String>> reasons() {
        return statements.query(DISABLED, Tuple.tuple()).map(rows -> {
            Map<String, String> reasons = new TreeMap<>();
            rows.forEach(row -> reasons.put(row.getString("slack_team_id"), reason(row)));
            return reasons;
        });
    }

    private static String reason(Row row) {
        if (!row.getBoolean("disabled")) {
            return "the bot token expired at " + Rows.instant(row, "token_expires_at")
                    + " and is not renewed yet; that is tried "
                    + "every minute, and the log says why it fails";
        }
        String reason = row.getString("state_reason");
        return reason == null ? "disabled" : reason + SlackCode.of(reason).advice().map(words -> ": " + words).orElse("");
    }

    private static HealthCheckResponse response(Map<String, String> reasons) {
        HealthCheckResponseBuilder response = named().status(reasons.isEmpty());
        reasons.forEach(response::withData);
        return response.build();
    }

    private static HealthCheckResponseBuilder named() {
        return HealthCheckResponse.named("Slack workspaces that let Tocsin in");
    }
}
