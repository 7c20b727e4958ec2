package dev.tocsin.silence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Singleton;

import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * The canaries: one row for each configuration, so that no two are under way at once, and each is looked after by one replica
 * at a time, which has moved its time on.
 */
@Singleton
class CanaryStore {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    /** Longer than publishing takes, or taking a message away. */
    private static final Duration LEASE = Duration.ofSeconds(45);

    private static final String DISCOVER = """
            INSERT INTO canary (configuration_id)
            SELECT c.id FROM configuration c
            WHERE c.configuration_name = ANY ($1::text[])
              AND NOT EXISTS (SELECT FROM canary k WHERE k.configuration_id = c.id)
            ON CONFLICT DO NOTHING""";

    /** The topic is the one that the fewest others hear: to them it comes as well. */
    private static final String BEGIN = """
            WITH due AS MATERIALIZED (
                SELECT k.configuration_id FROM canary k
                WHERE k.configuration_id = ANY (ARRAY (
                        SELECT c.id FROM configuration c WHERE c.configuration_name = ANY ($1::text[])))
                  AND (k.mark IS NULL OR k.ended_at IS NOT NULL)
                  AND (k.day IS NULL OR k.day < (now() AT TIME ZONE 'UTC')::date)
                  AND extract(hour FROM now() AT TIME ZONE 'UTC') >= $2::int
                  AND (SELECT t.is_disabled FROM destination t WHERE t.configuration_id = k.configuration_id) IS NOT TRUE
                ORDER BY k.configuration_id LIMIT 1 FOR UPDATE SKIP LOCKED)
            UPDATE canary k
            SET day = (now() AT TIME ZONE 'UTC')::date, mark = $3, begun_at = now(), ended_at = NULL, message_id = NULL,
                delivery_id = NULL, published_at = NULL, fault = NULL, look_at = now() + $4 * interval '1 millisecond',
                topic_arn = (SELECT t.topic_arn FROM configuration_topic t WHERE t.configuration_id = k.configuration_id
                             ORDER BY (SELECT count(*) FROM configuration_topic o WHERE o.topic_arn = t.topic_arn), t.topic_arn
                             LIMIT 1)
            FROM due WHERE k.configuration_id = due.configuration_id
            """;

    private static final String LOOK = """
            WITH due AS MATERIALIZED (
                SELECT k.configuration_id FROM canary k
                WHERE k.mark IS NOT NULL AND k.ended_at IS NULL AND k.look_at <= now()
                ORDER BY k.look_at LIMIT 1 FOR UPDATE SKIP LOCKED)
            UPDATE canary k SET look_at = now() + $1 * interval '1 millisecond'
            FROM due WHERE k.configuration_id = due.configuration_id
            """;

    private static final String CLAIMED = """
            RETURNING k.configuration_id, k.mark, k.topic_arn, k.message_id, k.delivery_id, k.begun_at, k.published_at, k.fault,
                      extract(epoch FROM now() - k.begun_at)::float8 AS age_seconds,
                      (SELECT c.configuration_name FROM configuration c WHERE c.id = k.configuration_id) AS configuration_name""";

    /** By what was noted when it came to its lane, or by SNS's id of the message. */
    private static final String STANDING = """
            SELECT d.state, d.reference, d.reason, d.posting_id, (
                       SELECT t.waits_because FROM destination t WHERE t.configuration_id = d.configuration_id) AS waits_because
            FROM delivery d
            WHERE d.id = coalesce($2::bigint, (
                SELECT d.id FROM delivery d
                WHERE d.notification_id = (
                        SELECT n.id FROM notification n WHERE n.message_id = $3::uuid AND n.topic_arn = $4::text)
                  AND d.configuration_id = $1 LIMIT 1))""";

    private static final String PUBLISHED = """
            UPDATE canary SET published_at = now(), message_id = $3, fault = NULL, look_at = now() + $4 * interval '1 millisecond'
            WHERE configuration_id = $1 AND mark = $2""";

    private static final String NOT_PUBLISHED = """
            UPDATE canary SET fault = $3, look_at = now() + $4 * interval '1 millisecond'
            WHERE configuration_id = $1 AND mark = $2""";

    private static final String LATER = """
            UPDATE canary SET look_at = now() + $3 * interval '1 millisecond' WHERE configuration_id = $1 AND mark = $2""";

    private static final String END = """
            UPDATE canary SET ended_at = now() WHERE configuration_id = $1 AND mark = $2 AND ended_at IS NULL""";

    /** Of the configuration's own canary the first that comes to the lane; another is a copy of it. */
    private static final String ARRIVE = """
            UPDATE canary k SET delivery_id = $3
            WHERE k.configuration_id = $1 AND k.mark = $2 AND k.ended_at IS NULL
              AND (k.delivery_id IS NULL OR k.delivery_id = $3)
            RETURNING (SELECT c.slack_team_id IS NOT NULL FROM configuration c WHERE c.id = k.configuration_id) AS can_be_deleted""";

    private static final String OF_ANOTHER = """
            SELECT c.configuration_name FROM canary k JOIN configuration c ON c.id = k.configuration_id WHERE k.mark = $1""";

    private final Statements statements;

    CanaryStore(Postgres postgres) {
        this.statements = postgres.within(TIMEOUT);
    }

    /**
     * One that is under way, and this replica's to look after.
     *
     * @param topicArn empty if the configuration hears none
     * @param messageId by which SNS knows it; empty if it was not published yet, as far as we know
     * @param deliveryId by which it came to its lane
     * @param fault why it could not be published
     */
    record Canary(long configurationId, String configurationName, UUID mark, Optional<String> topicArn,
            Optional<UUID> messageId, Optional<Long> deliveryId, Instant begunAt, boolean isPublished, Optional<String> fault,
            Duration age) {
    }

    Uni<Void> discover(List<String> configurationNames) {
        return statements.query(DISCOVER, names(configurationNames)).replaceWithVoid();
    }

    /** One that is due today and not under way, which is under way from now on. */
    Uni<Optional<Canary>> begin(List<String> configurationNames, int hour, UUID mark) {
        return statements.query(BEGIN + CLAIMED, names(configurationNames).addInteger(hour).addUUID(mark)
                .addLong(LEASE.toMillis())).map(rows -> Rows.first(rows, CanaryStore::canary));
    }

    /** One that is under way and due to be looked after. */
    Uni<Optional<Canary>> look() {
        return statements.query(LOOK + CLAIMED, Tuple.of(LEASE.toMillis())).map(rows -> Rows.first(rows, CanaryStore::canary));
    }

    private static Tuple names(List<String> configurationNames) {
        return Tuple.tuple().addArrayOfString(configurationNames.toArray(String[]::new));
    }

    private static Canary canary(Row row) {
        return new Canary(row.getLong("configuration_id"), row.getString("configuration_name"), row.getUUID("mark"),
                Optional.ofNullable(row.getString("topic_arn")), Optional.ofNullable(row.getUUID("message_id")),
                Optional.ofNullable(row.getLong("delivery_id")), Rows.instant(row, "begun_at"),
                row.getValue("published_at") != null, Optional.ofNullable(row.getString("fault")),
                Duration.ofMillis((long) (row.getDouble("age_seconds") * 1000)));
    }

    /** How its delivery stands; empty if it has not arrived. */
    Uni<Optional<CanaryVerdict.Arrived>> standing(Canary canary) {
        Tuple key = Tuple.tuple().addLong(canary.configurationId()).addLong(canary.deliveryId().orElse(null))
                .addUUID(canary.messageId().orElse(null)).addString(canary.topicArn().orElse(null));
        return statements.query(STANDING, key).map(rows -> Rows.first(rows, row -> new CanaryVerdict.Arrived(
                row.getString("state"),
                Optional.ofNullable(row.getString("reference")).filter(reference -> row.getUUID("posting_id") == null),
                Optional.ofNullable(row.getString("waits_because")).or(() -> Optional.ofNullable(row.getString("reason"))))));
    }

    /** @param messageId null if SNS called it by something that is no UUID */
    Uni<Void> published(Canary canary, UUID messageId, Duration next) {
        return statements.query(PUBLISHED, Tuple.tuple().addLong(canary.configurationId()).addUUID(canary.mark())
                .addUUID(messageId).addLong(next.toMillis())).replaceWithVoid();
    }

    Uni<Void> notPublished(Canary canary, String fault, Duration next) {
        return statements.query(NOT_PUBLISHED, Tuple.of(canary.configurationId(), canary.mark(), fault, next.toMillis()))
                .replaceWithVoid();
    }

    Uni<Void> later(Canary canary, Duration next) {
        return statements.query(LATER, Tuple.of(canary.configurationId(), canary.mark(), next.toMillis())).replaceWithVoid();
    }

    Uni<Void> end(Canary canary) {
        return statements.query(END, Tuple.of(canary.configurationId(), canary.mark())).replaceWithVoid();
    }

    /**
     * Notes that a canary came to its configuration's lane.
     *
     * @return whether what is posted there can be taken away again; empty if it is not that configuration's, or not the first
     */
    Uni<Optional<Boolean>> arrive(UUID mark, long configurationId, long deliveryId) {
        return statements.query(ARRIVE, Tuple.of(configurationId, mark, deliveryId))
                .map(rows -> Rows.first(rows, row -> row.getBoolean("can_be_deleted")));
    }

    /** The name of the configuration whose canary that is; empty if it is none of ours. */
    Uni<Optional<String>> of(UUID mark) {
        return statements.query(OF_ANOTHER, Tuple.of(mark))
                .map(rows -> Rows.first(rows, row -> row.getString("configuration_name")));
    }
}
