package dev.tocsin.audit;

import java.util.Arrays;
import java.util.List;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkus.arc.Arc;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** Where a room says what it changes, in the transaction that changes it: if the one fails, so does the other. */
@Singleton
public final class AuditLog {

    /** JSON by way of text, because the drivers take a string for a jsonb as a JSON string. */
    private static final String INSERT = """
            INSERT INTO audit_entry (actor, actor_kind, operation, kind, name, before, after)
            VALUES (%s, %s, %s, %s, %s, cast(cast(%s AS text) AS jsonb), cast(cast(%s AS text) AS jsonb))""";
    private static final String OF_HIBERNATE = INSERT.formatted("?1", "?2", "?3", "?4", "?5", "?6", "?7");
    private static final String OF_THE_CLIENT = INSERT.formatted("$1", "$2", "$3", "$4", "$5", "$6", "$7");

    private final ObjectMapper mapper;
    private final CurrentIdentityAssociation identity;

    AuditLog(ObjectMapper mapper, CurrentIdentityAssociation identity) {
        this.mapper = mapper;
        this.identity = identity;
    }

    /**
     * What something looks like now, by a view that is the audit's alone.
     *
     * @param type has to be registered for reflection, since no resource serves it; it is named for the test of that
     */
    public <T> Snapshot snapshot(Class<T> type, T view) {
        return snapshot(type.cast(view));
    }

    /** What something looks like now; {@code view} is what the API shows of it, which holds no secrets. */
    public Snapshot snapshot(Object view) {
        return Snapshot.of(mapper.<ObjectNode> valueToTree(view));
    }

    /** In the transaction of the Hibernate session under way. */
    public Uni<Void> record(Change change) {
        return values(change).chain(values -> Panache.getSession().chain(session -> {
            var insert = session.createNativeQuery(OF_HIBERNATE);
            for (int i = 0; i < values.size(); i++) {
                insert.setParameter(i + 1, values.get(i));
            }
            return insert.executeUpdate();
        })).replaceWithVoid();
    }

    /** In a transaction of the reactive client. */
    public Uni<Void> record(SqlConnection transaction, Change change) {
        return values(change)
                .chain(values -> transaction.preparedQuery(OF_THE_CLIENT).execute(Tuple.from(values))).replaceWithVoid();
    }

    private Uni<List<String>> values(Change change) {
        return actor(change).map(actor -> Arrays.asList(actor.name(), actor.kind(), change.operation(), change.kind(),
                change.name(), text(change.before()), text(change.after())));
    }

    private Uni<Actor> actor(Change change) {
        if (change.actor().isPresent()) {
            return Uni.createFrom().item(change.actor().get());
        }
        if (!Arc.container().requestContext().isActive()) {
            return Uni.createFrom().item(Actor.TOCSIN);
        }
        return identity.getDeferredIdentity().map(Actor::of);
    }

    private static String text(ObjectNode node) {
        return node == null ? null : node.toString();
    }
}
