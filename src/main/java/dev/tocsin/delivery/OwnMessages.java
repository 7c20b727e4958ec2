package dev.tocsin.delivery;

import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Sends messages of our own to one configuration, past SNS but through its lane, so that its history tells what became of them.
 */
@ApplicationScoped
public class OwnMessages {

    static final String STORE = """
            WITH target AS (
                SELECT id, configuration_name FROM configuration WHERE configuration_name = $1
            ), stored AS (
                INSERT INTO notification (topic_arn, message_id, type, subject, message, published_at)
                SELECT $2, $3, 'Notification', $4, $5, now() FROM target
                RETURNING id
            )
            INSERT INTO delivery (notification_id, configuration_id, configuration_name)
            SELECT s.id, t.id, t.configuration_name FROM stored s CROSS JOIN target t
            RETURNING id, configuration_id""";

    private final Lanes lanes;

    OwnMessages(Lanes lanes) {
        this.lanes = lanes;
    }

    /**
     * A message of ours.
     *
     * @param topic stands in place of a topic's ARN, which none can look like
     * @param text as SNS would bring it
     */
    public record OwnMessage(String topic, String subject, String text) {
    }

    /** What was stored. */
    public record Stored(UUID messageId, long deliveryId, long lane) {
    }

    /** In the transaction of whoever has something to say. Empty if there is no such configuration. */
    public Uni<Optional<Stored>> store(SqlConnection transaction, String configurationName, OwnMessage message) {
        UUID messageId = UUID.randomUUID();
        Tuple row = Tuple.newInstance(io.vertx.sqlclient.Tuple.of(configurationName, message.topic(), messageId,
                message.subject(), Buffer.buffer(message.text())));
        return transaction.preparedQuery(STORE).execute(row).map(rows -> Rows.first(rows,
                stored -> new Stored(messageId, stored.getLong("id"), stored.getLong("configuration_id"))));
    }

    /** To be said once that is committed: whoever is woken has to see it. */
    public void wake(Stored stored) {
        lanes.wake(stored.lane());
    }
}
