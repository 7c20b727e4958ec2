package dev.tocsin.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.tocsin.database.MigratedDatabase;

/** What was sent again is marked, whoever sends it and whenever that was. */
class SentAgainMigrationTest {

    private static final String MARKED = "SELECT notification_id FROM delivery WHERE queued_again ORDER BY 1";

    @Test
    void marksWhatWasSentAgainBeforeAndWhatReplicasOfTheVersionBeforeSendAgain() throws Exception {
        try (MigratedDatabase database = MigratedDatabase.create()) {
            database.migrate("15");
            database.run("""
                    INSERT INTO delivery (notification_id, configuration_id, configuration_name)
                    SELECT i, 1, 'ops' FROM generate_series(1, 5) i""");
            database.run(
                    """
                            INSERT INTO audit_entry (actor, actor_kind, operation, kind, name)
                            SELECT 'admin', 'token', e.operation, e.kind, coalesce(d.id::text, 'ops')
                            FROM (VALUES ('redeliver', 'delivery', 2), ('redeliver', 'delivery', 2), ('delete', 'delivery', 3),
                                         ('test', 'configuration', NULL), ('redeliver', 'delivery', 4)) e (operation, kind, notification)
                            LEFT JOIN delivery d ON d.notification_id = e.notification""");

            database.migrate("16");

            assertThat(marked(database)).containsExactly(2L, 4L);
            database.run("UPDATE delivery SET queued_at = now() + interval '1 second' WHERE notification_id = 5");
            database.run("UPDATE delivery SET queued_at = queued_at, attempts = 1 WHERE notification_id = 1");
            assertThat(marked(database)).containsExactly(2L, 4L, 5L);
        }
    }

    private static List<Long> marked(MigratedDatabase database) throws SQLException {
        return database.texts(MARKED).stream().map(Long::valueOf).toList();
    }
}
