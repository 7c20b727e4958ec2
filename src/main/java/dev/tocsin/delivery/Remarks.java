package dev.tocsin.delivery;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.notice.Remark;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Puts what Tocsin itself says into a lane, like a message of SNS: it has its place in the order, is tried again, and is in the
 * history.
 */
@ApplicationScoped
public class Remarks {

    /** Nothing where there is no such configuration any more. */
    static final String STORE = """
            WITH target AS (
                SELECT id, configuration_name FROM configuration WHERE id = $1
            ), stored AS (
                INSERT INTO notification (topic_arn, message_id, type, message, published_at)
                SELECT $2, gen_random_uuid(), 'Notification', $3, now() FROM target
                RETURNING id
            )
            INSERT INTO delivery (notification_id, configuration_id, configuration_name)
            SELECT s.id, t.id, t.configuration_name FROM stored s CROSS JOIN target t""";

    private final Lanes lanes;

    Remarks(Lanes lanes) {
        this.lanes = lanes;
    }

    /** In the transaction of what it tells of. */
    public Uni<Void> queue(SqlConnection transaction, long configurationId, Remark remark) {
        return transaction.preparedQuery(STORE)
                .execute(Tuple.of(configurationId, Remark.TOPIC, Buffer.buffer(remark.toJson()))).replaceWithVoid();
    }

    /** Not before the commit: whoever is woken has to see it. */
    public void wake(long configurationId) {
        lanes.wake(configurationId);
    }
}
