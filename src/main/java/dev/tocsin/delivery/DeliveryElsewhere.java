package dev.tocsin.delivery;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.tocsin.audit.Actor;
import dev.tocsin.audit.AuditLog;
import dev.tocsin.audit.Change;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import dev.tocsin.delivery.Notification.Type;
import dev.tocsin.problem.ProblemException;
import dev.tocsin.problem.Problems;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Sends a stored notification to a configuration that has no delivery of it yet. Who asks twice gets one delivery: the
 * notification's row is held meanwhile, and what is under way already is answered as if it had just been queued.
 */
@ApplicationScoped
public class DeliveryElsewhere {

    static final String HELD = """
            SELECT id, topic_arn, type FROM notification
            WHERE message_id = $1 AND ($2::text IS NULL OR topic_arn = $2) ORDER BY id + 0 LIMIT 10
            FOR NO KEY UPDATE""";

    /** The newest, since one of that name may have been deleted and made anew. */
    static final String KNOWN = """
            SELECT c.id AS configuration_id, d.id AS delivery_id, d.state
            FROM configuration c LEFT JOIN LATERAL (
                SELECT d.id, d.state FROM delivery d WHERE d.notification_id = $1 AND d.configuration_id = c.id
                ORDER BY d.id + 0 DESC LIMIT 1) d ON true
            WHERE c.configuration_name = $2""";

    static final String HELD_ONE = "SELECT message_id FROM notification WHERE id = $1 FOR NO KEY UPDATE";

    static final String QUEUE = """
            INSERT INTO delivery (notification_id, configuration_id, configuration_name)
            VALUES ($1, $2, $3) RETURNING id""";

    private final Statements statements;
    private final Lanes lanes;
    private final AuditLog audit;
    private final List<AddedDeliveries> listeners;

    DeliveryElsewhere(Postgres postgres, Lanes lanes, DeliveryConfig config, AuditLog audit,
            @All List<AddedDeliveries> listeners) {
        this.statements = postgres.within(config.statementTimeout());
        this.lanes = lanes;
        this.audit = audit;
        this.listeners = List.copyOf(listeners);
    }

    /** What is to be sent where. */
    private record Order(UUID messageId, Optional<String> topicArn, String configurationName) {
    }

    private record Queued(long lane, long delivery) {
    }

    /** What came of sending a notification on. */
    public sealed interface SentOn {

        /** It is under way from now on; whoever committed that wakes the lane. */
        record Sent(long lane, long delivery) implements SentOn {
        }

        /** It was there before, or is on its way. */
        record WasThere(long delivery) implements SentOn {
        }

        /** There is no such configuration, or no such notification any more. */
        record Nowhere(String because) implements SentOn {
        }
    }

    /**
     * Fails with a problem if there is no such notification or configuration, or if it was there before.
     *
     * @return the id of the delivery that is under way
     */
    public Uni<Long> send(String messageId, Optional<String> topicArn, String configurationName) {
        if (configurationName == null || configurationName.isBlank()) {
            throw Problems.invalid("configurationName", "is required: where to send it", configurationName);
        }
        Order order = new Order(uuid(messageId), topicArn, configurationName);
        return statements.transaction(connection -> queue(connection, order))
                // Not before the commit: whoever is woken has to see it.
                .invoke(queued -> lanes.wake(queued.lane())).map(Queued::delivery);
    }

    /** The same in a transaction of its caller's, by a part of Tocsin that acts by itself. It is sent there once at most. */
    public Uni<SentOn> sendOn(SqlConnection connection, long notification, String configurationName, Actor by) {
        return connection.preparedQuery(HELD_ONE).execute(Tuple.of(notification)).map(Rows::first)
                .chain(held -> held.isEmpty()
                        ? Uni.createFrom().item((SentOn) new SentOn.Nowhere("the message is not kept any more"))
                        : connection.preparedQuery(KNOWN).execute(Tuple.of(notification, configurationName)).map(Rows::first)
                                .chain(known -> sendOn(connection, notification,
                                        new Order(held.get().getUUID("message_id"), Optional.empty(), configurationName), known,
                                        by)));
    }

    private Uni<SentOn> sendOn(SqlConnection connection, long notification, Order order, Optional<Row> known, Actor by) {
        if (known.isEmpty()) {
            return Uni.createFrom().item(
                    new SentOn.Nowhere("there is no configuration " + order.configurationName() + " any more"));
        }
        Long before = known.get().getLong("delivery_id");
        return before != null ? Uni.createFrom().item(new SentOn.WasThere(before))
                : add(connection, order, notification, known.get(), Optional.of(by))
                        .map(queued -> new SentOn.Sent(queued.lane(), queued.delivery()));
    }

    private Uni<Queued> queue(SqlConnection connection, Order order) {
        return connection.preparedQuery(HELD).execute(Tuple.of(order.messageId(), order.topicArn().orElse(null)))
                .map(rows -> only(Rows.stream(rows).toList(), order.messageId()))
                .chain(notification -> connection.preparedQuery(KNOWN)
                        .execute(Tuple.of(notification, order.configurationName()))
                        .map(rows -> Rows.first(rows).orElseThrow(() -> unknown(order.configurationName())))
                        .chain(known -> known.getLong("delivery_id") == null
                                ? add(connection, order, notification, known, Optional.empty())
                                : Uni.createFrom().item(underWay(known))));
    }

    /** @param by empty for whoever sent the request under way */
    private Uni<Queued> add(SqlConnection connection, Order order, long notification, Row known, Optional<Actor> by) {
        long lane = known.getLong("configuration_id");
        return connection.preparedQuery(QUEUE).execute(Tuple.of(notification, lane, order.configurationName()))
                .map(rows -> new Queued(lane, rows.iterator().next().getLong("id")))
                .call(queued -> tell(connection, notification, queued))
                .call(queued -> {
                    Change change = Change.done("deliver", Redelivery.KIND, Long.toString(queued.delivery()),
                            audit.snapshot(JsonNodeFactory.instance.objectNode().put("messageId", order.messageId().toString())
                                    .put("configurationName", order.configurationName())));
                    return audit.record(connection, by.map(change::by).orElse(change));
                });
    }

    private Uni<Void> tell(SqlConnection connection, long notification, Queued queued) {
        Uni<Void> told = Uni.createFrom().voidItem();
        for (AddedDeliveries listener : listeners) {
            told = told.chain(() -> listener.added(connection, notification, queued.delivery()));
        }
        return told;
    }

    private static Queued underWay(Row known) {
        long delivery = known.getLong("delivery_id");
        if (!DeliveryState.PENDING.name().equals(known.getString("state"))) {
            throw Problems.conflict("already-delivered", "The message has a delivery to that configuration, " + delivery
                    + ", which is settled. Send it again with POST /api/deliveries/" + delivery + "/redeliver.");
        }
        return new Queued(known.getLong("configuration_id"), delivery);
    }

    private static long only(List<Row> found, UUID messageId) {
        if (found.isEmpty()) {
            throw Problems
                    .notFound("No notification " + messageId + " is stored. One that was refused has to be published anew.");
        }
        if (found.size() > 1) {
            throw Problems.invalid("topicArn", "is required, because several topics brought this messageId: "
                    + found.stream().map(row -> row.getString("topic_arn")).collect(Collectors.joining(", ")), null);
        }
        if (Rows.word(found.get(0), "type", Type.class) != Type.Notification) {
            throw Problems.conflict("not-for-a-chat", "The message is SNS's own about the subscription, which is for no chat.");
        }
        return found.get(0).getLong("id");
    }

    private static ProblemException unknown(String configurationName) {
        return Problems.notFound("There is no configuration " + configurationName + ".");
    }

    private static UUID uuid(String messageId) {
        try {
            return UUID.fromString(messageId);
        } catch (IllegalArgumentException other) {
            throw Problems.invalid("messageId", "must be a UUID, as sns:Publish answers it", messageId);
        }
    }
}
