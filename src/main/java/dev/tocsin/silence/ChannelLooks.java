package dev.tocsin.silence;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Singleton;

import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;

/** Which channels of workspaces are to be looked at, each by one replica at a time. */
@Singleton
class ChannelLooks {

    /** Longer than a look may take. */
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** Spread over the day, each at a time of its own. */
    private static final String DISCOVER = """
            INSERT INTO channel_look (configuration_id, next_at)
            SELECT c.id, now() + abs(hashtext(c.configuration_name)::bigint) % 86400 * interval '1 second'
            FROM configuration c
            WHERE c.slack_team_id IS NOT NULL
              AND NOT EXISTS (SELECT FROM channel_look k WHERE k.configuration_id = c.id)
            ON CONFLICT DO NOTHING""";

    private static final String CLAIM = """
            WITH due AS MATERIALIZED (
                SELECT k.configuration_id FROM channel_look k WHERE k.next_at <= now()
                ORDER BY k.next_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            UPDATE channel_look k SET next_at = now() + $1 * interval '1 millisecond', lease = $2
            FROM due WHERE k.configuration_id = due.configuration_id
            RETURNING k.configuration_id,
                      (SELECT c.configuration_name FROM configuration c WHERE c.id = k.configuration_id) AS configuration_name,
                      coalesce((SELECT t.is_disabled FROM destination t WHERE t.configuration_id = k.configuration_id), true)
                          AS is_disabled""";

    private static final String SETTLE = """
            UPDATE channel_look SET next_at = now() + $3 * interval '1 millisecond', lease = NULL
            WHERE configuration_id = $1 AND lease = $2""";

    private final Statements statements;

    ChannelLooks(Postgres postgres) {
        this.statements = postgres.within(TIMEOUT);
    }

    /**
     * One that is due.
     *
     * @param isDisabled whether nothing is to be sent there anyway
     */
    record DueChannel(long configurationId, UUID lease, String configurationName, boolean isDisabled) {
    }

    Uni<Void> discover() {
        return statements.query(DISCOVER, Tuple.tuple()).replaceWithVoid();
    }

    Uni<Optional<DueChannel>> claim() {
        UUID lease = UUID.randomUUID();
        return statements.query(CLAIM, Tuple.of(LEASE.toMillis(), lease)).map(rows -> Rows.first(rows,
                row -> new DueChannel(row.getLong("configuration_id"), lease, row.getString("configuration_name"),
                        row.getBoolean("is_disabled"))));
    }

    /** @param next after how long it is looked at again */
    Uni<Void> settle(DueChannel channel, Duration next) {
        return statements.query(SETTLE, Tuple.of(channel.configurationId(), channel.lease(), next.toMillis()))
                .replaceWithVoid();
    }
}
