package dev.tocsin.history;

import static dev.tocsin.database.QueueDatabase.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.tocsin.database.QueueDatabase;
import dev.tocsin.database.Rows;
import dev.tocsin.history.DeliverySearch.Source;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** No look at the history reads a whole table that grows, whatever PostgreSQL knows of it. */
class HistoryPlansContractTest {

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private static final String LAST = "9223372036854775807";
    private static final String IDS = IntStream.range(9_000, 9_100).mapToObj(Integer::toString)
            .collect(Collectors.joining(", ", "ARRAY[", "]::bigint[]"));
    private static final String POSTINGS = IntStream.range(9_000, 9_100)
            .mapToObj(id -> "'00000000-0000-4000-8000-%012x'".formatted(id))
            .collect(Collectors.joining(", ", "ARRAY[", "]::uuid[]"));
    private static final String LANES = IntStream.range(100, 200).mapToObj(Integer::toString)
            .collect(Collectors.joining(", ", "ARRAY[", "]::bigint[]"));
    private static final Pattern WHOLE_TABLE = Pattern
            .compile("Seq Scan on (delivery|notification|attempt|understood|heard|posting|posting_event)\\b");
    private static final Pattern REMOVED = Pattern.compile("Rows Removed by (?:Filter|Index Recheck): (\\d+)");
    private static final Pattern READ = Pattern.compile("rows=(\\d+) loops=1\\)");
    private static final Pattern BUFFERS = Pattern.compile("Buffers: shared hit=(\\d+)(?: read=(\\d+))?");
    private static final int MOST_ROWS = SearchWords.STRETCH + 1;
    /** For each of the rows at most, a look into the index and one into the table. */
    private static final int MOST_BUFFERS = MOST_ROWS * 10;

    /** What the tables are like, and what is known of them. */
    enum Shape {
        EMPTY,
        NEVER_ANALYSED,
        ANALYSED_WHEN_EMPTY,
        ANALYSED_WHEN_SMALL,
        ANALYSED;

        void prepare() {
            database.run("TRUNCATE notification, delivery, attempt, understood, heard, posting, posting_event");
            database.run("""
                    INSERT INTO configuration (id, type, configuration_name, webhook_url_sealed)
                    SELECT i, 'slack-channel', 'c-' || i, 'sealed' FROM generate_series(0, 199) i""");
            TABLES.forEach(table -> database.run("ALTER TABLE " + table + " SET (autovacuum_enabled = off)"));
            if (this == ANALYSED_WHEN_EMPTY) {
                vacuum();
            }
            if (this == ANALYSED_WHEN_SMALL) {
                fill(1, 100);
                vacuum();
            }
            if (this != EMPTY) {
                fill(this == ANALYSED_WHEN_SMALL ? 101 : 1, 20_000);
            }
            if (this == ANALYSED) {
                vacuum();
            }
        }

        private static void vacuum() {
            TABLES.forEach(table -> database.run("VACUUM ANALYZE " + table));
        }
    }

    private static final List<String> TABLES = List.of("notification", "delivery", "attempt", "understood", "heard",
            "posting", "posting_event");

    @ParameterizedTest
    @EnumSource
    void readsNoWholeTable(Shape shape) {
        shape.prepare();
        walks();
        probes();
        pages();
        readings();
        overviews();
        postings();
        additions();
    }

    private static void walks() {
        for (String range : List.of(LAST + ", 0", "10000, 0", "10, 0", LAST + ", 9000")) {
            for (String filter : List.of("NULL, NULL, NULL, NULL, NULL, NULL", "'topic-1', NULL, NULL, NULL, NULL, NULL",
                    "'unknown', NULL, NULL, $$'common':*$$, NULL, 'DEAD'", "NULL, now(), NULL, $$'rare1':*$$, 'c-1', NULL",
                    "NULL, NULL, now() - interval '1 day', NULL, 'unknown', NULL", "NULL, NULL, NULL, NULL, NULL, 'UNHEARD'")) {
                check(NotificationSearch.WALK, range + ", 2000, 21, " + filter);
                check(NotificationSearch.AMONG, range + ", " + IDS + ", 21, " + filter);
            }
            check(NotificationSearch.DEAD, "10001, " + range);
            check(NotificationSearch.PENDING, "10001, " + range);
            check(NotificationSearch.WALKED_DOWN_TO, range + ", 2000");
        }
        check(NotificationSearch.OF_MESSAGE_ID, "gen_random_uuid(), " + LAST);
        check(NotificationSearch.BEFORE, "now()");
        check(NotificationSearch.BEHIND, "now() - interval '1 hour'");
        check(FamilyFilter.IS_STORED, "$$'family=kind-1'$$");
        check(FamilyFilter.IS_STORED, "$$'family=unknown'$$");
        check(DeliverySearch.BEHIND, "now() - interval '1 hour'");
        for (Source source : Source.values()) {
            for (String filter : List.of("NULL, NULL, NULL, NULL", "'c-1', 'DEAD', NULL, NULL", "'unknown', NULL, now(), now()",
                    "NULL, 'PENDING', NULL, NULL")) {
                check(source.sql,
                        LAST + ", 2000, " + filter + ", 21, " + (source == Source.OF_POSTING ? "gen_random_uuid()" : "NULL"));
            }
        }
        for (String of : List.of("'DEAD', NULL", "'PENDING', 'c-1'", "NULL, 'unknown'")) {
            check(DeliverySearch.COUNTS, of + ", " + LAST + ", 10001");
        }
    }

    private static void probes() {
        for (String query : List.of("'common':*", "'rare1':*", "'none':*", "'common':* & 'rare1'", "'old'",
                "('severity=LOW' | 'severity=HIGH') & 'family=kind-1'", "'old' & '=0000000000000000000000000000':*")) {
            check(NotificationSearch.PROBE,
                    "$$" + query + "$$, " + MOST_ROWS + ", 15000, 0, 21, NULL, now(), $$" + query + "$$, NULL");
            check(NotificationSearch.PROBE,
                    "$$" + query + "$$, " + MOST_ROWS + ", 15000, 0, 21, NULL, NULL, $$" + query + "$$, 'DEAD'");
        }
    }

    private static void pages() {
        check(History.NOTIFICATIONS, IDS);
        check(History.NOTIFICATION, "gen_random_uuid(), NULL");
        check(History.NOTIFICATION, "gen_random_uuid(), 'topic-7'");
        check(History.IS_HEARD, "'topic-7'");
        check(History.OF_NOTIFICATION, "9000");
        check(History.ONE, "9000");
        check(History.MANY, IDS);
        check(History.ATTEMPTS, IDS);
    }

    private static void readings() {
        check(BackgroundReader.UNREAD_OF_NEWEST, "200");
        check(BackgroundReader.STRETCH, "0, 500");
        check(BackgroundReader.STRETCH, "19900, 500");
        check(Understandings.MESSAGES, IDS + ", 1000000");
        check(Understandings.KEEP, IDS + ", array_fill('text'::text, ARRAY[100]), array_fill('INFO'::text, ARRAY[100]), "
                + "array_fill('Title'::text, ARRAY[100]), array_fill($$'word'$$::text, ARRAY[100])");
    }

    private static void additions() {
        check(HeardLater.HEARD, "9000");
        check(HeardLater.FOUND_BY, "9000, 'configuration=c-1'");
    }

    private static void overviews() {
        check(DestinationOverview.HEADS);
        check(DestinationOverview.DEAD, "2000");
        check(DestinationOverview.DESTINATIONS);
        check(DestinationOverview.DETAILS, LANES + ", array_fill(5000::bigint, ARRAY[100]), 1001");
        check(OverviewSummary.COUNTS, "2001");
    }

    private static void postings() {
        for (String from : List.of("now() + interval '1 day', gen_random_uuid()",
                "now() - interval '2 days', gen_random_uuid()")) {
            for (String filter : List.of("NULL, NULL, NULL", "'OPEN', false, NULL", "'OVER', true, 'c-1'",
                    "NULL, NULL, 'unknown'")) {
                check(PostingSearch.OF_ALL, from + ", 500, " + filter);
                check(PostingSearch.OF_UNTAKEN, from + ", 500, " + filter);
            }
        }
        check(PostingSearch.COUNT_UNTAKEN, "500");
        check(PostingHistory.THESE, POSTINGS);
        check(PostingHistory.EVENTS, "'00000000-0000-4000-8000-000000000001', 200");
    }

    private static void check(String sql, String... arguments) {
        check(sql, String.join(", ", arguments));
    }

    private static void check(String sql, String arguments) {
        String plan = plan(sql, arguments);
        assertThat(plan).doesNotContainPattern(WHOLE_TABLE);
        assertThat(REMOVED.matcher(plan).results()).as(plan)
                .allSatisfy(removed -> assertThat(Integer.parseInt(removed.group(1))).isLessThanOrEqualTo(10_001));
        // Of the index of words so many are read as the word is frequent, which takes a bit each.
        assertThat(plan.lines().filter(line -> !line.contains("Bitmap Index Scan")).flatMap(HistoryPlansContractTest::read))
                .as(plan).allMatch(rows -> rows <= 10_001);
        assertThat(buffers(plan)).as(plan).isLessThanOrEqualTo(MOST_BUFFERS);
    }

    private static java.util.stream.Stream<Integer> read(String line) {
        return READ.matcher(line).results().map(rows -> Integer.valueOf(rows.group(1)));
    }

    /** The first line is that of all; a plan that touches nothing has none. */
    private static int buffers(String plan) {
        return BUFFERS.matcher(plan).results().findFirst().map(HistoryPlansContractTest::buffers).orElse(0);
    }

    private static int buffers(MatchResult all) {
        return Integer.parseInt(all.group(1)) + (all.group(2) == null ? 0 : Integer.parseInt(all.group(2)));
    }

    private static String plan(String sql, String arguments) {
        SqlConnection connection = database.connection();
        try {
            soon(connection.query("BEGIN").execute());
            soon(connection.query(SurePlans.SHUT).execute());
            soon(connection.query("PREPARE planned AS " + sql).execute());
            return arguments + "\n" + Rows.stream(soon(connection
                    .query("EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF) EXECUTE planned"
                            + (arguments.isEmpty() ? "" : "(" + arguments + ")"))
                    .execute()))
                    .map(line -> line.getString(0)).collect(Collectors.joining("\n"));
        } finally {
            soon(connection.query("ROLLBACK").execute());
            soon(connection.query("DEALLOCATE planned").execute());
            soon(connection.close());
        }
    }

    /** What is common among the newer ones, what is only among the older ones, and what is rare. */
    private static void fill(int first, int last) {
        database.run("""
                INSERT INTO notification (id, topic_arn, message_id, type, message, published_at, received_at)
                OVERRIDING SYSTEM VALUE
                SELECT i, 'topic-' || mod(i, 50), gen_random_uuid(), 'Notification', 'x', t.at, t.at
                FROM generate_series(%1$d, %2$d) i, LATERAL (SELECT now() - (20000 - i) * interval '20 seconds' AS at) t"""
                .formatted(first, last));
        database.run(
                """
                        INSERT INTO delivery (id, notification_id, configuration_id, configuration_name, state, settled_at, queued_at,
                                              queued_again)
                        OVERRIDING SYSTEM VALUE
                        SELECT id, id, mod(id, 200), 'c-' || mod(id, 200), CASE WHEN mod(id, 1000) = 0 THEN 'DEAD' WHEN mod(id, 50) = 0 THEN 'PENDING' ELSE 'DELIVERED' END,
                               CASE WHEN mod(id, 1000) = 0 OR mod(id, 50) > 0 THEN received_at END, received_at, mod(id, 1000) = 1 FROM notification WHERE id BETWEEN %1$d AND %2$d"""
                        .formatted(first, last));
        database.run("""
                INSERT INTO posting (id, configuration_id, posted_at, deliveries, matter, state, reference, channel, standing,
                    phase, state_at, delivery_id, acknowledged_at)
                SELECT ('00000000-0000-4000-8000-' || lpad(to_hex(id), 12, '0'))::uuid, configuration_id, queued_at, 1,
                       'm ' || id, 'HIGH', '1.1', 'C1', 'ALARM', CASE WHEN mod(id, 10) = 0 THEN 'OPEN' ELSE 'OVER' END,
                       queued_at, id, CASE WHEN mod(id, 3) = 0 THEN queued_at END
                FROM delivery WHERE id BETWEEN %1$d AND %2$d""".formatted(first, last));
        database.run("INSERT INTO posting_event (posting_id, what) SELECT id, 'CHANGED' FROM posting p "
                + "WHERE p.delivery_id BETWEEN %1$d AND %2$d".formatted(first, last));
        database.run("INSERT INTO heard SELECT configuration_name, id FROM delivery WHERE id BETWEEN %1$d AND %2$d"
                .formatted(first, last));
        database.run("""
                INSERT INTO attempt (delivery_id, number, started_at, took_ms, outcome, status)
                SELECT id, 1, queued_at, 150, 'DELIVERED', 200 FROM delivery WHERE id BETWEEN %1$d AND %2$d"""
                .formatted(first, last));
        database.run("""
                INSERT INTO understood (notification_id, family, severity, title, words)
                SELECT i, 'kind-1', 'LOW', 'Title', array_to_tsvector(ARRAY['common', 'rare' || i, 'severity=LOW',
                       'family=kind-1', '=' || ((i >> 12)::bit(30))::text,
                       CASE WHEN i < 12000 THEN 'old' ELSE 'new' END])
                FROM generate_series(%1$d, %2$d) i""".formatted(first, last));
    }
}
