package dev.tocsin.live;

import static dev.tocsin.database.QueueDatabase.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tocsin.database.QueueDatabase;
import dev.tocsin.delivery.QueueParts;

/** When what nobody takes goes to another configuration as well. */
class DueEscalationsContractTest {

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private final StoredMatters matters = new StoredMatters(database);
    private final List<Long> woken = new ArrayList<>();
    private DueEscalations escalations;
    private long channel;
    private long ops;

    @BeforeEach
    void prepare() {
        database.run("DELETE FROM audit_entry");
        escalations = new DueEscalations(database.postgres(), StoredMatters.meaning(), StoredMatters.NO_CHATS,
                QueueParts.remarks(woken), QueueParts.elsewhere(database.postgres()));
        channel = matters.channel();
        ops = database.configuration();
        database.run("UPDATE configuration SET configuration_name = 'payments' WHERE id = $1", channel);
        database.run("UPDATE configuration SET configuration_name = 'ops' WHERE id = $1", ops);
        leads(channel, "ops");
    }

    @Test
    void theNewestMessageGoesToTheOtherConfigurationAndBothAreTold() {
        UUID alarm = due(channel);

        assertThat(escalate()).isEqualTo(1);
        assertThat(escalate()).isZero();

        assertThat(deliveriesTo(ops)).isEqualTo(1);
        assertThat(matters.remarks(ops)).containsExactly("Escalated from payments: nobody has acknowledged it for 2 hours");
        assertThat(matters.remarks(channel)).containsExactly("Escalated to ops: nobody has acknowledged it for 2 hours");
        assertThat(matters.events(alarm)).containsExactly("ESCALATED to ops");
        assertThat(database.text("SELECT concat_ws(' ', escalate_at IS NULL, escalated_at <= now()) FROM posting"))
                .isEqualTo("t t");
        assertThat(database.text("SELECT actor || ' ' || actor_kind || ' ' || operation FROM audit_entry"))
                .isEqualTo("escalation system deliver");
        assertThat(woken).containsExactlyInAnyOrder(ops, channel);
    }

    @Test
    void itGoesOnceEachTimeThatItOpens() {
        UUID alarm = due(channel);
        escalate();
        database.run("UPDATE posting SET escalate_at = now()");

        assertThat(escalate()).isZero();

        assertThat(matters.events(alarm)).hasSize(1);
        assertThat(database.number("SELECT count(*) FROM posting WHERE escalate_at IS NOT NULL")).isZero();
    }

    @Test
    void whatSomebodyTakesOrIsOverStays() {
        for (String so : List.of("acknowledged_at = now()", "resolved_at = now()", "phase = 'OVER'")) {
            UUID alarm = due(channel);
            database.run("UPDATE posting SET " + so);

            assertThat(escalate()).as(so).isZero();
            assertThat(matters.events(alarm)).as(so).isEmpty();
            database.run("DELETE FROM posting");
        }
        assertThat(deliveriesTo(ops)).isZero();
    }

    @Test
    void whereItIsSwitchedOffMeanwhileItStays() {
        due(channel);
        database.run("UPDATE configuration SET escalate_to = NULL, escalate_after_minutes = NULL");

        assertThat(escalate()).isZero();
        assertThat(database.number("SELECT count(*) FROM posting WHERE escalate_at IS NOT NULL")).isZero();
    }

    @Test
    void itDoesNotGoWhereItWasBefore() {
        UUID alarm = due(channel);
        database.run("""
                INSERT INTO delivery (notification_id, configuration_id, configuration_name)
                SELECT notification_id, $1, 'ops' FROM delivery""", ops);

        assertThat(escalate()).isEqualTo(1);

        assertThat(matters.events(alarm)).containsExactly("NOT_ESCALATED to ops: the message was there before");
        assertThat(matters.remarks(ops)).isEmpty();
        assertThat(matters.remarks(channel)).isEmpty();
    }

    @Test
    void aCircleEndsWhereItBegan() {
        leads(ops, "payments");
        due(channel);
        escalate();
        long escalated = database.number("SELECT id FROM delivery WHERE configuration_id = $1 ORDER BY id LIMIT 1", ops);
        database.run("""
                INSERT INTO posting (id, configuration_id, deliveries, matter, state, reference, channel, standing, phase,
                    state_at, delivery_id, opened_at, opened_as, escalate_at)
                SELECT gen_random_uuid(), $1, 1, matter, state, NULL, '', standing, phase, state_at, $2, opened_at, opened_as,
                       now() FROM posting""", ops, escalated);

        assertThat(escalate()).isEqualTo(1);

        assertThat(database.texts("SELECT what || ' ' || detail FROM posting_event ORDER BY id")).containsExactly(
                "ESCALATED to ops", "NOT_ESCALATED to payments: the message was there before");
    }

    @Test
    void whereTheMessageIsForgottenAnEventSaysSo() {
        UUID alarm = due(channel);
        database.run("DELETE FROM notification");

        assertThat(escalate()).isEqualTo(1);

        assertThat(matters.events(alarm)).containsExactly("NOT_ESCALATED to ops: the message is not kept any more");
    }

    @Test
    void twoReplicasSendItOnce() {
        UUID alarm = due(channel);

        List<CompletableFuture<Integer>> both = List.of(escalations.escalate().subscribeAsCompletionStage(),
                escalations.escalate().subscribeAsCompletionStage());
        both.forEach(CompletableFuture::join);

        assertThat(matters.events(alarm)).hasSize(1);
        assertThat(deliveriesTo(ops)).isEqualTo(1);
    }

    @Test
    void whereNothingCanBeSaidInTheThreadTheOthersAreToldAllTheSame() {
        due(channel);
        database.run("UPDATE posting SET threadless_because = 'restricted_action_non_threadable_channel'");

        escalate();

        assertThat(matters.remarks(channel)).isEmpty();
        assertThat(matters.remarks(ops)).hasSize(1);
    }

    private UUID due(long configuration) {
        UUID alarm = matters.alarm(configuration);
        database.run("UPDATE posting SET escalate_at = now() - interval '1 minute' WHERE id = $1", alarm);
        return alarm;
    }

    private static void leads(long from, String to) {
        database.run("UPDATE configuration SET escalate_after_minutes = 30, escalate_to = $2 WHERE id = $1", from, to);
    }

    private static long deliveriesTo(long configuration) {
        return database.number("""
                SELECT count(*) FROM delivery d JOIN notification n ON n.id = d.notification_id
                WHERE d.configuration_id = $1 AND n.topic_arn = 'topic'""", configuration);
    }

    private int escalate() {
        return soon(escalations.escalate());
    }
}
