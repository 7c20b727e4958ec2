package dev.tocsin.delivery;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All statements of the queue, with arguments by which they have something to do in what {@link QueueFilling} fills. */
final class QueueStatements {

    /**
     * A statement.
     *
     * @param most the most pages that it may touch: some for each lane or row that it is about, none for others
     * @param does how many rows it answers or writes of which tables, at least
     */
    record Statement(String name, long most, Map<String, Long> does, String sql, String... arguments) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final String LEASE = QueueFilling.LEASE;
    /** They wait to be claimed. */
    private static final String TEN = "ARRAY[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]::bigint[]";
    /** They are being sent: of each the first of two. */
    private static final String LEASED = range(11, 20, i -> Integer.toString(i), "bigint");
    private static final String FIRST = range(11, 20, i -> Integer.toString(1_000_001 + i * 100), "bigint");
    private static final String SECOND = range(11, 20, i -> Integer.toString(1_000_002 + i * 100), "bigint");
    private static final String EXPIRED = range(3_001, 3_010, Integer::toString, "bigint");
    static final String MONTH = "30 * 86400000::bigint";

    static final List<Statement> ALL = List.of(
            statement("claim", 800, "answers 10, lane 8, delivery 8, attempt 1", ClaimStatement.SQL, TEN, LEASE, "30000",
                    "4194304::bigint", "1", "1000", "1048576::bigint", "5", "3670016::bigint", "16384", "true"),
            statement("claim of runs", 1_200, "answers 10, lane 8, delivery 8, attempt 1", ClaimStatement.SQL, TEN, LEASE,
                    "30000",
                    "4194304::bigint", "10", "1000", "1048576::bigint", "5", "3670016::bigint", "16384", "true"),
            statement("give back", 100, "lane 10, delivery 10", LaneStore.RETURN, LEASED, ten(LEASE, "uuid"),
                    ten("3000", "bigint"), ten("'its host hangs'", "text"), FIRST, ten("'{1,2,3}'", "text")),
            statement("fold", 500, "answers 10, lane 10, delivery 10, fold 10", FoldStatement.SQL, LEASED, ten(LEASE, "uuid"),
                    FIRST, ten("'alarm a'", "text"), ten("'CRITICAL'", "text"), ten("false", "boolean"), ten("true", "boolean"),
                    "300000::bigint", "10000::bigint"),
            statement("fold what gets worse", 700, "answers 10, lane 10, delivery 25, fold 10", FoldStatement.SQL, LEASED,
                    ten(LEASE, "uuid"), FIRST, ten("'alarm a'", "text"), ten("'CRITICAL'", "text"), ten("true", "boolean"),
                    ten("true", "boolean"), "300000::bigint", "10000::bigint"),
            statement("release", 50, "lane 10", LaneStore.RELEASE, LEASED, LEASE),
            statement("due", 200 * 20, "answers 8", LaneStore.DUE, "64"),
            statement("settle", 700, "answers 10, lane 10, delivery 20, attempt 10, posting 12, fold 5",
                    SettlementStatement.SQL,
                    settlement()),
            statement("intake", 400, "answers 4, notification 2, delivery 20", IntakeStatement.SQL,
                    "ARRAY['topic-1', 'topic-2']", two("gen_random_uuid()", "uuid"), two("'Notification'", "text"),
                    two("NULL", "text"), two("'x'", "bytea"), two("NULL", "text"), two("now()", "timestamptz"),
                    two("NULL", "uuid")),
            statement("is stored", 10, "answers 1", IntakeStatement.IS_STORED, message(35_000), "'topic-0'"),
            statement("hold what goes elsewhere", 10, "answers 1", DeliveryElsewhere.HELD, message(35_000), "'topic-0'"),
            statement("hold one", 10, "answers 1", DeliveryElsewhere.HELD_ONE, "35000"),
            statement("look whether it is there", 20, "answers 1", DeliveryElsewhere.KNOWN, "20399", "'c-400'"),
            statement("queue what goes elsewhere", 20, "answers 1, delivery 1", DeliveryElsewhere.QUEUE, "35000", "400",
                    "'c-400'"),
            statement("send again", 80, "answers 1, delivery 1", Redelivery.SQL, "25000"),
            statement("post anew", 40, "delivery 1", PostedAnew.QUEUE, "25000"),
            statement("remark", 40, "notification 1, delivery 1", Remarks.STORE, "400", "'tocsin:remark'", "'hello'"),
            statement("message of our own", 40, "answers 1, notification 1, delivery 1", OwnMessages.STORE, "'c-400'",
                    "'tocsin:test'", "gen_random_uuid()", "'subject'", "'hello'"),
            statement("try though it is shut", 20, "lane 1", TestDelivery.TRY_IF_SHUT, "'c-61'"),
            statement("preview", 10, "answers 1", Previews.STORED, message(35_000), "'topic-0'"),
            statement("messages of matters", 60, "answers 10", LiveMessages.FIND, TEN,
                    range(500, 509, i -> "'m " + i + "'", "text")),
            statement("messages by name", 60, "answers 10", LiveMessages.NAMED, "7",
                    range(10, 19, i -> posting(6 + 500 * i), "uuid")),
            statement("storms begin", 200 * 60, "answers 1, lane 1", Storms.BEGIN, "ARRAY['slack-webhook', 'slack-channel']",
                    "ARRAY[1000, 1000]::bigint[]", "30000::bigint", "10000::bigint"),
            statement("hasten", 1_500, "delivery 33", Storms.HASTEN, "10000::bigint", "5"),
            statement("storms end", 600, "answers 10, lane 10", Storms.END, "5", "60000::bigint", "30000::bigint"),
            statement("count storms", 100, "answers 1", Storms.COUNT),
            statement("shut destinations", 50, "answers 3", ShutDestinations.SHUT, "100"),
            statement("lock expired", 1_000 * 20, "answers 1000", Housekeeping.LOCK_EXPIRED, MONTH, "1000",
                    "'epoch'"),
            statement("forget locked", 400, "notification 10, delivery 10, attempt 10, understood 10, heard 10",
                    Housekeeping.FORGET_LOCKED, EXPIRED),
            statement("forget postings", 1_000 * 20, "answers 1000, posting 1000, posting_event 500",
                    Housekeeping.FORGET_POSTINGS, MONTH, "1000", "'epoch'"),
            statement("bury", 1_000 * 20, "delivery 1000", Housekeeping.BURY, "1000"),
            statement("forget folds", 2_000 * 10, "fold 2000", Housekeeping.FORGET_FOLDS),
            statement("free lapsed", 200, "lane 10", Housekeeping.FREE_LAPSED),
            statement("give up waiting", 1_000 * 20, "delivery 1000", Housekeeping.GIVE_UP_WAITING, MONTH, "1000"),
            statement("backlog", 200 * 80, "answers 500", Housekeeping.BACKLOG, "10000"));

    private QueueStatements() {
    }

    static Statement named(String name) {
        return ALL.stream().filter(statement -> statement.name.equals(name)).findFirst().orElseThrow();
    }

    private static Statement statement(String name, long most, String does, String sql, String... arguments) {
        return new Statement(name, most, new TreeMap<>(Stream.of(does.split(", ")).map(words -> words.split(" "))
                .collect(Collectors.toMap(words -> words[0], words -> Long.valueOf(words[1])))), sql, arguments);
    }

    /** Of ten deliveries at once, after each of which another was leased, and one of which shows how its matter stands. */
    private static String[] settlement() {
        return new String[] { LEASED, ten(LEASE, "uuid"), FIRST,
                ten("'DELIVERED'", "text"), ten("'FULL'", "text"), ten("0", "int"), ten("0", "int"), ten("0", "bigint"),
                ten("0", "bigint"), ten("NULL", "text"), ten("'1'", "text"), ten("1", "int"), ten("now()", "timestamptz"),
                ten("100", "int"), ten("'DELIVERED'", "text"), ten("200", "int"), ten("NULL", "text"),
                ten("now()", "timestamptz"), ten("1000", "bigint"), ten("1000", "bigint"),
                ten("NULL", "text"), ten("NULL", "text"), ten("1", "int"), ten("false", "boolean"), "30000::bigint",
                SECOND, ten("gen_random_uuid()", "uuid"), ten("false", "boolean"), ten("'alarm a'", "text"),
                ten("NULL", "text"), ten("NULL", "uuid"),
                """
                        '[{"id": "00000000-0000-4000-7000-000000000001", "configuration_id": 11, "deliveries": 1,
                           "matter": "alarm a", "severity": "HIGH", "standing": "ALARM", "phase": "OPEN", "ends_by_itself": true,
                           "state_at": "2026-01-01T00:00:00Z", "delivery_id": 1001101, "changes": 0, "is_to_change": false,
                           "replaces": "00000000-0000-4000-8000-000000000001"}]'::json""",
                "10000::bigint" };
    }

    private static String message(int notification) {
        return "'00000000-0000-4000-9000-%012x'::uuid".formatted(notification);
    }

    private static String posting(int number) {
        return "'00000000-0000-4000-8000-%012x'".formatted(number);
    }

    private static String two(String value, String type) {
        return "ARRAY[" + value + ", " + value + "]::" + type + "[]";
    }

    private static String ten(String value, String type) {
        return "ARRAY[" + String.join(", ", Collections.nCopies(10, value)) + "]::" + type + "[]";
    }

    private static String range(int first, int last, java.util.function.IntFunction<String> value, String type) {
        return IntStream.rangeClosed(first, last).mapToObj(value)
                .collect(Collectors.joining(", ", "ARRAY[", "]::" + type + "[]"));
    }
}
