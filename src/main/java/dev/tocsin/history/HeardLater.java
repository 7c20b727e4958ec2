package dev.tocsin.history;

import jakarta.inject.Singleton;

import dev.tocsin.delivery.AddedDeliveries;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Keeps that a configuration got a notification after it was read, so that both are found by each other. What is not read yet
 * is found so when it is.
 */
@Singleton
class HeardLater implements AddedDeliveries {

    static final String HEARD = """
            INSERT INTO heard (configuration_name, delivery_id)
            SELECT d.configuration_name, d.id FROM delivery d WHERE d.id = $1
            ON CONFLICT DO NOTHING""";

    static final String FOUND_BY = """
            UPDATE understood SET words = words || array_to_tsvector(ARRAY[$2::text]) WHERE notification_id = $1""";

    static final String NAME = "SELECT configuration_name FROM delivery WHERE id = $1";

    @Override
    public Uni<Void> added(SqlConnection transaction, long notificationId, long deliveryId) {
        return transaction.preparedQuery(HEARD).execute(Tuple.of(deliveryId))
                .chain(() -> transaction.preparedQuery(NAME).execute(Tuple.of(deliveryId)))
                .map(rows -> SearchWords.configuration(rows.iterator().next().getString("configuration_name")))
                .chain(sign -> transaction.preparedQuery(FOUND_BY).execute(Tuple.of(notificationId, sign))).replaceWithVoid();
    }
}
