package dev.tocsin.configuration.keys;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Singleton;

import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;

/** Which keys living replicas seal under. */
@Singleton
final class KeysInUse {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final String CONFIRM = """
            INSERT INTO sealing_key (key_id, confirmed_at) VALUES ($1, now())
            ON CONFLICT (key_id) DO UPDATE SET confirmed_at = now()""";

    /** Long enough for a replica to miss a few of its rounds. */
    private static final String OTHERS = """
            SELECT key_id FROM sealing_key WHERE key_id <> $1 AND confirmed_at > now() - interval '1 minute' ORDER BY key_id""";

    private final Statements statements;

    KeysInUse(Postgres postgres) {
        this.statements = postgres.within(TIMEOUT);
    }

    /** Says that this replica seals under that key, and answers under which others somebody sealed within the last minute. */
    Uni<List<String>> confirm(String keyId) {
        return statements.query(CONFIRM, Tuple.of(keyId)).chain(() -> statements.query(OTHERS, Tuple.of(keyId)))
                .map(rows -> Rows.all(rows, row -> row.getString("key_id")));
    }
}
