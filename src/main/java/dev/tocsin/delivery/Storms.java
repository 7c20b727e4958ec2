package dev.tocsin.delivery;

import java.time.Duration;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.chat.Chats;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Finds the lanes in which more waits than their destination can show within a while, which post digests from then on, and
 * those in which so little has waited for a minute that they post single messages again. That is kept in the lane, for all
 * replicas; each looks for itself, and whoever comes first writes it.
 */
@ApplicationScoped
class Storms {

    /** Below what waits for that long in a lane it is calm. */
    static final int LITTLE = 5;
    static final Duration CALM = Duration.ofMinutes(1);
    private static final long MOST_COUNTED = 10_000;

    /**
     * The deliveries that wait are not counted: there is one behind so many, or there is none. Lanes that post digests already
     * are passed by, so what is deep is looked at once. What is kept of one matter is one message, however much it is.
     */
    static final String BEGIN = PendingLanes.SQL + """
            , deep AS MATERIALIZED (
                SELECT p.configuration_id
                FROM pending_lane p
                CROSS JOIN LATERAL (
                    SELECT coalesce(t.digest_after_seconds * 1000::bigint, $3) AS after_ms, i.interval_ms
                    FROM destination t JOIN unnest($1::text[], $2::bigint[]) AS i (kind, interval_ms) ON i.kind = t.kind
                    WHERE t.configuration_id = p.configuration_id OFFSET 0) t
                WHERE p.configuration_id IS NOT NULL AND t.after_ms > 0 AND t.interval_ms > 0
                  AND (SELECT l.digest_since FROM lane l WHERE l.configuration_id = p.configuration_id) IS NULL
                  AND (SELECT d.id FROM delivery d
                       WHERE d.configuration_id = p.configuration_id AND d.state = 'PENDING' AND d.next_attempt_at <= now()
                         AND d.matter IS NULL
                       ORDER BY d.next_attempt_at, d.id
                       OFFSET greatest(1, least($4, t.after_ms / t.interval_ms)) LIMIT 1) IS NOT NULL
            )
            UPDATE lane l SET digest_since = now(), calm_since = NULL, urgent = 0
            WHERE l.configuration_id = ANY (ARRAY (SELECT configuration_id FROM deep)) AND l.digest_since IS NULL
            RETURNING (SELECT c.configuration_name FROM configuration c WHERE c.id = l.configuration_id)""";

    /**
     * What is kept to be shown with others goes into the next digest, or is shown next if nothing is to be kept any more. It
     * gets its own place back, so that nothing of its matter overtakes it. It waits for no lock, so that nobody waits for it.
     */
    static final String HASTEN = """
            UPDATE delivery SET next_attempt_at = least(queued_at, now()) WHERE id = ANY (ARRAY (
                SELECT k.id FROM (
                    SELECT l.configuration_id FROM lane l WHERE l.digest_since IS NOT NULL
                    UNION
                    SELECT f.configuration_id FROM (SELECT DISTINCT configuration_id FROM fold) f
                    WHERE (SELECT coalesce(t.fold_after_messages, $2) FROM destination t
                           WHERE t.configuration_id = f.configuration_id) = 0
                ) l CROSS JOIN LATERAL (
                    SELECT d.id FROM delivery d
                    WHERE d.configuration_id = l.configuration_id AND d.state = 'PENDING' AND d.matter IS NOT NULL
                      AND d.next_attempt_at > least(d.queued_at, now())
                    ORDER BY d.matter, d.id LIMIT $1 FOR UPDATE SKIP LOCKED) k))""";

    /** Notes too since when it has been calm. Where there are to be no digests any more, it ends at once. */
    static final String END = """
            WITH standing AS MATERIALIZED (
                SELECT l.configuration_id, (
                    SELECT d.id FROM delivery d
                    WHERE d.configuration_id = l.configuration_id AND d.state = 'PENDING' AND d.next_attempt_at <= now()
                    ORDER BY d.next_attempt_at, d.id OFFSET $1 LIMIT 1) IS NULL AS is_calm, (
                    SELECT coalesce(t.digest_after_seconds, $3::bigint) = 0 FROM destination t
                    WHERE t.configuration_id = l.configuration_id) IS TRUE AS is_off
                FROM lane l WHERE l.digest_since IS NOT NULL
            ), noted AS (
                UPDATE lane l
                SET calm_since = CASE WHEN n.is_calm THEN coalesce(l.calm_since, now()) END,
                    digest_since = CASE WHEN n.is_off OR n.is_calm AND l.calm_since < now() - $2 * interval '1 millisecond' THEN NULL
                        ELSE l.digest_since END
                FROM standing n
                WHERE l.configuration_id = ANY (ARRAY (SELECT configuration_id FROM standing)) AND n.configuration_id = l.configuration_id
                  AND (n.is_off OR n.is_calm AND (l.calm_since IS NULL OR l.calm_since < now() - $2 * interval '1 millisecond')
                       OR NOT n.is_calm AND l.calm_since IS NOT NULL)
                RETURNING l.configuration_id, l.digest_since
            )
            SELECT (SELECT c.configuration_name FROM configuration c WHERE c.id = n.configuration_id)
            FROM noted n WHERE n.digest_since IS NULL""";

    static final String COUNT = "SELECT count(*) FROM lane WHERE digest_since IS NOT NULL";

    private final Statements statements;
    private final DeliveryConfig config;
    private final Chats chats;
    private final Paces paces;
    private volatile long storms;

    Storms(Postgres postgres, DeliveryConfig config, Chats chats, Paces paces, MeterRegistry meters) {
        this.statements = postgres.within(config.statementTimeout());
        this.config = config;
        this.chats = chats;
        this.paces = paces;
        Gauge.builder("tocsin.delivery.storms", this, all -> all.storms)
                .description("Configurations whose messages are posted as digests").register(meters);
    }

    @Scheduled(every = "1s", delayed = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return begin().chain(this::hasten).chain(this::end).chain(this::count).onFailure().recoverWithNull();
    }

    Uni<Void> begin() {
        return statements.query(BEGIN, parameters()).map(rows -> Rows.all(rows, row -> row.getString(0)))
                .invoke(names -> names.forEach(name -> Log.infof("Storm: digests from now on configuration=%s", name)))
                .replaceWithVoid();
    }

    Uni<Void> hasten() {
        return statements.query(HASTEN, Tuple.of(MOST_COUNTED, config.foldAfter())).replaceWithVoid();
    }

    Uni<Void> end() {
        return statements.query(END, Tuple.of(LITTLE, CALM.toMillis(), config.digestAfter().toMillis()))
                .map(rows -> Rows.all(rows, row -> row.getString(0)))
                .invoke(names -> names.forEach(name -> Log.infof("Storm over: single messages again configuration=%s", name)))
                .replaceWithVoid();
    }

    private Uni<Void> count() {
        return statements.query(COUNT, Tuple.tuple()).invoke(rows -> storms = rows.iterator().next().getLong(0))
                .replaceWithVoid();
    }

    private Tuple parameters() {
        List<String> kinds = chats.kinds();
        return Tuple.of(kinds.toArray(String[]::new),
                kinds.stream().map(kind -> paces.of(kind).interval().toMillis()).toArray(Long[]::new),
                config.digestAfter().toMillis(), MOST_COUNTED);
    }
}
