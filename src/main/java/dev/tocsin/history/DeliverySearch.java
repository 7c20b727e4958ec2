package dev.tocsin.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import dev.tocsin.database.Rows;
import dev.tocsin.delivery.DeliveryState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Finds deliveries, the newest first, in steps of which each is bounded, whatever is how frequent: first among the newest of
 * all, then by whichever index leaves least to look through. Behind the earliest time that is asked for only those are left
 * that were sent again.
 */
@Singleton
class DeliverySearch {

    static final int WALKED = 2_000;
    /** A search that needs more steps answers what it has; the next page goes on. */
    private static final int MOST_STEPS = 30;
    private static final int COUNTED = 10_000;

    /**
     * What a list of deliveries is narrowed down to.
     *
     * @param from when they were queued, or later
     * @param until before which they were queued
     * @param postingId which message shows them, or has them in its thread
     */
    record Wanted(Optional<DeliveryState> state, Optional<String> configurationName, Optional<Instant> from,
            Optional<Instant> until, Optional<UUID> postingId) {

        Wanted(Optional<DeliveryState> state, Optional<String> configurationName, Optional<Instant> from,
                Optional<Instant> until) {
            this(state, configurationName, from, until, Optional.empty());
        }

        static final Wanted ALL = new Wanted(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static final String ANY = "SELECT id FROM delivery WHERE id < $1 ORDER BY id DESC LIMIT $2";
    private static final String DEAD = "SELECT id FROM delivery WHERE state = 'DEAD' AND id < $1 ORDER BY id DESC LIMIT $2";
    private static final String OF_CONFIGURATION = """
            SELECT delivery_id AS id FROM heard
            WHERE configuration_name = $3::text COLLATE "C" AND delivery_id < $1
            ORDER BY configuration_name DESC, delivery_id DESC LIMIT $2""";
    private static final String OF_POSTING = """
            SELECT id FROM delivery WHERE posting_id = $8 AND id < $1 ORDER BY posting_id DESC, id DESC LIMIT $2""";
    /** They were queued later than their ids say. */
    private static final String SENT_AGAIN = "SELECT id FROM delivery WHERE queued_again AND id < $1 ORDER BY id DESC LIMIT $2";
    /** There is an index of them, in another order; whoever asks has found that they are few. */
    private static final String PENDING = """
            SELECT id FROM (SELECT id FROM delivery WHERE state = 'PENDING' LIMIT 10001) p
            WHERE id < $1 ORDER BY id DESC LIMIT $2""";

    /** Of the next ones of a source those that are wanted, where they end, and how many they were. */
    private static final String NEXT = """
            WITH source AS MATERIALIZED (%s)
            SELECT count(*) AS walked, min(s.id) AS last, min(d.queued_at) AS oldest, ARRAY (
                SELECT s.id FROM source s CROSS JOIN LATERAL (SELECT * FROM delivery d WHERE d.id = s.id OFFSET 0) d
                WHERE ($3::text IS NULL OR d.configuration_name = $3) AND ($4::text IS NULL OR d.state = $4)
                  AND ($5::timestamptz IS NULL OR d.queued_at >= $5) AND ($6::timestamptz IS NULL OR d.queued_at < $6)
                  AND ($8::uuid IS NULL OR d.posting_id = $8)
                ORDER BY s.id DESC LIMIT $7) AS found
            FROM source s LEFT JOIN LATERAL (
                SELECT queued_at FROM delivery d WHERE d.id = s.id AND $5::timestamptz IS NOT NULL OFFSET 0) d ON true""";

    /** How many there are, counted up to a number; null where nothing is asked for. */
    static final String COUNTS = """
            SELECT CASE WHEN $1::text = 'DEAD' THEN (SELECT count(*) FROM (
                       SELECT FROM delivery WHERE state = 'DEAD' AND id < $3 LIMIT $4) s) END AS dead,
                   CASE WHEN $1::text = 'PENDING' THEN (SELECT count(*) FROM (
                       SELECT FROM delivery WHERE state = 'PENDING' LIMIT $4) s) END AS pending,
                   CASE WHEN $2::text IS NOT NULL THEN (SELECT count(*) FROM (
                       SELECT FROM heard WHERE configuration_name = $2::text COLLATE "C" AND delivery_id < $3 LIMIT $4) s)
                   END AS of_configuration""";

    /** The first that was certainly queued later; not looked for far, as it only saves looking at what is not wanted. */
    static final String BEHIND = """
            SELECT d.id FROM (SELECT id FROM notification WHERE received_at >= $1::timestamptz + interval '1 minute'
                              ORDER BY received_at LIMIT 200) n
            CROSS JOIN LATERAL (SELECT min(o.id + 0) AS id FROM delivery o WHERE o.notification_id = n.id) d
            WHERE d.id IS NOT NULL LIMIT 1""";

    private final SurePlans statements;

    DeliverySearch(SurePlans statements) {
        this.statements = statements;
    }

    Uni<Hits> find(Wanted wanted, long below, int rows) {
        return statements.with(connection -> start(connection, wanted, below)
                .chain(from -> new Search(connection, wanted, rows).newest(from)));
    }

    private static Uni<Long> start(SqlConnection connection, Wanted wanted, long below) {
        return wanted.until().isEmpty() ? Uni.createFrom().item(below)
                : connection.preparedQuery(BEHIND).execute(Tuple.of(Rows.time(wanted.until().get())))
                        .map(rows -> Rows.first(rows, row -> Math.min(below, row.getLong("id"))).orElse(below));
    }

    /** Where candidates come from, in the order of their ids. */
    enum Source {
        ANY(DeliverySearch.ANY),
        DEAD(DeliverySearch.DEAD),
        PENDING(DeliverySearch.PENDING),
        OF_CONFIGURATION(DeliverySearch.OF_CONFIGURATION),
        OF_POSTING(DeliverySearch.OF_POSTING),
        SENT_AGAIN(DeliverySearch.SENT_AGAIN);

        final String sql;

        Source(String ids) {
            this.sql = NEXT.formatted(ids);
        }
    }

    /**
     * Where a step ended.
     *
     * @param last the id that it went down to
     * @param isBeforeAllWanted whether what comes next was queued too early, unless it was sent again
     */
    private record Reached(boolean isEnd, long last, boolean isBeforeAllWanted) {

        static final Reached END = new Reached(true, 0, false);

        Reached(long last, boolean isBeforeAllWanted) {
            this(false, last, isBeforeAllWanted);
        }
    }

    /** One search under way. */
    private static final class Search {

        private final SqlConnection connection;
        private final Wanted wanted;
        private final int rows;
        private final List<Long> found = new ArrayList<>();
        private int steps;

        Search(SqlConnection connection, Wanted wanted, int rows) {
            this.connection = connection;
            this.wanted = wanted;
            this.rows = rows;
        }

        /** Finds those too that were not read yet. */
        Uni<Hits> newest(long below) {
            return wanted.postingId().isPresent() ? on(Source.OF_POSTING, below)
                    : step(Source.ANY, below).chain(reached -> goOn(reached, () -> source(reached.last())));
        }

        private Uni<Hits> on(Source source, long below) {
            return ++steps > MOST_STEPS ? hits(below)
                    : step(source, below).chain(reached -> goOn(reached, () -> Uni.createFrom().item(source)));
        }

        private Uni<Hits> goOn(Reached reached, Supplier<Uni<Source>> further) {
            if (reached.isEnd()) {
                return hits(null);
            }
            return reached.isBeforeAllWanted() ? on(Source.SENT_AGAIN, reached.last())
                    : further.get().chain(source -> on(source, reached.last()));
        }

        private Uni<Reached> step(Source source, long below) {
            int walked = wanted.equals(Wanted.ALL) ? rows : WALKED;
            Tuple parameters = Tuple.newInstance(io.vertx.sqlclient.Tuple.of(below, walked,
                    wanted.configurationName().orElse(null), wanted.state().map(Enum::name).orElse(null),
                    Rows.time(wanted.from().orElse(null)), Rows.time(wanted.until().orElse(null)), rows - found.size(),
                    wanted.postingId().orElse(null)));
            return connection.preparedQuery(source.sql).execute(parameters).map(result -> result.iterator().next())
                    .map(row -> take(row, walked));
        }

        private Reached take(Row step, int asked) {
            found.addAll(List.of(step.getArrayOfLongs("found")));
            boolean isEnd = step.getLong("walked") < asked || found.size() >= rows;
            return isEnd ? Reached.END : new Reached(step.getLong("last"), isBefore(Rows.instant(step, "oldest")));
        }

        /**
         * Ids follow the time but for the length of a transaction, of which a minute is many times, and but for what was sent
         * again.
         */
        private boolean isBefore(Instant oldest) {
            return oldest != null && wanted.from().filter(from -> oldest.isBefore(from.minusSeconds(60))).isPresent();
        }

        private Uni<Source> source(long below) {
            if (wanted.state().isEmpty() && wanted.configurationName().isEmpty()) {
                return Uni.createFrom().item(Source.ANY);
            }
            Tuple parameters = Tuple.of(wanted.state().map(Enum::name).orElse(null), wanted.configurationName().orElse(null),
                    below, COUNTED + 1);
            return connection.preparedQuery(COUNTS).execute(parameters).map(counts -> fewest(counts.iterator().next()));
        }

        private static Source fewest(Row counts) {
            Long dead = counts.getLong("dead");
            Long pending = counts.getLong("pending");
            Long ofConfiguration = counts.getLong("of_configuration");
            if (ofConfiguration != null && ofConfiguration <= few(dead) && ofConfiguration <= few(pending)) {
                return Source.OF_CONFIGURATION;
            }
            if (dead != null) {
                return Source.DEAD;
            }
            return pending != null && pending <= COUNTED ? Source.PENDING
                    : ofConfiguration != null ? Source.OF_CONFIGURATION : Source.ANY;
        }

        private static long few(Long count) {
            return count == null ? Long.MAX_VALUE : count;
        }

        private Uni<Hits> hits(Long below) {
            return Uni.createFrom().item(new Hits(List.copyOf(found), below));
        }
    }
}
