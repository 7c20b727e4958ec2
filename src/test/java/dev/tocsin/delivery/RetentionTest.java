package dev.tocsin.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import dev.tocsin.OutsideWorld;
import dev.tocsin.embedded.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;

/** History is kept as long as it is promised, and nothing under way is forgotten. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class RetentionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long MONTH = Duration.ofDays(30).toMillis();

    @Inject
    Pool pool;
    @Inject
    Housekeeping housekeeping;

    @Test
    void forgetsWhatSettledLongAgo() {
        long old = notification("40 days", "DELIVERED", "39 days");

        expire();

        assertThat(isKept(old)).isFalse();
        assertThat(pool.preparedQuery("SELECT 1 FROM delivery WHERE notification_id = $1").execute(Tuple.of(old)).await()
                .atMost(PATIENCE).size()).isZero();
    }

    @Test
    void keepsWhatIsRecentUnderWayOrSettledRecently() {
        long recent = notification("1 hour", "DELIVERED", "1 hour");
        long underWay = notification("40 days", "PENDING", null);
        long settledRecently = notification("40 days", "DEAD", "2 days");

        expire();

        assertThat(isKept(recent)).isTrue();
        assertThat(isKept(underWay)).isTrue();
        assertThat(isKept(settledRecently)).isTrue();
    }

    @Test
    void givesUpWhatWaitedForADisabledConfigurationAsLongAsHistoryIsKept() {
        long tooLong = waiting("DISABLED", "40 days");
        long notYet = waiting("DISABLED", "20 days");
        long onItsWay = waiting("ENABLED", "40 days");
        long beingSent = waiting("DISABLED", "40 days");
        pool.preparedQuery("""
                UPDATE lane SET delivery_id = $1, lease = gen_random_uuid(), leased_until = now() + interval '1 minute'
                WHERE configuration_id = (SELECT configuration_id FROM delivery WHERE id = $1)""").execute(Tuple.of(beingSent))
                .await().atMost(PATIENCE);

        housekeeping.giveUpWaiting(MONTH).await().atMost(PATIENCE);

        assertThat(state(tooLong)).isEqualTo("DEAD waited too long: the configuration is disabled: on holiday");
        assertThat(state(notYet)).startsWith("PENDING");
        assertThat(state(onItsWay)).startsWith("PENDING");
        assertThat(state(beingSent)).startsWith("PENDING");
        pool.query("DELETE FROM configuration WHERE state_reason = 'on holiday'").execute().await().atMost(PATIENCE);
    }

    /** A delivery of a configuration in the given state, which is not sent. */
    private long waiting(String state, String queued) {
        UUID name = UUID.randomUUID();
        long configuration = pool.preparedQuery("""
                INSERT INTO configuration (type, configuration_name, webhook_url_sealed, state, state_reason)
                VALUES ('slack-channel', $1, 'sealed', $2, 'on holiday') RETURNING id""")
                .execute(Tuple.of(name.toString(), state)).await().atMost(PATIENCE).iterator().next().getLong(0);
        return pool.preparedQuery("""
                WITH stored AS (
                    INSERT INTO notification (topic_arn, message_id, type, message, published_at)
                    VALUES ('arn:aws:sns:eu-west-1:123456789012:retention', $1, 'Notification', '', now()) RETURNING id)
                INSERT INTO delivery (notification_id, configuration_id, configuration_name, queued_at, next_attempt_at)
                SELECT id, $2, $3, now() - $4::text::interval,
                       CASE WHEN $5 = 'ENABLED' THEN 'infinity' ELSE now() - $4::text::interval END FROM stored
                RETURNING id""").execute(Tuple.of(name, configuration, name.toString(), queued, state)).await().atMost(PATIENCE)
                .iterator().next().getLong(0);
    }

    private String state(long delivery) {
        return pool.preparedQuery("SELECT state || ' ' || coalesce(reason, '') FROM delivery WHERE id = $1")
                .execute(Tuple.of(delivery)).await().atMost(PATIENCE).iterator().next().getString(0);
    }

    @Test
    void keepsWhatIsToBeDeliveredAgainWhileItLooks() {
        long old = notification("40 days", "DELIVERED", "39 days");
        SqlConnection connection = pool.getConnection().await().atMost(PATIENCE);
        Transaction asking = connection.begin().await().atMost(PATIENCE);
        connection.preparedQuery("SELECT 1 FROM notification WHERE id = $1 FOR KEY SHARE").execute(Tuple.of(old)).await()
                .atMost(PATIENCE);

        expire();
        connection.preparedQuery("UPDATE delivery SET state = 'PENDING', settled_at = NULL WHERE notification_id = $1")
                .execute(Tuple.of(old)).await().atMost(PATIENCE);
        asking.commit().await().atMost(PATIENCE);
        connection.close().await().atMost(PATIENCE);
        expire();

        assertThat(isKept(old)).isTrue();
    }

    private void expire() {
        housekeeping.expire(MONTH).await().atMost(PATIENCE);
    }

    private long notification(String received, String state, String settled) {
        return pool
                .preparedQuery(
                        """
                                WITH stored AS (
                                    INSERT INTO notification (topic_arn, message_id, type, message, published_at, received_at)
                                    VALUES ('arn:aws:sns:eu-west-1:123456789012:retention', $1, 'Notification', '', now(), now() - $2::text::interval)
                                    RETURNING id)
                                INSERT INTO delivery (notification_id, configuration_id, configuration_name, state, settled_at, next_attempt_at)
                                SELECT id, -1, 'retention', $3, now() - $4::text::interval, 'infinity' FROM stored
                                RETURNING notification_id""")
                .execute(Tuple.of(UUID.randomUUID(), received, state, settled))
                .await().atMost(PATIENCE).iterator().next().getLong(0);
    }

    private boolean isKept(long notification) {
        return pool.preparedQuery("SELECT 1 FROM notification n JOIN delivery d ON d.notification_id = n.id WHERE n.id = $1")
                .execute(Tuple.of(notification)).await().atMost(PATIENCE).size() == 1;
    }
}
