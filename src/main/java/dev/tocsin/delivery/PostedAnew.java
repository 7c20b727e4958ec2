package dev.tocsin.delivery;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** Puts a delivery back into its lane whose message is not in the chat any more, though what it says still counts. */
@ApplicationScoped
public class PostedAnew {

    static final String QUEUE = """
            UPDATE delivery d
            SET state = 'PENDING', form = 'FULL', failures = 0, interruptions = 0, queued_at = now(), queued_again = true,
                next_attempt_at = now(), settled_at = NULL, reason = 'its message is gone from the chat; to be posted anew',
                reference = NULL, posting_id = NULL, matter = NULL
            WHERE d.id = $1 AND d.settled_at IS NOT NULL
              AND (SELECT l.configuration_id FROM lane l WHERE l.configuration_id = d.configuration_id) IS NOT NULL""";

    private final Lanes lanes;

    PostedAnew(Lanes lanes) {
        this.lanes = lanes;
    }

    public Uni<Void> queue(SqlConnection connection, long deliveryId) {
        return connection.preparedQuery(QUEUE).execute(Tuple.of(deliveryId)).replaceWithVoid();
    }

    /** Not before the commit: whoever is woken has to see it. */
    public void wake(long configurationId) {
        lanes.wake(configurationId);
    }
}
