package dev.tocsin.live;

import static dev.tocsin.database.QueueDatabase.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tocsin.audit.Actor;
import dev.tocsin.audit.AuditParts;
import dev.tocsin.database.QueueDatabase;
import dev.tocsin.delivery.QueueParts;
import dev.tocsin.live.CareAnswer.Result;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** What is written of what people do about matters. */
class MatterCareContractTest {

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private static final ChatSpot SPOT = new ChatSpot("workspace:T1", "C1", "1.000001");
    private static final Caretaker JANE = Caretaker.inSlack("T1", "U1", "jane", "U1 1.5 tocsin-acknowledge");

    private final StoredMatters matters = new StoredMatters(database);
    private final List<UUID> acted = new ArrayList<>();
    private final List<Long> woken = new ArrayList<>();
    private MatterCare care;
    private long channel;
    private UUID alarm;

    @BeforeEach
    void prepare() {
        database.run("DELETE FROM audit_entry");
        care = new MatterCare(database.postgres(), StoredMatters.meaning(), StoredMatters.NO_CHATS,
                QueueParts.remarks(woken), new CareAudit(AuditParts.log()), new Fired(acted), new SimpleMeterRegistry());
        channel = matters.channel();
        alarm = matters.alarm(channel);
    }

    @Test
    void whoTakesCareOfItIsWrittenAndTheMessageIsDueAtOnceAndItsThreadSaysSo() {
        database.run("UPDATE posting SET remind_at = now(), escalate_at = now()");

        assertThat(act(CareAction.ACKNOWLEDGE, JANE).result()).isEqualTo(Result.DONE);

        assertThat(database.text("SELECT concat_ws(' ', acknowledged_by, acknowledged_name, acknowledged_at <= now(), "
                + "num_nulls(remind_at, escalate_at), update_due_at <= now(), update_rank, update_asked) FROM posting"))
                .isEqualTo("slack:T1/U1 jane t 2 t 0 1");
        assertThat(matters.events(alarm)).containsExactly("ACKNOWLEDGED by jane, in Slack");
        assertThat(matters.remarks(channel)).containsExactly("Acknowledged by jane");
        assertThat(audit()).containsExactly("T1/U1 jane (slack) acknowledge posting " + alarm);
        assertThat(acted).containsExactly(alarm);
        assertThat(woken).containsExactly(channel);
    }

    @Test
    void whatIsSaidInTheThreadNamesTheMessageAndCanBeReadByItself() {
        act(CareAction.ACKNOWLEDGE, JANE);

        assertThat(database.text("SELECT convert_from(message, 'UTF8') FROM notification WHERE topic_arn = 'tocsin:remark'"))
                .contains(alarm.toString()).contains("payments-api-5xx")
                .contains("arn:aws:cloudwatch:eu-central-1:123456789012:alarm:payments-api-5xx");
    }

    @Test
    void doingItTwiceDoesItOnce() {
        act(CareAction.ACKNOWLEDGE, JANE);

        CareAnswer again = act(CareAction.ACKNOWLEDGE, Caretaker.of(new Actor("deploy", "token"), "the API"));

        assertThat(again.result()).isEqualTo(Result.ALREADY);
        assertThat(again.words()).isEqualTo("jane has acknowledged it already.");
        assertThat(matters.events(alarm)).hasSize(1);
        assertThat(matters.remarks(channel)).hasSize(1);
        assertThat(audit()).hasSize(1);
        assertThat(database.text("SELECT acknowledged_name || update_asked FROM posting")).isEqualTo("jane1");
        assertThat(acted).hasSize(1);
    }

    @Test
    void ofTwoAtTheSameTimeOneIsFirst() {
        List<CompletableFuture<CareAnswer>> both = List.of("U1", "U2").stream()
                .map(user -> care.act(alarm, CareAction.ACKNOWLEDGE, Caretaker.inSlack("T1", user, user, user),
                        Optional.of(SPOT)).subscribeAsCompletionStage())
                .toList();

        assertThat(both.stream().map(CompletableFuture::join).map(CareAnswer::result))
                .containsExactlyInAnyOrder(Result.DONE, Result.ALREADY);
        assertThat(matters.events(alarm)).hasSize(1);
    }

    @Test
    void aPressThatIsHeardAgainDoesNothingThoughMuchHasHappenedSince() {
        Caretaker press = Caretaker.inSlack("T1", "U1", "jane", "U1 1.6 tocsin-resolve");
        act(CareAction.RESOLVE, press);
        act(CareAction.REOPEN, Caretaker.inSlack("T1", "U2", "joe", "U2 1.7 tocsin-reopen"));

        assertThat(act(CareAction.RESOLVE, press).result()).isEqualTo(Result.HEARD_BEFORE);

        assertThat(database.number("SELECT count(*) FROM posting WHERE resolved_at IS NOT NULL")).isZero();
    }

    @Test
    void whatIsResolvedIsNotReminded() {
        database.run("UPDATE posting SET remind_at = now(), escalate_at = now()");

        act(CareAction.RESOLVE, JANE);

        assertThat(database.text("SELECT concat_ws(' ', resolved_by, resolved_name, num_nulls(remind_at, escalate_at)) "
                + "FROM posting")).isEqualTo("slack:T1/U1 jane 2");
        assertThat(matters.remarks(channel)).containsExactly("Resolved by jane");
        assertThat(act(CareAction.ACKNOWLEDGE, Caretaker.inSlack("T1", "U2", "joe", "2")).words())
                .isEqualTo("jane has resolved it: it was ALARM.");
    }

    @Test
    void whatIsReopenedHasToBeTakenCareOfAgain() {
        database.run("UPDATE configuration SET remind_every_minutes = 10, escalate_after_minutes = 30, escalate_to = "
                + "configuration_name");
        database.run("UPDATE posting SET reminders = 3, escalated_at = now()");
        act(CareAction.ACKNOWLEDGE, JANE);
        act(CareAction.RESOLVE, Caretaker.inSlack("T1", "U1", "jane", "2"));

        assertThat(act(CareAction.REOPEN, Caretaker.inSlack("T1", "U2", "joe", "3")).result()).isEqualTo(Result.DONE);

        assertThat(database.text("SELECT concat_ws(' ', num_nulls(resolved_at, resolved_by, resolved_name, acknowledged_at, "
                + "acknowledged_by, acknowledged_name, escalated_at), reminders, remind_at > now() + interval '9 minutes', "
                + "escalate_at > now() + interval '29 minutes') FROM posting")).isEqualTo("7 0 t t");
        assertThat(matters.remarks(channel)).containsExactly("Acknowledged by jane", "Resolved by jane", "Reopened by joe");
    }

    @Test
    void whereNobodyIsRemindedReopeningRemindsNobody() {
        act(CareAction.RESOLVE, JANE);
        act(CareAction.REOPEN, Caretaker.inSlack("T1", "U2", "joe", "3"));

        assertThat(database.number("SELECT num_nulls(remind_at, escalate_at) FROM posting")).isEqualTo(2);
    }

    @Test
    void whatIsOverNeedsNobody() {
        UUID over = matters.posting(matters.channel(), "OVER", "OK");

        CareAnswer answer = soon(care.act(over, CareAction.ACKNOWLEDGE, JANE, Optional.empty()));

        assertThat(answer).isEqualTo(new CareAnswer(Result.NOT_NOW, "It is over by itself: OK."));
        assertThat(matters.events(over)).isEmpty();
    }

    @Test
    void aPressUnderAnotherMessageIsNone() {
        for (ChatSpot spot : List.of(new ChatSpot("workspace:T2", "C1", "1.000001"),
                new ChatSpot("workspace:T1", "C2", "1.000001"), new ChatSpot("workspace:T1", "C1", "1.000002"))) {
            assertThat(soon(care.act(alarm, CareAction.ACKNOWLEDGE, JANE, Optional.of(spot))).result()).as(spot.toString())
                    .isEqualTo(Result.ELSEWHERE);
        }
        assertThat(database.number("SELECT count(*) FROM posting WHERE acknowledged_at IS NOT NULL")).isZero();
        assertThat(audit()).isEmpty();
    }

    @Test
    void anOlderMessageDoesNotStandForItsMatterAnyMore() {
        UUID newer = matters.newer(alarm);

        assertThat(act(CareAction.ACKNOWLEDGE, JANE).result()).isEqualTo(Result.ELSEWHERE);
        assertThat(soon(care.act(newer, CareAction.ACKNOWLEDGE, JANE, Optional.empty())).result()).isEqualTo(Result.DONE);
    }

    @Test
    void ofADeletedConfigurationNothingFollows() {
        database.run("DELETE FROM configuration");

        CareAnswer answer = act(CareAction.ACKNOWLEDGE, JANE);

        assertThat(answer.result()).isEqualTo(Result.ABANDONED);
        assertThat(answer.words()).contains("was deleted");
        assertThat(matters.events(alarm)).isEmpty();
    }

    @Test
    void aDigestAndWhatIsForgottenStandForNoMatter() {
        database.run("UPDATE posting SET phase = NULL");

        assertThat(act(CareAction.ACKNOWLEDGE, JANE).result()).isEqualTo(Result.UNKNOWN);
        assertThat(soon(care.act(UUID.randomUUID(), CareAction.RESOLVE, JANE, Optional.empty())).result())
                .isEqualTo(Result.UNKNOWN);
    }

    @Test
    void whereThereIsNoThreadNothingIsSaidInOne() {
        for (String without : List.of("workspace = NULL", "reference = NULL", "gone_because = 'message_not_found'",
                "threadless_because = 'restricted_action_non_threadable_channel'", "channel = 'C9'")) {
            long other = matters.channel();
            UUID id = matters.alarm(other);
            database.run("UPDATE posting SET " + without + " WHERE id = $1", id);

            assertThat(soon(care.act(id, CareAction.ACKNOWLEDGE, JANE, Optional.empty())).result()).as(without)
                    .isEqualTo(Result.DONE);
            assertThat(matters.remarks(other)).as(without).isEmpty();
            assertThat(matters.events(id)).as(without).hasSize(1);
        }
    }

    @Test
    void whatCannotBeChangedIsNotDueForever() {
        database.run("UPDATE posting SET gone_because = 'message_not_found'");

        act(CareAction.ACKNOWLEDGE, JANE);

        assertThat(database.number("SELECT count(*) FROM posting WHERE update_due_at IS NOT NULL")).isZero();
    }

    @Test
    void ifOneOfItFailsNoneOfItIsDone() {
        database.run("CREATE FUNCTION look_never() RETURNS trigger LANGUAGE plpgsql AS "
                + "$$ BEGIN RAISE EXCEPTION 'not now'; END $$");
        database.run("CREATE TRIGGER look_never BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION look_never()");
        try {
            assertThat(care.act(alarm, CareAction.ACKNOWLEDGE, JANE, Optional.of(SPOT)).onItem().transform(done -> "done")
                    .onFailure().recoverWithItem("failed").await().atMost(QueueDatabase.PATIENCE)).isEqualTo("failed");
        } finally {
            database.run("DROP FUNCTION look_never() CASCADE");
        }
        assertThat(database.number("SELECT count(*) FROM posting WHERE acknowledged_at IS NOT NULL")).isZero();
        assertThat(matters.events(alarm)).isEmpty();
        assertThat(matters.remarks(channel)).isEmpty();
        assertThat(acted).isEmpty();
    }

    private CareAnswer act(CareAction action, Caretaker by) {
        return soon(care.act(alarm, action, by, Optional.of(SPOT)));
    }

    private static List<String> audit() {
        return database.texts("SELECT actor || ' (' || actor_kind || ') ' || operation || ' ' || kind || ' ' || name "
                + "FROM audit_entry ORDER BY id");
    }
}
