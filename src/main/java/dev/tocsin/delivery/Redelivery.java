package dev.tocsin.delivery;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Puts a settled delivery back at the end of its lane; its attempts so far stay in the history. The notification's row is held
 * meanwhile, so that it is not forgotten at the same time.
 */
@ApplicationScoped
class Redelivery {

    private static final String SQL = """
            WITH found AS (
                SELECT d.id, d.state, l.configuration_id IS NOT NULL AS has_lane, d.configuration_id
                FROM delivery d JOIN notification n ON n.id = d.notification_id
                LEFT JOIN lane l ON l.configuration_id = d.configuration_id
                WHERE d.id = $1
                FOR KEY SHARE OF n
            ), queued AS (
                UPDATE delivery d
                SET state = 'PENDING', form = 'FULL', failures = 0, interruptions = 0, queued_at = now(),
                    next_attempt_at = now(), settled_at = NULL, reason = 'to be delivered again, as asked', reference = NULL
                FROM found f
                WHERE d.id = f.id AND f.has_lane AND d.state <> 'PENDING'
                RETURNING d.id
            )
            SELECT f.configuration_id, f.has_lane, (SELECT count(*) FROM queued) = 1 AS queued FROM found f""";

    private final Pool pool;
    private final Lanes lanes;
    private final DeliveryConfig config;

    Redelivery(Pool pool, Lanes lanes, DeliveryConfig config) {
        this.pool = pool;
        this.lanes = lanes;
        this.config = config;
    }

    enum Answer {
        QUEUED,
        UNKNOWN,
        STILL_PENDING,
        CONFIGURATION_GONE
    }

    Uni<Answer> redeliver(long id) {
        return pool.preparedQuery(SQL).execute(Tuple.of(id))
                .ifNoItem().after(config.statementTimeout()).fail()
                .map(rows -> {
                    if (rows.size() == 0) {
                        return Answer.UNKNOWN;
                    }
                    var row = rows.iterator().next();
                    if (!row.getBoolean("has_lane")) {
                        return Answer.CONFIGURATION_GONE;
                    }
                    if (!row.getBoolean("queued")) {
                        return Answer.STILL_PENDING;
                    }
                    lanes.wake(row.getLong("configuration_id"));
                    return Answer.QUEUED;
                });
    }
}
