package dev.tocsin.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tocsin.database.QueueDatabase;

/**
 * Looking for what people have to be reminded of, and for what has to be escalated, costs what is due and not what there is: a
 * thousand open matters in each of fifty configurations, and twenty thousand messages that wait for one of them.
 */
class AttentionPlansContractTest {

    private static final String[] FILLING = { "ALTER TABLE posting SET (autovacuum_enabled = false)",
            "ALTER TABLE delivery SET (autovacuum_enabled = false)",
            "ALTER TABLE notification SET (autovacuum_enabled = false)",
            """
                    INSERT INTO configuration (type, configuration_name, webhook_url_sealed, remind_every_minutes,
                        escalate_after_minutes)
                    SELECT 'slack-channel', 'c-' || i, 'sealed', 60, 30 FROM generate_series(1, 50) i""",
            "UPDATE configuration SET escalate_to = 'c-50' WHERE configuration_name <> 'c-50'", """
                    INSERT INTO notification (topic_arn, message_id, type, message, published_at, received_at)
                    SELECT 'topic-' || i % 50, gen_random_uuid(), 'Notification', 'hello', now(), now() - interval '1 hour'
                    FROM generate_series(1, 40000) i""",
            """
                    INSERT INTO delivery (notification_id, configuration_id, configuration_name, state, queued_at, settled_at)
                    SELECT n.id, c.id, c.configuration_name, 'DELIVERED', n.received_at, n.received_at
                    FROM notification n JOIN configuration c ON c.configuration_name = 'c-' || (1 + n.id % 50)
                    WHERE n.id <= 20000""",
            """
                    INSERT INTO delivery (notification_id, configuration_id, configuration_name, queued_at, next_attempt_at)
                    SELECT n.id, c.id, c.configuration_name, n.received_at, n.received_at
                    FROM notification n JOIN configuration c ON c.configuration_name = 'c-7' WHERE n.id > 20000""",
            """
                    INSERT INTO posting (id, configuration_id, deliveries, matter, state, reference, channel, standing, phase,
                        state_at, delivery_id, opened_at, opened_as, remind_at, escalate_at)
                    SELECT ('00000000-0000-4000-8000-' || lpad(to_hex(c.id * 1000 + i), 12, '0'))::uuid, c.id, 1, 'm ' || i,
                           'HIGH', '1.1', 'C1', 'ALARM', 'OPEN', now(), i, now(), 'ALARM',
                           now() + (i - 1) * interval '1 minute', now() + (i - 1) * interval '1 minute'
                    FROM configuration c, generate_series(1, 1000) i""",
            "INSERT INTO posting_event (posting_id, what) SELECT id, 'CHANGED' FROM posting",
            "INSERT INTO escalation_look (configuration_id) SELECT id FROM configuration WHERE escalate_to IS NOT NULL" };

    @RegisterExtension
    static final QueueDatabase neverAnalysed = QueueDatabase.shaped(FILLING);
    @RegisterExtension
    static final QueueDatabase analysed = QueueDatabase
            .shaped(Stream.concat(Stream.of(FILLING), Stream.of("ANALYZE")).toArray(String[]::new));

    static Stream<Arguments> shapes() {
        return Stream.of(Arguments.of("never analysed", neverAnalysed), Arguments.of("analysed", analysed));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void whoHasToBeRemindedIsFoundByTheirIndex(String shape, QueueDatabase database) {
        assertThat(database.pages(DueReminders.CLAIM, "10", "6")).allSatisfy(pages -> assertThat(pages).isLessThan(1_000));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void whatHasToBeEscalatedIsFoundByItsIndex(String shape, QueueDatabase database) {
        assertThat(database.pages(DueEscalations.CLAIM, "10")).allSatisfy(pages -> assertThat(pages).isLessThan(1_000));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void aPressLooksAtOneMatter(String shape, QueueDatabase database) {
        assertThat(database.pages(MatterCare.FIND, "'00000000-0000-4000-8000-000000001b59'::uuid", "'U1 1.5 x'"))
                .allSatisfy(pages -> assertThat(pages).isLessThan(80));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void aStretchOfALongLaneCostsAStretch(String shape, QueueDatabase database) {
        long lane = database.number("SELECT id FROM configuration WHERE configuration_name = 'c-7'");
        long last = database.number("SELECT max(id) FROM delivery") - 100;
        for (String after : new String[] { "'epoch', 0", "now() - interval '1 hour', " + last }) {
            assertThat(database.pages(StuckDeliveries.STUCK, Long.toString(lane), after, "30", "50", "200", "'c-50'"))
                    .allSatisfy(pages -> assertThat(pages).isLessThan(2_000));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void tenLanesAreChosenByWhatEscalates(String shape, QueueDatabase database) {
        assertThat(database.pages(StuckDeliveries.LOOK, "10", "60000")).allSatisfy(pages -> assertThat(pages).isLessThan(300));
        assertThat(database.pages(StuckDeliveries.OPEN_LOOKS)).allSatisfy(pages -> assertThat(pages).isLessThan(300));
    }
}
