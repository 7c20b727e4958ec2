package dev.tocsin.delivery;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Is told of a delivery that was added to a notification that may have been read long ago, in the transaction of that. */
public interface AddedDeliveries {

    Uni<Void> added(SqlConnection transaction, long notificationId, long deliveryId);
}
