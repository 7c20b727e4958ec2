package dev.tocsin.delivery;

import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Stores a batch of notifications and all deliveries that they cause in one statement, which is one transaction and one
 * round trip. Who hears a topic is read in that same statement, so no configuration is missed or served too late.
 */
@ApplicationScoped
class IntakeStatement {

    static final String SQL = """
            WITH incoming AS (
                SELECT * FROM unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::bytea[], $6::text[], $7::timestamptz[], $8::uuid[])
                    AS i (topic_arn, message_id, type, subject, message, attributes, published_at, trace_id)
            ), stored AS (
                INSERT INTO notification (topic_arn, message_id, type, subject, message, attributes, published_at, trace_id)
                SELECT * FROM incoming
                ON CONFLICT (topic_arn, message_id) DO NOTHING
                RETURNING id, topic_arn, message_id, type
            ), queued AS (
                INSERT INTO delivery (notification_id, configuration_id, configuration_name)
                SELECT s.id, c.id, c.configuration_name
                FROM stored s
                CROSS JOIN LATERAL (
                    SELECT c.id, c.configuration_name
                    FROM configuration_topic t CROSS JOIN LATERAL (
                        SELECT c.id, c.configuration_name FROM configuration c WHERE c.id = t.configuration_id OFFSET 0) c
                    WHERE t.topic_arn = s.topic_arn OFFSET 0) c
                WHERE s.type = 'Notification'
                ORDER BY s.id
                RETURNING configuration_id
            )
            SELECT topic_arn, message_id, NULL::bigint AS configuration_id FROM stored
            UNION ALL
            SELECT DISTINCT NULL, NULL::uuid, configuration_id FROM queued""";

    static final String IS_STORED = "SELECT EXISTS (SELECT FROM notification WHERE message_id = $1 AND topic_arn = $2)";

    private final Statements statements;
    private final StoredAttributes attributes;

    IntakeStatement(Postgres postgres, DeliveryConfig config, StoredAttributes attributes) {
        this.statements = postgres.within(config.statementTimeout());
        this.attributes = attributes;
    }

    Uni<Stored> store(List<Notification> batch) {
        return statements.query(SQL, arrays(batch)).map(IntakeStatement::stored);
    }

    /** As part of a transaction. */
    Uni<Stored> store(SqlConnection transaction, List<Notification> batch) {
        return transaction.preparedQuery(SQL).execute(arrays(batch)).map(IntakeStatement::stored);
    }

    Uni<Boolean> isStored(Notification notification) {
        return statements.query(IS_STORED, Tuple.of(notification.messageId(), notification.topicArn()))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    private Tuple arrays(List<Notification> batch) {
        return Tuple.newInstance(io.vertx.sqlclient.Tuple.tuple()
                .addArrayOfString(Rows.column(batch, Notification::topicArn, String[]::new))
                .addArrayOfUUID(Rows.column(batch, Notification::messageId, UUID[]::new))
                .addArrayOfString(Rows.column(batch, notification -> notification.type().name(), String[]::new))
                .addArrayOfString(Rows.column(batch, notification -> notification.subject().orElse(null), String[]::new))
                .addArrayOfBuffer(Rows.column(batch, notification -> Buffer.buffer(notification.message()), Buffer[]::new))
                .addArrayOfString(
                        Rows.column(batch, notification -> attributes.write(notification.attributes()), String[]::new))
                .addArrayOfOffsetDateTime(Rows.column(batch,
                        notification -> Rows.time(notification.publishedAt()), OffsetDateTime[]::new))
                .addArrayOfUUID(
                        Rows.column(batch, notification -> notification.trace().map(TraceId::bytes).orElse(null),
                                UUID[]::new)));
    }

    private static Stored stored(RowSet<Row> rows) {
        Set<Key> fresh = new HashSet<>();
        Set<Long> lanes = new HashSet<>();
        for (Row row : rows) {
            Long lane = row.getLong("configuration_id");
            if (lane == null) {
                fresh.add(new Key(row.getString("topic_arn"), row.getUUID("message_id")));
            } else {
                lanes.add(lane);
            }
        }
        return new Stored(fresh, lanes);
    }

    /** What makes a notification itself. */
    record Key(String topicArn, UUID messageId) {
        static Key of(Notification notification) {
            return new Key(notification.topicArn(), notification.messageId());
        }
    }

    /**
     * @param fresh the notifications that were new
     * @param lanes the lanes that now have something to deliver
     */
    record Stored(Set<Key> fresh, Set<Long> lanes) {
    }
}
