package dev.tocsin.delivery;

import static dev.tocsin.delivery.QueueFilling.ALL_IN_ONE;
import static dev.tocsin.delivery.QueueFilling.LANES;
import static dev.tocsin.delivery.QueueFilling.NO_STATISTICS;
import static dev.tocsin.delivery.QueueFilling.WAITING;
import static dev.tocsin.delivery.QueueFilling.WORK;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.database.PreparedStatements;
import dev.tocsin.database.QueueDatabase;
import dev.tocsin.database.StatementConstants;
import dev.tocsin.database.Touched;
import dev.tocsin.delivery.QueueStatements.Statement;

/**
 * What the statements of the queue cost does not depend on what PostgreSQL believes of the tables: they touch few pages,
 * counted here, whether its statistics are old, were never made, or say of one lane what holds for the others only, and also
 * where a plan was made while the tables were small or empty.
 */
class QueueShapesContractTest {

    private static final int ROUND = 200;
    /** Rows of one round may be a few pages more apart than those of another. */
    private static final double MORE = 1.1;
    /** So many rows for each page that may be touched are compared with each other, at most. */
    private static final int STEPS = 5;
    private static final List<String> BEGINNING = list(List.of(NO_STATISTICS), LANES, QueueFilling.all().toList());

    @RegisterExtension
    static final QueueDatabase neverAnalysed = shaped(list(List.of(WAITING), WORK));
    @RegisterExtension
    static final QueueDatabase stale = shaped(list(List.of("ANALYZE", WAITING), WORK));
    @RegisterExtension
    static final QueueDatabase skewed = shaped(list(ALL_IN_ONE, WORK, List.of("ANALYZE")));
    /** In the first ten lanes, in each three matters of which five are kept, and what waits besides in the others. */
    @RegisterExtension
    static final QueueDatabase folding = shaped(list(List.of("ANALYZE", WAITING), WORK,
            List.of("""
                    INSERT INTO delivery (notification_id, configuration_id, configuration_name, matter)
                    SELECT n.id, c.id, c.configuration_name, 'alarm ' || n.id % 3
                    FROM configuration c CROSS JOIN LATERAL (SELECT id FROM notification WHERE id > 39985) n WHERE c.id <= 10""",
                    """
                            INSERT INTO fold SELECT c.id, 'alarm ' || m, now(), 'GOOD'
                            FROM configuration c, generate_series(0, 2) m WHERE c.id <= 10""")));

    @RegisterExtension
    static final QueueDatabase inRounds = shaped(list(List.of("ANALYZE", WAITING), WORK));

    @RegisterExtension
    static final QueueDatabase brandNew = QueueDatabase.shaped(NO_STATISTICS);
    @RegisterExtension
    static final QueueDatabase empty = QueueDatabase.shaped(NO_STATISTICS, "VACUUM ANALYZE");
    @RegisterExtension
    static final QueueDatabase small = QueueDatabase.shapedFrom(
            list(List.of(NO_STATISTICS), LANES, QueueFilling.few().toList(), List.of("VACUUM ANALYZE")));

    static Stream<Arguments> shapes() {
        Map<String, QueueDatabase> shapes = new LinkedHashMap<>();
        shapes.put("never analysed", neverAnalysed);
        shapes.put("stale", stale);
        shapes.put("skewed", skewed);
        shapes.put("folding", folding);
        return shapes.entrySet().stream().map(shape -> Arguments.of(shape.getKey(), shape.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void touchesFewPages(String shape, QueueDatabase database) {
        SoftAssertions softly = new SoftAssertions();
        QueueStatements.ALL.forEach(statement -> database.touched(statement.sql(), statement.arguments())
                .forEach(touched -> isHeldTo(softly, shape, statement, touched)));
        softly.assertAll();
    }

    /** That they were analysed when they were empty is the worst: each way looks as cheap as any other. */
    @Test
    void touchesFewPagesWithAPlanFromWhenTheTablesWereEmpty() {
        touchesFewPagesOnceFilled("empty", empty, list(LANES, QueueFilling.all().toList()));
    }

    @Test
    @Tag("long")
    void touchesFewPagesWithAPlanFromWhenTheTablesWereNew() {
        touchesFewPagesOnceFilled("new", brandNew, list(LANES, QueueFilling.all().toList()));
    }

    @Test
    @Tag("long")
    void touchesFewPagesWithAPlanFromWhenTheTablesWereSmall() {
        touchesFewPagesOnceFilled("small", small, QueueFilling.allButFew().toList());
    }

    private static void touchesFewPagesOnceFilled(String shape, QueueDatabase database, List<String> filling) {
        SoftAssertions softly = new SoftAssertions();
        try (PreparedStatements prepared = database.prepared()) {
            QueueStatements.ALL.forEach(statement -> {
                prepared.prepare(statement.name(), statement.sql());
                prepared.touched(statement.name(), statement.arguments());
            });
            list(filling, List.of(WAITING), WORK).forEach(database::run);

            QueueStatements.ALL.forEach(statement -> isHeldTo(softly, shape, statement,
                    prepared.touched(statement.name(), statement.arguments())));
        }
        softly.assertAll();
    }

    /** What was done is not walked past again: it would be the slower the more was done. */
    @ParameterizedTest
    @ValueSource(strings = { "give up waiting", "bury" })
    void laterRoundsTouchNoMorePagesThanTheFirst(String name) {
        String[] arguments = QueueStatements.named(name).arguments().clone();
        arguments[arguments.length - 1] = Integer.toString(ROUND);
        List<Touched> rounds = new ArrayList<>();
        try (PreparedStatements prepared = inRounds.prepared()) {
            prepared.prepare(name, QueueStatements.named(name).sql());
            do {
                rounds.add(prepared.done(name, arguments));
            } while (rounds.get(rounds.size() - 1).rows().get("delivery") == ROUND);
        }

        noneIsDearerThanTheFirst(rounds);
    }

    /** Nor is what stays because it is still needed, as a third of what has expired. */
    @Test
    void laterRoundsOfForgettingNotificationsTouchNoMorePagesThanTheFirst() {
        noneIsDearerThanTheFirst(forgetting("DELETE FROM notification WHERE id = ANY (ARRAY (SELECT id FROM (%s) locked))"
                .formatted(Housekeeping.LOCK_EXPIRED), """
                        SELECT max(received_at) FROM (
                            SELECT received_at FROM notification n
                            WHERE received_at >= %s AND received_at < now() - interval '30 days'
                              AND (SELECT d.id FROM delivery d WHERE d.notification_id = n.id
                                     AND (d.settled_at IS NULL OR d.settled_at > now() - interval '30 days')) IS NULL
                            ORDER BY received_at LIMIT %d) taken"""));
    }

    @Test
    void laterRoundsOfForgettingPostingsTouchNoMorePagesThanTheFirst() {
        noneIsDearerThanTheFirst(forgetting(Housekeeping.FORGET_POSTINGS, """
                SELECT max(posted_at) FROM (
                    SELECT posted_at FROM posting p WHERE posted_at >= %s AND posted_at < now() - interval '30 days'
                      AND (SELECT d.id FROM delivery d WHERE d.posting_id = p.id LIMIT 1) IS NULL
                    ORDER BY posted_at LIMIT %d) taken"""));
    }

    /** @param reached how far the next round will come */
    private static List<Touched> forgetting(String sql, String reached) {
        List<Touched> rounds = new ArrayList<>();
        try (PreparedStatements prepared = inRounds.prepared()) {
            prepared.prepare("forget", sql);
            String from = "'epoch'";
            for (String to = inRounds.text(reached.formatted(from, ROUND)); !to.equals("null"); to = inRounds
                    .text(reached.formatted(from, ROUND))) {
                rounds.add(prepared.done("forget", QueueStatements.MONTH, Integer.toString(ROUND), from));
                from = "'" + to + "'";
            }
        }
        return rounds;
    }

    private static void noneIsDearerThanTheFirst(List<Touched> rounds) {
        assertThat(rounds).hasSizeGreaterThan(5);
        assertThat(rounds).extracting(Touched::pages).allMatch(pages -> pages <= rounds.get(0).pages() * MORE);
    }

    @Test
    void everyStatementOfTheRoomIsHeldToThis() {
        assertThat(StatementConstants.of("delivery").entrySet())
                .filteredOn(
                        constant -> QueueStatements.ALL.stream().noneMatch(held -> held.sql().contains(constant.getValue())))
                .isEmpty();
    }

    private static void isHeldTo(SoftAssertions softly, String shape, Statement statement, Touched touched) {
        softly.assertThat(touched.rows().keySet()).as(statement.name()).isEqualTo(statement.does().keySet());
        statement.does().forEach((what, least) -> softly.assertThat(touched.rows().getOrDefault(what, 0L))
                .as("%s, %s: %s", shape, statement, what).isGreaterThanOrEqualTo(least));
        softly.assertThat(touched.pages()).as("%s, %s: pages of %s", shape, statement, touched.plan())
                .isLessThanOrEqualTo(statement.most());
        softly.assertThat(touched.steps()).as("%s, %s: steps of %s", shape, statement, touched.plan())
                .isLessThanOrEqualTo(STEPS * statement.most());
    }

    @SafeVarargs
    private static List<String> list(List<String>... parts) {
        List<String> all = new ArrayList<>();
        for (List<String> part : parts) {
            all.addAll(part);
        }
        return all;
    }

    private static QueueDatabase shaped(List<String> shape) {
        return QueueDatabase.shapedFrom(BEGINNING, shape.toArray(String[]::new));
    }
}
