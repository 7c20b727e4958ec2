package dev.tocsin.delivery;

import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.audit.AuditLog;
import dev.tocsin.audit.AuditedKinds;
import dev.tocsin.audit.Change;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Statements;
import dev.tocsin.problem.Problems;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Puts a settled delivery back at the end of its lane; its attempts so far stay in the history. The notification's row is held
 * meanwhile, so that it is not forgotten at the same time.
 */
@ApplicationScoped
public class Redelivery implements AuditedKinds {

    static final String KIND = "delivery";

    static final String SQL = """
            WITH found AS (
                SELECT d.id, d.state, l.configuration_id IS NOT NULL AS has_lane, d.configuration_id
                FROM delivery d JOIN notification n ON n.id = d.notification_id
                LEFT JOIN lane l ON l.configuration_id = d.configuration_id
                WHERE d.id = $1
                FOR KEY SHARE OF n
            ), queued AS (
                UPDATE delivery d
                SET state = 'PENDING', form = 'FULL', failures = 0, interruptions = 0, queued_at = now(),
                    queued_again = true, next_attempt_at = now(), settled_at = NULL, reason = 'to be delivered again, as asked', reference = NULL,
                    posting_id = NULL, matter = NULL
                FROM found f
                WHERE d.id = f.id AND f.has_lane AND d.state <> 'PENDING'
                RETURNING d.id
            )
            SELECT f.configuration_id, f.has_lane, (SELECT count(*) FROM queued) = 1 AS queued FROM found f""";

    private final Statements statements;
    private final Lanes lanes;
    private final AuditLog audit;

    Redelivery(Postgres postgres, Lanes lanes, DeliveryConfig config, AuditLog audit) {
        this.statements = postgres.within(config.statementTimeout());
        this.lanes = lanes;
        this.audit = audit;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(KIND);
    }

    private enum Answer {
        QUEUED,
        UNKNOWN,
        STILL_PENDING,
        CONFIGURATION_GONE
    }

    /** Fails with a problem if there is nothing to send again, or nowhere to send it. */
    public Uni<Void> redeliver(long id) {
        return statements.transaction(connection -> queue(connection, id))
                // Not before the commit: whoever is woken has to see it.
                .invoke(found -> found.lane().ifPresent(lanes::wake))
                .map(Found::answer).invoke(answer -> require(answer, id)).replaceWithVoid();
    }

    private static void require(Answer answer, long id) {
        switch (answer) {
            case QUEUED -> {
            }
            case UNKNOWN -> throw Problems.notFound("There is no delivery " + id + ".");
            case STILL_PENDING -> throw Problems.conflict("still-pending",
                    "Delivery " + id + " is still under way; there is nothing to send again.");
            case CONFIGURATION_GONE -> throw Problems.conflict("configuration-gone", "The configuration of delivery " + id
                    + " was deleted, so there is no destination. Send the message to another one.");
        }
    }

    private Uni<Found> queue(SqlConnection connection, long id) {
        return connection.preparedQuery(SQL).execute(Tuple.of(id)).map(Redelivery::found)
                .call(found -> found.answer() == Answer.QUEUED
                        ? audit.record(connection, Change.done("redeliver", KIND, Long.toString(id)))
                        : Uni.createFrom().voidItem());
    }

    /** @param lane whose turn it is, if something was queued */
    private record Found(Answer answer, Optional<Long> lane) {
    }

    private static Found found(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return new Found(Answer.UNKNOWN, Optional.empty());
        }
        Row row = rows.iterator().next();
        if (!row.getBoolean("has_lane")) {
            return new Found(Answer.CONFIGURATION_GONE, Optional.empty());
        }
        return row.getBoolean("queued")
                ? new Found(Answer.QUEUED, Optional.of(row.getLong("configuration_id")))
                : new Found(Answer.STILL_PENDING, Optional.empty());
    }
}
