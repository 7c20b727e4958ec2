package dev.tocsin.delivery;

import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.audit.AuditLog;
import dev.tocsin.audit.Change;
import dev.tocsin.database.DatabaseClock;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Statements;
import dev.tocsin.delivery.OwnMessages.OwnMessage;
import dev.tocsin.delivery.OwnMessages.Stored;
import io.smallrye.mutiny.Uni;
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

    static final String TRY_IF_SHUT = """
            UPDATE lane l SET not_before = '-infinity'
            WHERE l.configuration_id = (SELECT c.id FROM configuration c WHERE c.configuration_name = $1)
              AND l.shut_since IS NOT NULL""";

    private final Statements statements;
    private final OwnMessages messages;
    private final DatabaseClock clock;
    private final AuditLog audit;

    TestDelivery(Postgres postgres, OwnMessages messages, DeliveryConfig config, DatabaseClock clock, AuditLog audit) {
        this.statements = postgres.within(config.statementTimeout());
        this.messages = messages;
        this.clock = clock;
        this.audit = audit;
    }

    /** What to ask the history for. */
    public record Queued(UUID messageId, long deliveryId) {
    }

    /** Empty if there is no such configuration. */
    public Uni<Optional<Queued>> send(String configurationName) {
        return clock.now().map(now -> TestMessage.of(configurationName, "its chat alone", now))
                .chain(text -> send(configurationName, new OwnMessage(TOPIC, TestMessage.SUBJECT, text)));
    }

    private Uni<Optional<Queued>> send(String configurationName, OwnMessage message) {
        return statements.transaction(connection -> store(connection, configurationName, message))
                .invoke(stored -> stored.ifPresent(messages::wake))
                .map(stored -> stored.map(one -> new Queued(one.messageId(), one.deliveryId())));
    }

    private Uni<Optional<Stored>> store(SqlConnection connection, String configurationName, OwnMessage message) {
        return messages.store(connection, configurationName, message)
                .call(() -> connection.preparedQuery(TRY_IF_SHUT).execute(Tuple.of(configurationName)))
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
