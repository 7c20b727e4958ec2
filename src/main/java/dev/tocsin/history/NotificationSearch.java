package dev.tocsin.history;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import dev.tocsin.database.Rows;
import dev.tocsin.history.Histories.Standing;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Finds notifications, the newest first, in steps of which each is bounded, whatever is how frequent. The newest are walked
 * through, which is all for what is common, and finds those too that were not read yet. Then the index of words tells all that
 * is rare. What it has too much of is looked for in ever smaller stretches of ids, the newest first.
 */
@Singleton
class NotificationSearch {

    static final int WALKED = 2_000;
    /** A search that needs more steps or time answers what it has; the next page goes on. */
    private static final int MOST_STEPS = 60;
    /** Each page comes on, however slow the database is. */
    private static final int FEWEST_STEPS = 6;
    private static final long MOST_NANOS = Duration.ofMillis(500).toNanos();

    /** Where all deliveries of the notification {@code w} together stand, as the list tells it; an expression in SQL. */
    private static final String STANDING = """
            (SELECT CASE WHEN w.type <> 'Notification' THEN 'RECORDED'
                         WHEN count(*) = 0 THEN 'UNHEARD'
                         WHEN count(*) FILTER (WHERE d.state = 'PENDING') > 0 THEN 'PENDING'
                         WHEN count(*) FILTER (WHERE d.state = 'DEAD') > 0 THEN 'DEAD'
                         ELSE 'DELIVERED' END
             FROM delivery d WHERE d.notification_id = w.id)""";

    private static final String WANTED = """
            SELECT w.id FROM (%s) w
            WHERE ($5::text IS NULL OR w.topic_arn = $5)
              AND ($6::timestamptz IS NULL OR w.received_at >= $6) AND ($7::timestamptz IS NULL OR w.received_at < $7)
              AND ($8::text IS NULL OR (SELECT u.words @@ $8::text::tsquery FROM understood u WHERE u.notification_id = w.id))
              AND ($9::text IS NULL OR EXISTS (SELECT FROM delivery d
                    WHERE d.notification_id = w.id AND d.configuration_name = $9 OFFSET 0))
              AND ($10::text IS NULL OR $10 = %s)
            ORDER BY w.id DESC LIMIT $4""";

    /** From the newest on; ends as soon as the page is full. */
    static final String WALK = WANTED.formatted("""
            SELECT id, topic_arn, type, received_at FROM notification
            WHERE id < $1 AND id > $2 ORDER BY id DESC LIMIT $3""", STANDING);

    /** Of these. */
    static final String AMONG = WANTED.formatted("""
            SELECT n.id, n.topic_arn, n.type, n.received_at FROM unnest($3::bigint[]) i (id) CROSS JOIN LATERAL (
                SELECT * FROM notification n WHERE n.id = i.id AND n.id < $1 AND n.id > $2 OFFSET 0) n""", STANDING);

    static final String OF_MESSAGE_ID = "SELECT id FROM notification WHERE message_id = $1 AND id + 0 < $2 LIMIT 100";

    /** The notifications of what is dead or under way, unless there is too much of it. */
    private static final String FEW = """
            WITH source AS MATERIALIZED (%s)
            SELECT (SELECT count(*) FROM source) AS deliveries,
                   ARRAY (SELECT s.notification_id FROM source s WHERE s.notification_id < $2 AND s.notification_id > $3
                          GROUP BY s.notification_id) AS ids""";
    static final String DEAD = FEW
            .formatted("SELECT notification_id FROM delivery WHERE state = 'DEAD' ORDER BY id DESC LIMIT $1");
    static final String PENDING = FEW.formatted("""
            SELECT notification_id FROM delivery WHERE state = 'PENDING'
            ORDER BY configuration_id, next_attempt_at, id LIMIT $1""");

    static final String WALKED_DOWN_TO = """
            SELECT count(*) AS walked, min(id) AS last
            FROM (SELECT id FROM notification WHERE id < $1 AND id > $2 ORDER BY id DESC LIMIT $3) w""";

    /** So many at most, in no order. A match may have been received at another time, or be gone. */
    static final String PROBE = """
            WITH matches AS MATERIALIZED (
                SELECT notification_id AS id, words @@ $8::text::tsquery AS fit
                FROM understood WHERE words @@ $1::text::tsquery LIMIT $2)
            SELECT (SELECT count(*) FROM matches) AS matches, ARRAY (
                SELECT m.id FROM matches m
                WHERE m.fit AND m.id < $3 AND m.id > $4 AND ($6::timestamptz IS NULL AND $7::timestamptz IS NULL OR (
                    SELECT ($6::timestamptz IS NULL OR n.received_at >= $6)
                       AND ($7::timestamptz IS NULL OR n.received_at < $7) FROM notification n WHERE n.id = m.id))
                  AND ($9::text IS NULL OR $9 = (SELECT %s FROM notification w WHERE w.id = m.id))
                ORDER BY m.id DESC LIMIT $5) AS found""".formatted(STANDING);

    /** Ids follow the time of receipt but for the length of a transaction, of which a minute is many times. */
    static final String BEFORE = """
            SELECT id FROM notification WHERE received_at < $1::timestamptz - interval '1 minute'
            ORDER BY received_at DESC LIMIT 1""";
    static final String BEHIND = """
            SELECT id FROM notification WHERE received_at >= $1::timestamptz + interval '1 minute'
            ORDER BY received_at LIMIT 1""";

    /** Of what stands so there is an index. */
    private static final Map<Standing, String> FEW_OF = Map.of(Standing.DEAD, DEAD, Standing.PENDING, PENDING);
    /** Of more there are some among any few thousand notifications, unless all of them are old. */
    private static final int FEW_ENOUGH = 10_000;

    private final SurePlans statements;
    private final LongSupplier nanoTime;

    @Inject
    NotificationSearch(SurePlans statements) {
        this(statements, System::nanoTime);
    }

    /** For tests: time is given. */
    NotificationSearch(SurePlans statements, LongSupplier nanoTime) {
        this.statements = statements;
        this.nanoTime = nanoTime;
    }

    /**
     * @param below ids are lower
     * @param rows how many at most
     */
    Uni<Hits> find(Narrowing narrowing, long below, int rows) {
        return statements.with(connection -> range(connection, narrowing, below)
                .chain(range -> named(connection, narrowing, range, rows).chain(named -> named.isEmpty()
                        ? new Search(connection, narrowing, rows, nanoTime).in(range)
                        : Uni.createFrom().item(named.get()))));
    }

    /** What has the id that was typed, of whichever topic; also before it was read. Empty if nothing has. */
    private Uni<Optional<Hits>> named(SqlConnection connection, Narrowing narrowing, IdRange range, int rows) {
        if (narrowing.messageId().isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return connection.preparedQuery(OF_MESSAGE_ID).execute(Tuple.of(narrowing.messageId().get(), range.below()))
                .map(ids -> Rows.all(ids, row -> row.getLong("id")))
                .chain(ids -> ids.isEmpty() ? Uni.createFrom().item(Optional.empty())
                        : new Search(connection, narrowing.withoutTerms(), rows, nanoTime).among(ids, range)
                                .map(Optional::of));
    }

    private static Uni<IdRange> range(SqlConnection connection, Narrowing narrowing, long below) {
        Uni<Long> above = narrowing.from().map(from -> id(connection, BEFORE, from)).orElse(none());
        return above.chain(low -> narrowing.until().map(until -> id(connection, BEHIND, until)).orElse(none())
                .map(high -> new IdRange(low == null ? 0 : low, high == null ? below : Math.min(high, below))));
    }

    private static Uni<Long> id(SqlConnection connection, String sql, Instant time) {
        return connection.preparedQuery(sql).execute(Tuple.of(Rows.time(time)))
                .map(rows -> Rows.first(rows, row -> row.getLong("id")).orElse(null));
    }

    private static Uni<Long> none() {
        return Uni.createFrom().nullItem();
    }

    /** One search under way. */
    private static final class Search {

        private final LongSupplier nanoTime;
        private final long start;
        private final SqlConnection connection;
        private final Narrowing narrowing;
        private final int rows;
        private final String signs;
        private final String telling;
        private final List<Long> found = new ArrayList<>();
        private int steps;
        private boolean askedForFew;

        Search(SqlConnection connection, Narrowing narrowing, int rows, LongSupplier nanoTime) {
            this.nanoTime = nanoTime;
            this.start = nanoTime.getAsLong();
            this.connection = connection;
            this.narrowing = narrowing;
            this.rows = rows;
            this.signs = narrowing.signs().orElse(null);
            this.telling = narrowing.tellingSigns().orElse(signs);
        }

        Uni<Hits> in(IdRange range) {
            return walk(range).chain(walked -> {
                if (isFull() || walked.isEmpty()) {
                    return hits(null);
                }
                return narrowing.standing().isEmpty() ? on(walked.get())
                        : few(walked.get()).chain(few -> few.isPresent() ? among(few.get(), walked.get()) : on(walked.get()));
            });
        }

        private Uni<Hits> on(IdRange rest) {
            if (signs != null) {
                return probe(rest);
            }
            return isLong() ? hits(rest.below()) : in(rest);
        }

        /** All that can stand so, if they are few; asked once. */
        private Uni<Optional<List<Long>>> few(IdRange range) {
            String sql = askedForFew ? null : FEW_OF.get(narrowing.standing().orElseThrow());
            askedForFew = true;
            if (sql == null) {
                return Uni.createFrom().item(Optional.empty());
            }
            return connection.preparedQuery(sql).execute(Tuple.of(FEW_ENOUGH + 1, range.below(), range.above()))
                    .map(result -> result.iterator().next())
                    .map(row -> row.getLong("deliveries") > FEW_ENOUGH ? Optional.empty()
                            : Optional.of(List.of(row.getArrayOfLongs("ids"))));
        }

        /** Looks through these, the newest first. */
        Uni<Hits> among(List<Long> ids, IdRange range) {
            List<Long> sorted = ids.stream().sorted(Comparator.reverseOrder()).toList();
            return onAmong(sorted, range);
        }

        private Uni<Hits> onAmong(List<Long> ids, IdRange range) {
            if (ids.isEmpty() || isFull()) {
                return hits(null);
            }
            List<Long> some = ids.subList(0, Math.min(WALKED, ids.size()));
            return wanted(AMONG, range, some.toArray(Long[]::new))
                    .chain(() -> isLong() && some.size() < ids.size() && !isFull() ? hits(some.get(some.size() - 1))
                            : onAmong(ids.subList(some.size(), ids.size()), range));
        }

        /** What is left of the range; empty if nothing is. */
        private Uni<Optional<IdRange>> walk(IdRange range) {
            return wanted(WALK, range, WALKED)
                    .chain(() -> isFull() ? Uni.createFrom().item(Optional.empty()) : rest(range));
        }

        /** @param source how many are looked at, or which */
        private Uni<Void> wanted(String sql, IdRange range, Object source) {
            Tuple parameters = Tuple.newInstance(io.vertx.sqlclient.Tuple.of(range.below(), range.above(), source, missing(),
                    narrowing.topicArn().orElse(null), time(narrowing.from()), time(narrowing.until()),
                    narrowing.meaning().orElse(null), narrowing.configurationName().orElse(null), standing()));
            return connection.preparedQuery(sql).execute(parameters)
                    .invoke(ids -> ids.forEach(row -> found.add(row.getLong("id")))).replaceWithVoid();
        }

        private Uni<Optional<IdRange>> rest(IdRange range) {
            return connection.preparedQuery(WALKED_DOWN_TO).execute(Tuple.of(range.below(), range.above(), WALKED))
                    .map(rows -> rows.iterator().next())
                    .map(row -> row.getLong("walked") < WALKED ? Optional.empty()
                            : Optional.of(new IdRange(range.above(), row.getLong("last"))));
        }

        private Uni<Hits> probe(IdRange range) {
            return matches(telling, range).chain(few -> {
                if (few) {
                    return hits(null);
                }
                Deque<IdBlock> blocks = new ArrayDeque<>();
                blocks.push(IdBlock.around(range));
                return descend(range, blocks);
            });
        }

        /** Takes the newest block, whole or by halves, until the page is full. */
        private Uni<Hits> descend(IdRange range, Deque<IdBlock> blocks) {
            while (!blocks.isEmpty() && !blocks.peek().meets(range)) {
                blocks.pop();
            }
            if (isFull() || blocks.isEmpty()) {
                return hits(null);
            }
            if (isLong()) {
                return hits(Math.min(blocks.peek().end(), range.below()));
            }
            IdBlock block = blocks.pop();
            return matches(telling + " & " + block.sign(), range).chain(few -> {
                if (!few) {
                    blocks.push(block.older());
                    blocks.push(block.newer());
                }
                return descend(range, blocks);
            });
        }

        /** Whether that were all; only then they count, since otherwise newer ones may be missing. */
        private Uni<Boolean> matches(String query, IdRange range) {
            Tuple parameters = Tuple.newInstance(io.vertx.sqlclient.Tuple.of(query, SearchWords.STRETCH + 1, range.below(),
                    range.above(), missing(), time(narrowing.from()), time(narrowing.until()), signs, standing()));
            return connection.preparedQuery(PROBE).execute(parameters).map(result -> result.iterator().next()).map(this::few);
        }

        private boolean few(Row matches) {
            boolean few = matches.getLong("matches") <= SearchWords.STRETCH;
            if (few) {
                found.addAll(List.of(matches.getArrayOfLongs("found")));
            }
            return few;
        }

        private boolean isLong() {
            steps++;
            return steps > MOST_STEPS || steps > FEWEST_STEPS && nanoTime.getAsLong() - start > MOST_NANOS;
        }

        private boolean isFull() {
            return missing() == 0;
        }

        private int missing() {
            return rows - found.size();
        }

        private String standing() {
            return narrowing.standing().map(Enum::name).orElse(null);
        }

        private Uni<Hits> hits(Long below) {
            return Uni.createFrom().item(new Hits(List.copyOf(found), below));
        }

        private static OffsetDateTime time(Optional<Instant> instant) {
            return Rows.time(instant.orElse(null));
        }
    }
}
