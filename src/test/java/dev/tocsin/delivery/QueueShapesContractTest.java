package dev.tocsin.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tocsin.database.QueueDatabase;
import dev.tocsin.database.QueueDatabase.Prepared;

/**
 * What the statements of the queue cost does not depend on what PostgreSQL believes of the tables: they touch few pages,
 * counted
 * here, whether its statistics are old, were never made, or say of one lane what holds for the others only, and also where a
 * plan was made while the tables were small.
 */
class QueueShapesContractTest {

    private static final String LANES = """
            INSERT INTO configuration (type, configuration_name, webhook_url_sealed, state)
            SELECT 'slack-channel', 'c-' || i, 'sealed', CASE WHEN i % 100 = 0 THEN 'DISABLED' ELSE 'ENABLED' END
            FROM generate_series(1, 500) i""";
    private static final String TOPICS = "INSERT INTO configuration_topic SELECT id, 'topic-' || id % 50 FROM configuration";
    /** Nobody is to make statistics while the tests run. */
    private static final String[] NO_STATISTICS = {
            "ALTER TABLE delivery SET (autovacuum_enabled = false)",
            "ALTER TABLE notification SET (autovacuum_enabled = false)",
            "ALTER TABLE attempt SET (autovacuum_enabled = false)", "ALTER TABLE lane SET (autovacuum_enabled = false)" };
    private static final String NOTIFICATIONS = """
            INSERT INTO notification (topic_arn, message_id, type, message, published_at, received_at)
            SELECT 'topic-' || i % 50, gen_random_uuid(), 'Notification', 'hello', now(), now() - i * interval '1 minute'
            FROM generate_series(1, 40000) i""";
    private static final String DELIVERED = """
            INSERT INTO delivery (notification_id, configuration_id, configuration_name, state, queued_at, settled_at)
            SELECT n.id, c.id, c.configuration_name, 'DELIVERED', n.received_at, n.received_at
            FROM notification n JOIN configuration c ON c.id = 1 + n.id % 500 WHERE n.id <= 30000""";
    /** In the lanes from the 301st on, so that those below have nothing to do but in the skewed shape. */
    private static final String WAITING = """
            INSERT INTO delivery (notification_id, configuration_id, configuration_name)
            SELECT n.id, c.id, c.configuration_name
            FROM notification n JOIN configuration c ON c.id = 301 + n.id % 200 WHERE n.id > 30000""";
    private static final String WAITING_IN_ONE = """
            INSERT INTO delivery (notification_id, configuration_id, configuration_name)
            SELECT n.id, c.id, c.configuration_name FROM notification n JOIN configuration c ON c.id = 5 WHERE n.id > 30000""";

    @RegisterExtension
    static final QueueDatabase neverAnalysed = shaped(LANES, TOPICS, NOTIFICATIONS, DELIVERED, WAITING);
    @RegisterExtension
    static final QueueDatabase stale = shaped(LANES, TOPICS, NOTIFICATIONS, DELIVERED, "ANALYZE", WAITING);
    @RegisterExtension
    static final QueueDatabase skewed = shaped(LANES, TOPICS, NOTIFICATIONS, DELIVERED, WAITING_IN_ONE, "ANALYZE");
    @RegisterExtension
    static final QueueDatabase smallThenFull = shaped(LANES, TOPICS, """
            INSERT INTO notification (topic_arn, message_id, type, message, published_at)
            SELECT 'topic-1', gen_random_uuid(), 'Notification', 'hello', now() FROM generate_series(1, 20) i""", """
            INSERT INTO delivery (notification_id, configuration_id, configuration_name)
            SELECT n.id, c.id, c.configuration_name FROM notification n JOIN configuration c USING (id)""", "ANALYZE");

    /** In the first ten lanes, in each three matters of which five are kept, and what waits besides in the others. */
    @RegisterExtension
    static final QueueDatabase folding = shaped(LANES, TOPICS, NOTIFICATIONS, DELIVERED, "ANALYZE", WAITING, """
            INSERT INTO delivery (notification_id, configuration_id, configuration_name, matter)
            SELECT n.id, c.id, c.configuration_name, 'alarm ' || n.id % 3
            FROM configuration c CROSS JOIN LATERAL (SELECT id FROM notification WHERE id > 39985) n WHERE c.id <= 10""", """
            INSERT INTO fold SELECT c.id, 'alarm ' || m, now(), 'GOOD'
            FROM configuration c, generate_series(0, 2) m WHERE c.id <= 10""");

    private static final String TEN = "ARRAY[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]::bigint[]";
    private static final String THOSE = "ARRAY[30001, 30002, 30003, 30004, 30005, 30006, 30007, 30008, 30009, 30010]::bigint[]";
    private static final String LEASE = "'0b8c1f0e-1f6b-4f0e-8a53-6f5f3b1c2d3e'::uuid";
    private static final String MONTH = "30 * 86400000::bigint";

    /** A statement, and the most pages that it may touch: some for each lane or row that it is about, none for others. */
    private record Statement(String name, long most, String sql, String... arguments) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Statement> STATEMENTS = List.of(
            new Statement("claim", 1_000, ClaimStatement.SQL, TEN, LEASE, "30000", "4194304::bigint", "1", "1000",
                    "1048576::bigint", "5", "true"),
            new Statement("claim of runs", 2_000, ClaimStatement.SQL, TEN, LEASE, "30000", "4194304::bigint", "10", "1000",
                    "1048576::bigint", "5", "true"),
            new Statement("give back", 1_000, LaneStore.RETURN, TEN, ten(LEASE, "uuid"), ten("3000", "bigint"),
                    ten("'its host hangs'", "text"), THOSE, ten("'{1,2,3}'", "text")),
            new Statement("fold", 1_000, FoldStatement.SQL, TEN, ten(LEASE, "uuid"), THOSE, ten("'alarm a'", "text"),
                    ten("'CRITICAL'", "text"), ten("false", "boolean"), ten("true", "boolean"), "300000::bigint",
                    "10000::bigint"),
            new Statement("fold what gets worse", 1_000, FoldStatement.SQL, TEN, ten(LEASE, "uuid"), THOSE,
                    ten("'alarm a'", "text"), ten("'CRITICAL'", "text"), ten("true", "boolean"), ten("true", "boolean"),
                    "300000::bigint", "10000::bigint"),
            new Statement("release", 200, LaneStore.RELEASE, TEN, LEASE),
            new Statement("due", 200 * 20, LaneStore.DUE, "64"),
            new Statement("settle", 1_000, SettlementStatement.SQL, settlement()),
            new Statement("intake", 1_000, IntakeStatement.SQL, "ARRAY['topic-1', 'topic-2']",
                    array("gen_random_uuid()", "uuid"),
                    array("'Notification'", "text"), array("NULL", "text"), array("'x'", "bytea"), array("NULL", "text"),
                    array("now()", "timestamptz"), array("NULL", "uuid")),
            new Statement("hold what goes elsewhere", 10, DeliveryElsewhere.HELD, "gen_random_uuid()", "'topic-1'"),
            new Statement("look whether it is there", 30, DeliveryElsewhere.KNOWN, "35000", "'c-400'"),
            new Statement("queue what goes elsewhere", 50, DeliveryElsewhere.QUEUE, "35000", "400", "'c-400'"),
            new Statement("is stored", 10, IntakeStatement.IS_STORED, "gen_random_uuid()", "'topic-1'"),
            new Statement("lock expired", 1_000 * 20, Housekeeping.LOCK_EXPIRED, MONTH, "1000"),
            new Statement("forget postings", 100, Housekeeping.FORGET_POSTINGS, MONTH, "1000"),
            new Statement("storms begin", 200 * 60, Storms.BEGIN, "ARRAY['slack-webhook']", "ARRAY[1000]::bigint[]",
                    "30000::bigint", "10000::bigint"),
            new Statement("hasten", 200 * 20, Storms.HASTEN, "10000::bigint", "5"),
            new Statement("storms end", 200 * 20, Storms.END, "5", "60000::bigint", "30000::bigint"),
            new Statement("forget locked", 200, Housekeeping.FORGET_LOCKED, TEN),
            new Statement("bury", 200 * 10, Housekeeping.BURY, "1000"),
            new Statement("forget folds", 200 * 10, Housekeeping.FORGET_FOLDS),
            new Statement("free lapsed", 200, Housekeeping.FREE_LAPSED),
            new Statement("give up waiting", 1_000, Housekeeping.GIVE_UP_WAITING, MONTH, "1000"));

    static Stream<Arguments> statementsOnShapes() {
        Map<String, QueueDatabase> shapes = new LinkedHashMap<>();
        shapes.put("never analysed", neverAnalysed);
        shapes.put("stale", stale);
        shapes.put("skewed", skewed);
        shapes.put("folding", folding);
        return shapes.entrySet().stream().flatMap(shape -> STATEMENTS.stream()
                .map(statement -> Arguments.of(shape.getKey(), statement, shape.getValue())));
    }

    @ParameterizedTest(name = "{1}, {0}")
    @MethodSource("statementsOnShapes")
    void touchesFewPages(String shape, Statement statement, QueueDatabase database) {
        assertThat(database.pages(statement.sql, statement.arguments))
                .allSatisfy(pages -> assertThat(pages).isLessThanOrEqualTo(statement.most));
    }

    @Test
    void touchesFewPagesWithAPlanFromWhenTheTablesWereSmall() {
        Map<Statement, Prepared> prepared = new LinkedHashMap<>();
        try {
            for (Statement statement : STATEMENTS.subList(0, 9)) {
                prepared.put(statement, smallThenFull.prepared(statement.sql));
                prepared.get(statement).pages(statement.arguments);
            }
            Stream.of(NOTIFICATIONS, DELIVERED, WAITING).forEach(smallThenFull::run);

            prepared.forEach((statement, planned) -> assertThat(planned.pages(statement.arguments)).as(statement.name)
                    .isLessThanOrEqualTo(statement.most));
        } finally {
            prepared.values().forEach(Prepared::close);
        }
    }

    /** Or the limit of the claim would hold for lanes alone that have nothing to do. */
    @Test
    void theShapeWithFoldsHasWhatIsKept() {
        assertThat(folding.number("SELECT count(*) FROM delivery WHERE matter = 'alarm 1'")).isEqualTo(50);
    }

    private static QueueDatabase shaped(String... filling) {
        return QueueDatabase.shaped(Stream.concat(Stream.of(NO_STATISTICS), Stream.of(filling)).toArray(String[]::new));
    }

    private static String array(String value, String type) {
        return "ARRAY[" + value + ", " + value + "]::" + type + "[]";
    }

    /** Of ten deliveries at once. */
    private static String[] settlement() {
        return new String[] { TEN, ten(LEASE, "uuid"),
                THOSE,
                ten("'DELIVERED'", "text"), ten("'FULL'", "text"), ten("0", "int"), ten("0", "int"), ten("0", "bigint"),
                ten("0", "bigint"), ten("NULL", "text"), ten("'1'", "text"), ten("1", "int"), ten("now()", "timestamptz"),
                ten("100", "int"), ten("'DELIVERED'", "text"), ten("200", "int"), ten("NULL", "text"),
                ten("now()", "timestamptz"), ten("1000", "bigint"), ten("1000", "bigint"),
                ten("NULL", "text"), ten("NULL", "text"), ten("1", "int"), ten("false", "boolean"), "30000::bigint",
                "ARRAY[]::bigint[]", ten("NULL", "uuid"), ten("false", "boolean"), ten("'alarm a'", "text"),
                ten("NULL", "text"), ten("NULL", "uuid"), "'[]'::json", "10000::bigint" };
    }

    private static String ten(String value, String type) {
        return "ARRAY[" + String.join(", ", Collections.nCopies(10, value)) + "]::" + type + "[]";
    }
}
