package dev.tocsin.live;

import static dev.tocsin.database.QueueDatabase.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tocsin.database.QueueDatabase;
import dev.tocsin.delivery.QueueParts;

/** When what a destination does not take goes to another configuration as well. */
class StuckDeliveriesContractTest {

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private static final String ALARM = StoredMatters.ALARM.formatted("2026-11-28T10:00:00.000+0000");
    private static final String OK = StoredMatters.ALARM.formatted("2026-11-28T10:05:00.000+0000")
            .replace("\"NewStateValue\": \"ALARM\"", "\"NewStateValue\": \"OK\"");
    private static final String CRITICAL = "CRITICAL: the disk of db-7 is full";
    private static final String CHATTER = "Somebody has logged in";

    private final StoredMatters matters = new StoredMatters(database);
    private final List<Long> woken = new ArrayList<>();
    private StuckDeliveries stuck;
    private long channel;
    private long ops;

    @BeforeEach
    void prepare() {
        stuck = new StuckDeliveries(database.postgres(), StoredMatters.meaning(), QueueParts.remarks(woken),
                QueueParts.elsewhere(database.postgres()));
        channel = matters.channel();
        ops = database.configuration();
        database.run("UPDATE configuration SET configuration_name = 'payments' WHERE id = $1", channel);
        database.run("UPDATE configuration SET configuration_name = 'ops' WHERE id = $1", ops);
        database.run("UPDATE configuration SET escalate_after_minutes = 30, escalate_to = 'ops' WHERE id = $1", channel);
    }

    @Test
    void whatIsOpenAndWaitsForLongGoesToTheOtherConfiguration() {
        waiting(ALARM, "40 minutes");

        assertThat(look()).isEqualTo(1);

        assertThat(sentOn()).isEqualTo(1);
        assertThat(matters.remarks(ops)).containsExactly(
                "Escalated from payments: A message could not be delivered there for 30 minutes or more");
        assertThat(database.text("SELECT actor FROM audit_entry ORDER BY id DESC LIMIT 1")).isEqualTo("escalation");
        assertThat(woken).containsExactly(ops);
    }

    @Test
    void whatWaitsForAWhileOnlyIsLeftAlone() {
        waiting(ALARM, "20 minutes");

        assertThat(look()).isZero();
        assertThat(sentOn()).isZero();
    }

    @Test
    void eachMessageGoesOnce() {
        waiting(ALARM, "40 minutes");
        look();

        assertThat(look()).isZero();
        assertThat(look()).isZero();
        assertThat(sentOn()).isEqualTo(1);
    }

    @Test
    void onlyWhatSomebodyHasToSeeGoes() {
        waiting(CRITICAL, "40 minutes");
        waiting(CHATTER, "40 minutes");

        assertThat(look()).isEqualTo(1);
        assertThat(database.text("""
                SELECT convert_from(n.message, 'UTF8') FROM delivery d JOIN notification n ON n.id = d.notification_id
                WHERE d.configuration_id = $1 AND n.topic_arn = 'topic'""", ops)).isEqualTo(CRITICAL);
    }

    @Test
    void whatIsOverMeanwhileGoesToNobody() {
        waiting(ALARM, "40 minutes");
        waiting(OK, "35 minutes");

        assertThat(look()).isZero();
        assertThat(sentOn()).isZero();
    }

    @Test
    void whatTocsinSaysItselfGoesToNobodyElse() {
        long remark = waiting(CRITICAL, "40 minutes");
        database.run("UPDATE notification SET topic_arn = 'tocsin:remark' WHERE id = (SELECT notification_id FROM delivery "
                + "WHERE id = $1)", remark);

        assertThat(look()).isZero();
    }

    @Test
    void whatHasSteppedAsideIsFoundToo() {
        long delivery = waiting(ALARM, "40 minutes");
        database.run("UPDATE delivery SET next_attempt_at = now() + interval '5 minutes', failures = 7 WHERE id = $1",
                delivery);

        assertThat(look()).isEqualTo(1);
        assertThat(look()).isZero();
    }

    @Test
    void whatWasGivenUpIsFoundToo() {
        long delivery = waiting(ALARM, "1 minute");
        database.run("UPDATE delivery SET state = 'DEAD', settled_at = now(), reason = 'invalid_blocks' WHERE id = $1",
                delivery);

        assertThat(look()).isEqualTo(1);
        assertThat(look()).isZero();
    }

    @Test
    void aLongLaneIsLookedThroughAStretchAtATimeAndOnce() {
        for (int i = 0; i < StuckDeliveries.STRETCH; i++) {
            waiting(CHATTER, "50 minutes");
        }
        waiting(ALARM, "40 minutes");

        assertThat(look()).isZero();
        assertThat(database.text("SELECT next_look_at <= now() FROM escalation_look")).isEqualTo("true");
        assertThat(look()).isEqualTo(1);
        assertThat(database.text("SELECT next_look_at > now() FROM escalation_look")).isEqualTo("true");
        assertThat(database.text("SELECT passed_id = (SELECT max(d.id) FROM delivery d WHERE d.configuration_id = $1) "
                + "FROM escalation_look", channel)).isEqualTo("true");
    }

    @Test
    void whatIsDisabledOnPurposeWaitsOnPurpose() {
        waiting(ALARM, "40 minutes");
        database.run("UPDATE configuration SET state = 'DISABLED' WHERE id = $1", channel);

        assertThat(look()).isZero();
    }

    @Test
    void whyNothingIsDeliveredIsToldToo() {
        waiting(ALARM, "40 minutes");
        database.run("UPDATE lane SET shut_since = now(), shut_reason = 'is_archived' WHERE configuration_id = $1", channel);

        assertThat(look()).isEqualTo(1);
        assertThat(database.text("SELECT convert_from(message, 'UTF8') FROM notification WHERE topic_arn = 'tocsin:remark'"))
                .contains("is_archived");
    }

    @Test
    void itDoesNotGoInACircle() {
        database.run("UPDATE configuration SET escalate_after_minutes = 30, escalate_to = 'payments' WHERE id = $1", ops);
        waiting(ALARM, "40 minutes");
        look();
        database.run("UPDATE delivery SET queued_at = now() - interval '35 minutes', "
                + "next_attempt_at = now() - interval '35 minutes' WHERE configuration_id = $1", ops);

        assertThat(look()).isZero();
        assertThat(look()).isZero();
    }

    @Test
    void twoReplicasLookOnce() {
        for (int i = 0; i < 10; i++) {
            waiting(CRITICAL, "40 minutes");
        }

        List<CompletableFuture<Integer>> both = List.of(stuck.look().subscribeAsCompletionStage(),
                stuck.look().subscribeAsCompletionStage());

        assertThat(both.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(10);
        assertThat(sentOn()).isEqualTo(10);
        assertThat(matters.remarks(ops)).hasSize(1);
    }

    @Test
    void whoeverHasLookedMeanwhileHasDoneIt() {
        waiting(ALARM, "40 minutes");
        look();
        database.run("DELETE FROM delivery WHERE configuration_id = $1", ops);
        database.run("UPDATE escalation_look SET passed_id = passed_id + 1");

        assertThat(look()).isZero();
    }

    @Test
    void whereNothingIsEscalatedNothingIsLookedAt() {
        database.run("UPDATE configuration SET escalate_after_minutes = NULL, escalate_to = NULL");
        waiting(ALARM, "40 minutes");

        assertThat(look()).isZero();
        assertThat(database.number("SELECT count(*) FROM escalation_look")).isZero();
    }

    /** As if the minute until the next look had passed. */
    private int look() {
        database.run("UPDATE escalation_look SET next_look_at = least(next_look_at, now())");
        return soon(stuck.look());
    }

    private long waiting(String message, String since) {
        long delivery = database.deliveryOf(message, channel);
        database.run("UPDATE delivery SET queued_at = now() - $2::text::interval, next_attempt_at = now() - "
                + "$2::text::interval WHERE id = $1", delivery, since);
        return delivery;
    }

    private long sentOn() {
        return database.number("""
                SELECT count(*) FROM delivery d JOIN notification n ON n.id = d.notification_id
                WHERE d.configuration_id = $1 AND n.topic_arn = 'topic'""", ops);
    }
}
