package dev.tocsin.history;

import static dev.tocsin.database.QueueDatabase.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import dev.tocsin.database.QueueDatabase;
import dev.tocsin.database.Rows;
import dev.tocsin.database.StatementConstants;
import dev.tocsin.history.DeliverySearch.Source;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** No look at the history reads a whole table that grows, whatever PostgreSQL knows of it. */
class HistoryPlansContractTest {

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private static final String MESSAGE = "'00000000-0000-4000-9000-000000000001'";
    private static final String LEASE = "'00000000-0000-4000-8000-000000000001'";
    private static final String LAST = "9223372036854775807";
    private static final String IDS = IntStream.range(9_000, 9_100).mapToObj(Integer::toString)
            .collect(Collectors.joining(", ", "ARRAY[", "]::bigint[]"));
    private static final String POSTINGS = IntStream.range(9_000, 9_100)
            .mapToObj(id -> "'00000000-0000-4000-8000-%012x'".formatted(id))
            .collect(Collectors.joining(", ", "ARRAY[", "]::uuid[]"));
    private static final String LANES = IntStream.range(100, 200).mapToObj(Integer::toString)
            .collect(Collectors.joining(", ", "ARRAY[", "]::bigint[]"));
    private static final Pattern WHOLE_TABLE = Pattern
            .compile("Seq Scan on (delivery|notification|attempt|understood|heard|posting|posting_event|refusal|silence)\\b");
    private static final Pattern REMOVED = Pattern.compile("Rows Removed by (?:Filter|Index Recheck): (\\d+)");
    private static final Pattern READ = Pattern.compile("rows=(\\d+) loops=1\\)");
    private static final Pattern BUFFERS = Pattern.compile("Buffers: shared hit=(\\d+)(?: read=(\\d+))?");
    private static final int MOST_ROWS = SearchWords.STRETCH + 1;
    /** For each of the rows at most, a look into the index and one into the table. */
    private static final int MOST_BUFFERS = MOST_ROWS * 10;
    private static final int MOST_ROWS_OF_A_SEARCH = 10_001;
    /** Of what is no search. */
    private static final int FEW_ROWS = 2_001;
    private static final int FEW_BUFFERS = 3_000;

    /** Where all plans are made and kept; null where each look has a connection of its own. */
    private static SqlConnection kept;
    private static final Map<String, String> KEPT = new HashMap<>();
    private static final Set<String> PREPARED = new HashSet<>();
    /** What has been looked at, and what of it has answered or written something. */
    private static final Set<String> LOOKED_AT = new HashSet<>();
    private static final Set<String> DID = new HashSet<>();

    /** What the tables are like, and what is known of them. */
    enum Shape {
        EMPTY,
        NEVER_ANALYSED,
        ANALYSED_WHEN_SMALL,
        /** Half of all is in one lane, where half of it is under way; what is known is from before. */
        ANALYSED_BEFORE_ONE_LANE_FILLED,
        /** All is in one lane. */
        ANALYSED_WITH_ONE_LANE,
        ANALYSED;

        void prepare() {
            database.run("TRUNCATE " + String.join(", ", TABLES));
            database.run("UPDATE reading_turn SET leased_until = now() + interval '1 minute', lease = " + LEASE);
            database.run("""
                    INSERT INTO configuration (id, type, configuration_name, webhook_url_sealed)
                    SELECT i, 'slack-channel', 'c-' || i, 'sealed' FROM generate_series(0, 199) i""");
            TABLES.forEach(table -> database.run("ALTER TABLE " + table + " SET (autovacuum_enabled = off)"));
            if (this == ANALYSED_WHEN_SMALL) {
                fill(1, 100);
                vacuum();
            }
            if (this == ANALYSED_BEFORE_ONE_LANE_FILLED) {
                fill(1, 10_000);
                vacuum();
                fill(10_001, 20_000, "5", "mod(id, 2) = 0");
            } else if (this == ANALYSED_WITH_ONE_LANE) {
                fill(1, 20_000, "5", "mod(id, 50) = 0");
            } else if (this != EMPTY) {
                fill(this == ANALYSED_WHEN_SMALL ? 101 : 1, 20_000);
            }
            if (this == ANALYSED || this == ANALYSED_WITH_ONE_LANE) {
                vacuum();
            }
        }

        static void vacuum() {
            TABLES.forEach(table -> database.run("VACUUM ANALYZE " + table));
        }
    }

    private static final List<String> TABLES = List.of("notification", "delivery", "attempt", "understood", "heard",
            "posting", "posting_event", "refusal", "silence");

    @ParameterizedTest
    @EnumSource(mode = Mode.INCLUDE, names = { "ANALYSED_BEFORE_ONE_LANE_FILLED", "ANALYSED" })
    void readsNoWholeTable(Shape shape) {
        readsNoWholeTableOf(shape);
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = { "ANALYSED_BEFORE_ONE_LANE_FILLED", "ANALYSED" })
    void readsNoWholeTableOfAnyOtherShape(Shape shape) {
        readsNoWholeTableOf(shape);
    }

    private void readsNoWholeTableOf(Shape shape) {
        shape.prepare();
        looks();
        if (shape == Shape.ANALYSED) {
            assertThat(LOOKED_AT).allSatisfy(sql -> assertThat(DID).contains(sql));
        }
    }

    /**
     * One connection makes all its plans of tables that were analysed when they were empty, and keeps those that it may; then
     * the tables are filled.
     */
    @Test
    void readsNoWholeTableWithAPlanFromWhenTheTablesWereEmpty() {
        Shape.EMPTY.prepare();
        Shape.vacuum();
        kept = database.connection();
        try {
            looks();
            fill(1, 20_000);
            looks();
        } finally {
            KEPT.values().forEach(name -> soon(kept.query("DEALLOCATE " + name).execute()));
            soon(kept.close());
            kept = null;
            PREPARED.clear();
            KEPT.clear();
        }
    }

    @Test
    void everyStatementOfTheRoomIsLookedAt() {
        looks();
        assertThat(StatementConstants.of("history").entrySet())
                .filteredOn(constant -> !constant.getValue().contains("%s") && !constant.getKey().startsWith("SurePlans."))
                .filteredOn(constant -> LOOKED_AT.stream().noneMatch(sql -> sql.contains(constant.getValue()))).isEmpty();
    }

    private static void looks() {
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
                search(NotificationSearch.WALK, range + ", 2000, 21, " + filter);
                search(NotificationSearch.AMONG, range + ", " + IDS + ", 21, " + filter);
            }
            search(NotificationSearch.DEAD, "10001, " + range);
            search(NotificationSearch.PENDING, "10001, " + range);
            check(NotificationSearch.WALKED_DOWN_TO, range + ", 2000");
        }
        check(NotificationSearch.OF_MESSAGE_ID, MESSAGE + ", " + LAST);
        check(NotificationSearch.BEFORE, "now()");
        check(NotificationSearch.BEHIND, "now() - interval '1 hour'");
        check(FamilyFilter.IS_STORED, "$$'family=kind-1'$$");
        check(FamilyFilter.IS_STORED, "$$'family=unknown'$$");
        check(DeliverySearch.BEHIND, "now() - interval '1 hour'");
        for (Source source : Source.values()) {
            for (String filter : List.of("NULL, NULL, NULL, NULL", "'c-1', 'DEAD', NULL, NULL", "'unknown', NULL, now(), now()",
                    "NULL, 'PENDING', NULL, NULL")) {
                search(source.sql,
                        LAST + ", 2000, " + filter + ", 21, " + (source == Source.OF_POSTING ? "gen_random_uuid()" : "NULL"));
            }
        }
        for (String of : List.of("'DEAD', NULL", "'PENDING', 'c-1'", "NULL, 'unknown'")) {
            search(DeliverySearch.COUNTS, of + ", " + LAST + ", 10001");
        }
    }

    private static void probes() {
        for (String query : List.of("'common':*", "'rare1':*", "'none':*", "'common':* & 'rare1'", "'old'",
                "('severity=LOW' | 'severity=HIGH') & 'family=kind-1'", "'old' & '=0000000000000000000000000000':*")) {
            search(NotificationSearch.PROBE,
                    "$$" + query + "$$, " + MOST_ROWS + ", 15000, 0, 21, NULL, now(), $$" + query + "$$, NULL");
            search(NotificationSearch.PROBE,
                    "$$" + query + "$$, " + MOST_ROWS + ", 15000, 0, 21, NULL, NULL, $$" + query + "$$, 'DEAD'");
        }
    }

    private static void pages() {
        check(History.NOTIFICATIONS, IDS);
        check(History.NOTIFICATION, MESSAGE + ", NULL");
        check(History.NOTIFICATION, MESSAGE + ", 'topic-1'");
        check(History.IS_HEARD, "'topic-7'");
        check(History.OF_NOTIFICATION, "9000");
        check(History.ONE, "9000");
        check(History.MANY, IDS);
        check(History.ATTEMPTS, IDS);
        check(History.REFUSALS_OF, "'00000000-0000-4000-8000-000000000001'");
        check(History.REFUSALS, LAST + ", 21");
        check(History.REFUSALS, "9000, 21");
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
        for (String mode : List.of("force_custom_plan", "force_generic_plan")) {
            plain(mode, HeardLater.HEARD, "9000");
            plain(mode, HeardLater.FOUND_BY, "9000, 'configuration=c-1'");
            plain(mode, HeardLater.NAME, "9000");
            plain(mode, ReadingTurn.TAKE, LEASE + ", 15000, 1");
            plain(mode, ReadingTurn.READ_UP_TO, LEASE);
        }
    }

    private static void overviews() {
        check(DestinationOverview.HEADS);
        check(DestinationOverview.DEAD, "2000");
        check(DestinationOverview.DESTINATIONS);
        search(DestinationOverview.DETAILS, LANES + ", array_fill(5000::bigint, ARRAY[100]), 1001");
        check(OverviewSummary.COUNTS, "2001");
        check(OverviewSummary.SILENCES, "100");
    }

    private static void postings() {
        for (String from : List.of("now() + interval '1 day', gen_random_uuid()",
                "now() - interval '2 days', gen_random_uuid()")) {
            for (String filter : List.of("NULL, NULL, NULL", "'OPEN', false, NULL", "'OVER', true, 'c-1'",
                    "NULL, NULL, 'unknown'")) {
                check(SurePlans.SHUT + ";" + SurePlans.SORT_IN_PART, FEW_ROWS, FEW_BUFFERS, PostingSearch.OF_ALL,
                        from + ", 500, " + filter);
                check(PostingSearch.OF_UNTAKEN, from + ", 500, " + filter);
            }
        }
        check(PostingSearch.COUNT_UNTAKEN, "500");
        check(PostingHistory.THESE, POSTINGS);
        check(PostingHistory.EVENTS, "'00000000-0000-4000-8000-000000000001', 200");
    }

    private static void search(String sql, String... arguments) {
        check(SurePlans.SHUT, MOST_ROWS_OF_A_SEARCH, MOST_BUFFERS, sql, String.join(", ", arguments));
    }

    private static void check(String sql, String... arguments) {
        check(SurePlans.SHUT, FEW_ROWS, FEW_BUFFERS, sql, String.join(", ", arguments));
    }

    /** Of a statement that goes by what the planner believes. */
    private static void plain(String mode, String sql, String arguments) {
        check("SET LOCAL plan_cache_mode = " + mode, FEW_ROWS, FEW_BUFFERS, sql, arguments);
    }

    private static void check(String before, int rows, int buffers, String sql, String arguments) {
        String plan = plan(before, sql, arguments);
        LOOKED_AT.add(sql);
        if (does(plan)) {
            DID.add(sql);
        }
        assertThat(plan).doesNotContainPattern(WHOLE_TABLE);
        assertThat(REMOVED.matcher(plan).results()).as(plan)
                .allSatisfy(removed -> assertThat(Integer.parseInt(removed.group(1))).isLessThanOrEqualTo(rows));
        // Of the index of words so many are read as the word is frequent, which takes a bit each.
        assertThat(plan.lines().filter(line -> !line.contains("Bitmap Index Scan")).flatMap(HistoryPlansContractTest::read))
                .as(plan).allMatch(read -> read <= rows);
        assertThat(buffers(plan)).as(plan).isLessThanOrEqualTo(buffers);
    }

    /** The second line is that of all, and has no rows where it writes: the part below it has. */
    private static boolean does(String plan) {
        return plan.lines().skip(1).filter(line -> !line.matches("(?:Insert|Update|Delete) on .*"))
                .filter(line -> line.contains("rows=")).findFirst().filter(line -> line.matches(".*rows=[1-9].*")).isPresent();
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

    private static String plan(String before, String sql, String arguments) {
        SqlConnection connection = kept == null ? database.connection() : kept;
        String name = kept == null ? "planned" : KEPT.computeIfAbsent(before + sql, any -> "kept_" + KEPT.size());
        try {
            soon(connection.query("BEGIN").execute());
            soon(connection.query(before).execute());
            if (PREPARED.add(name)) {
                soon(connection.query("PREPARE " + name + " AS " + sql).execute());
            }
            return arguments + "\n" + Rows.stream(soon(connection
                    .query("EXPLAIN (ANALYZE, BUFFERS, COSTS OFF, TIMING OFF) EXECUTE " + name
                            + (arguments.isEmpty() ? "" : "(" + arguments + ")"))
                    .execute()))
                    .map(line -> line.getString(0)).collect(Collectors.joining("\n"));
        } finally {
            soon(connection.query("ROLLBACK").execute());
            if (kept == null) {
                soon(connection.query("DEALLOCATE planned").execute());
                PREPARED.remove(name);
                soon(connection.close());
            }
        }
    }

    /** What is common among the newer ones, what is only among the older ones, and what is rare. */
    private static void fill(int first, int last) {
        fill(first, last, "mod(id, 200)", "mod(id, 50) = 0");
    }

    private static void fill(int first, int last, String lane, String isPending) {
        database.run(
                """
                        INSERT INTO notification (id, topic_arn, message_id, type, message, published_at, received_at)
                        OVERRIDING SYSTEM VALUE
                        SELECT i, 'topic-' || mod(i, 50), ('00000000-0000-4000-9000-' || lpad(to_hex(i), 12, '0'))::uuid, 'Notification', 'x', t.at, t.at
                        FROM generate_series(%1$d, %2$d) i, LATERAL (SELECT now() - (20000 - i) * interval '20 seconds' AS at) t"""
                        .formatted(first, last));
        database.run(
                """
                        INSERT INTO delivery (id, notification_id, configuration_id, configuration_name, state, settled_at, queued_at,
                                              queued_again)
                        OVERRIDING SYSTEM VALUE
                        SELECT id, id, %3$s, 'c-' || %3$s, CASE WHEN mod(id, 1000) = 0 THEN 'DEAD' WHEN %4$s THEN 'PENDING' ELSE 'DELIVERED' END,
                               CASE WHEN mod(id, 1000) = 0 OR NOT %4$s THEN received_at END, received_at, mod(id, 1000) = 1
                        FROM notification WHERE id BETWEEN %1$d AND %2$d"""
                        .formatted(first, last, lane, isPending));
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
                FROM generate_series(%1$d, %2$d) i WHERE mod(i, 100) <> 7""".formatted(first, last));
        database.run("""
                INSERT INTO refusal (id, refused_at, reason, detail, message_id) OVERRIDING SYSTEM VALUE
                SELECT i, now() - (20000 - i) * interval '20 seconds', 'STALE', 'too old',
                       ('00000000-0000-4000-8000-' || lpad(to_hex(i), 12, '0'))::uuid
                FROM generate_series(%1$d, %2$d) i""".formatted(first, last));
        database.run("""
                INSERT INTO silence (kind, subject, since, why, over_at)
                SELECT 'TOPIC', 'topic-' || i, now() - (20000 - i) * interval '20 seconds', 'quiet',
                       CASE WHEN mod(i, 100) > 0 THEN now() END
                FROM generate_series(%1$d, %2$d) i""".formatted(first, last));
    }
}
