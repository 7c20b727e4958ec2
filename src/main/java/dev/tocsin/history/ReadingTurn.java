package dev.tocsin.history;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Singleton;

import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import dev.tocsin.delivery.DeliveryConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Whose turn it is to read, of all replicas, and how far reading has come. Two that read at the same time, since a lease has
 * lapsed, do no harm: each keeps only what is not kept yet.
 */
@Singleton
class ReadingTurn {

    static final Duration LEASE = Duration.ofSeconds(15);

    /** Nothing is written as long as the lease is young and nothing new was read. */
    static final String TAKE = """
            UPDATE reading_turn SET lease = $1, leased_until = now() + $2 * interval '1 millisecond',
                   read_up_to = greatest(read_up_to, $3)
            WHERE lease = $1 AND (leased_until < now() + $2 / 2 * interval '1 millisecond' OR read_up_to < $3)
               OR leased_until < now()""";
    static final String READ_UP_TO = "SELECT read_up_to FROM reading_turn WHERE lease = $1 AND leased_until > now()";

    private final Statements statements;
    private final UUID lease = UUID.randomUUID();

    ReadingTurn(Postgres postgres, DeliveryConfig config) {
        this.statements = postgres.within(config.statementTimeout());
    }

    /**
     * Takes or keeps the turn.
     *
     * @param readUpTo the id up to which everything was read
     * @return up to where all has been read, whoever read it; empty if it is another's turn
     */
    Uni<Optional<Long>> take(long readUpTo) {
        return statements.query(TAKE, Tuple.of(lease, LEASE.toMillis(), readUpTo))
                .chain(() -> statements.query(READ_UP_TO, Tuple.of(lease)))
                .map(rows -> Rows.first(rows, row -> row.getLong("read_up_to")));
    }
}
