package dev.tocsin.sns;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** Remembers how subscriptions stand. */
@ApplicationScoped
class Subscriptions {

    private static final String REMEMBER = """
            INSERT INTO subscription (topic_arn, state, subscription_arn, reason) VALUES ($1, $2, $3, $4)
            ON CONFLICT (topic_arn) DO UPDATE
            SET state = excluded.state, subscription_arn = coalesce(excluded.subscription_arn, subscription.subscription_arn),
                reason = excluded.reason, updated_at = now()""";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Pool pool;

    Subscriptions(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> remember(SubscriptionState state) {
        Tuple row = Tuple.of(state.topic().toString(), state.state().name(), state.subscriptionArn().orElse(null),
                state.reason().orElse(null));
        return pool.preparedQuery(REMEMBER).execute(row).ifNoItem().after(TIMEOUT).fail().replaceWithVoid();
    }
}
