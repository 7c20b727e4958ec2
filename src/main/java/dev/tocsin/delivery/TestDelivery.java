package dev.tocsin.delivery;

import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.audit.AuditLog;
import dev.tocsin.audit.Change;
import dev.tocsin.database.DatabaseClock;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Sends a test message to one configuration, past SNS but through its lane, so that its history tells what became of it. A
 * destination that is shut is tried at once, with its oldest delivery: what passes opens it.
 */
@ApplicationScoped
public class TestDelivery {

    /** In place of a topic's ARN; none can look like this. */
    public static final String TOPIC = "tocsin:test";

    private static final String TRY_IF_SHUT = """
            UPDATE lane l SET not_before = '-infinity' FROM configuration c
            WHERE c.configuration_name = $1 AND l.configuration_id = c.id AND l.shut_since IS NOT NULL""";

    private static final String STORE = """
            WITH target AS (
                SELECT id, configuration_name FROM configuration WHERE configuration_name = $1
            ), stored AS (
                INSERT INTO notification (topic_arn, message_id, type, subject, message, published_at)
                SELECT $2, $3, 'Notification', $4, $5, now() FROM target
                RETURNING id
            ), tried AS (
                UPDATE lane l SET not_before = '-infinity' FROM target t
                WHERE l.configuration_id = t.id AND l.shut_since IS NOT NULL
            )
            INSERT INTO delivery (notification_id, configuration_id, configuration_name)
            SELECT s.id, t.id, t.configuration_name FROM stored s CROSS JOIN target t
            RETURNING id, configuration_id""";

    private final Statements statements;
    private final Lanes lanes;
    private final DatabaseClock clock;
    private final AuditLog audit;

    TestDelivery(Postgres postgres, Lanes lanes, DeliveryConfig config, DatabaseClock clock, AuditLog audit) {
        this.statements = postgres.within(config.statementTimeout());
        this.lanes = lanes;
        this.clock = clock;
        this.audit = audit;
    }

    /** What to ask the history for. */
    public record Queued(UUID messageId, long deliveryId) {
    }

    /** Empty if there is no such configuration. */
    public Uni<Optional<Queued>> send(String configurationName) {
        return clock.now().map(now -> TestMessage.of(configurationName, "its chat alone", now))
                .chain(text -> send(configurationName, Buffer.buffer(text)));
    }

    private Uni<Optional<Queued>> send(String configurationName, Buffer message) {
        UUID messageId = UUID.randomUUID();
        Tuple row = Tuple.newInstance(io.vertx.sqlclient.Tuple.of(configurationName, TOPIC, messageId, TestMessage.SUBJECT,
                message));
        return statements.transaction(connection -> store(connection, row, configurationName))
                // Not before the commit: whoever is woken has to see it.
                .invoke(stored -> stored.ifPresent(one -> lanes.wake(one.getLong("configuration_id"))))
                .map(stored -> stored.map(one -> new Queued(messageId, one.getLong("id"))));
    }

    private Uni<Optional<Row>> store(SqlConnection connection, Tuple row, String configurationName) {
        return connection.preparedQuery(STORE).execute(row)
                .map(Rows::first)
                .call(stored -> stored.isPresent()
                        ? audit.record(connection, tested(configurationName))
                        : Uni.createFrom().voidItem());
    }

    /** For a test message that comes by SNS: if the destination is shut, that is to be found out at once. */
    public Uni<Void> tryIfShut(String configurationName) {
        return statements.query(TRY_IF_SHUT, Tuple.of(configurationName)).replaceWithVoid();
    }

    /** What the audit keeps of a test, whichever way it takes. */
    public static Change tested(String configurationName) {
        return Change.done("test", "configuration", configurationName);
    }
}
