package dev.tocsin.sns.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** What version 1 knew of subscriptions is kept. */
class TopicsMigrationTest {

    @Test
    void keepsTheSubscriptionsThatVersion1Knew() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Connection connection = postgres.getPostgresDatabase().getConnection()) {
            migrate(postgres, "1");
            run(connection, """
                    INSERT INTO subscription (topic_arn, state, subscription_arn, reason, updated_at) VALUES
                        ('a', 'CONFIRMED', 'a:1', NULL, '2026-01-01T00:00:00Z'), ('b', 'FAILED', NULL, 'token', now()),
                        ('c', 'UNSUBSCRIBED', NULL, 'deactivated', now())""");
            run(connection, """
                    INSERT INTO notification (topic_arn, message_id, type, message, published_at, received_at)
                    VALUES ('a', gen_random_uuid(), 'Notification', '', now(), '2026-02-01T00:00:00Z'),
                           ('a', gen_random_uuid(), 'Notification', '', now(), '2026-02-02T00:00:00Z')""");

            migrate(postgres, "latest");

            assertThat(rows(connection, "SELECT topic_arn || ' ' || state FROM subscription ORDER BY topic_arn"))
                    .containsExactly("a CONFIRMED", "b FAILED", "c REMOVED_AT_AWS");
            assertThat(rows(connection, """
                    SELECT subscription_arn || ' ' || (confirmed_at = '2026-01-01T00:00:00Z') || ' '
                           || (last_message_at = '2026-02-02T00:00:00Z') || ' ' || (next_check_at <= now())
                    FROM subscription WHERE topic_arn = 'a'""")).containsExactly("a:1 true true true");
        }
    }

    private static void migrate(EmbeddedPostgres postgres, String target) {
        Flyway.configure().dataSource(postgres.getPostgresDatabase()).locations("classpath:db/migration").target(target).load()
                .migrate();
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }
}
