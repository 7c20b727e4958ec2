package dev.tocsin.history;

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

/** What was sent again is marked, whoever sends it and whenever that was. */
class SentAgainMigrationTest {

    private static final String MARKED = "SELECT notification_id FROM delivery WHERE queued_again ORDER BY 1";

    @Test
    void marksWhatWasSentAgainBeforeAndWhatReplicasOfTheVersionBeforeSendAgain() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                Connection connection = postgres.getPostgresDatabase().getConnection()) {
            migrate(postgres, "15");
            run(connection, """
                    INSERT INTO delivery (notification_id, configuration_id, configuration_name)
                    SELECT i, 1, 'ops' FROM generate_series(1, 5) i""");
            run(connection,
                    """
                            INSERT INTO audit_entry (actor, actor_kind, operation, kind, name)
                            SELECT 'admin', 'token', e.operation, e.kind, coalesce(d.id::text, 'ops')
                            FROM (VALUES ('redeliver', 'delivery', 2), ('redeliver', 'delivery', 2), ('delete', 'delivery', 3),
                                         ('test', 'configuration', NULL), ('redeliver', 'delivery', 4)) e (operation, kind, notification)
                            LEFT JOIN delivery d ON d.notification_id = e.notification""");

            migrate(postgres, "16");

            assertThat(numbers(connection, MARKED)).containsExactly(2L, 4L);
            run(connection, "UPDATE delivery SET queued_at = now() + interval '1 second' WHERE notification_id = 5");
            run(connection, "UPDATE delivery SET queued_at = queued_at, attempts = 1 WHERE notification_id = 1");
            assertThat(numbers(connection, MARKED)).containsExactly(2L, 4L, 5L);
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

    private static List<Long> numbers(Connection connection, String sql) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                numbers.add(result.getLong(1));
            }
        }
        return numbers;
    }
}
