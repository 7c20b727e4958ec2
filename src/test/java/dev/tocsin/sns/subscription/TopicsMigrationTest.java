package dev.tocsin.sns.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import dev.tocsin.database.MigratedDatabase;

/** What version 1 knew of subscriptions is kept. */
class TopicsMigrationTest {

    @Test
    void keepsTheSubscriptionsThatVersion1Knew() throws Exception {
        try (MigratedDatabase database = MigratedDatabase.create()) {
            database.migrate("1");
            database.run("""
                    INSERT INTO subscription (topic_arn, state, subscription_arn, reason, updated_at) VALUES
                        ('a', 'CONFIRMED', 'a:1', NULL, '2026-01-01T00:00:00Z'), ('b', 'FAILED', NULL, 'token', now()),
                        ('c', 'UNSUBSCRIBED', NULL, 'deactivated', now())""");
            database.run("""
                    INSERT INTO notification (topic_arn, message_id, type, message, published_at, received_at)
                    VALUES ('a', gen_random_uuid(), 'Notification', '', now(), '2026-02-01T00:00:00Z'),
                           ('a', gen_random_uuid(), 'Notification', '', now(), '2026-02-02T00:00:00Z')""");

            database.migrate("latest");

            assertThat(database.texts("SELECT topic_arn || ' ' || state FROM subscription ORDER BY topic_arn"))
                    .containsExactly("a CONFIRMED", "b FAILED", "c REMOVED_AT_AWS");
            assertThat(database.texts("""
                    SELECT subscription_arn || ' ' || (confirmed_at = '2026-01-01T00:00:00Z') || ' '
                           || (last_message_at = '2026-02-02T00:00:00Z') || ' ' || (next_check_at <= now())
                    FROM subscription WHERE topic_arn = 'a'""")).containsExactly("a:1 true true true");
        }
    }
}
