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
import io.vertx.mutiny.sqlclient.SqlConnection;

/** When people are reminded of what is open, and how often. */
class DueRemindersContractTest {

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private final StoredMatters matters = new StoredMatters(database);
    private final List<Long> woken = new ArrayList<>();
    private DueReminders reminders;
    private long channel;

    @BeforeEach
    void prepare() {
        reminders = new DueReminders(database.postgres(), StoredMatters.meaning(), StoredMatters.NO_CHATS,
                QueueParts.remarks(woken));
        channel = matters.channel();
        database.run("UPDATE configuration SET remind_every_minutes = 60, remind_at_most = 3");
    }

    @Test
    void nobodyIsRemindedBeforeItIsTime() {
        UUID alarm = matters.alarm(channel);
        assertThat(remind()).isZero();
        database.run("UPDATE posting SET remind_at = now() + interval '1 second'");

        assertThat(remind()).isZero();
        assertThat(matters.events(alarm)).isEmpty();
    }

    @Test
    void whoHasNotAcknowledgedIsRemindedAndAgainLater() {
        UUID alarm = due();

        assertThat(remind()).isEqualTo(1);
        assertThat(remind()).isZero();

        assertThat(matters.remarks(channel)).containsExactly("Still ALARM after 2 hours, nobody has acknowledged it");
        assertThat(matters.events(alarm)).containsExactly("REMINDED for the 1st time");
        assertThat(database.text("SELECT reminders || ' ' || (remind_at > now() + interval '59 minutes') FROM posting"))
                .isEqualTo("1 true");
        assertThat(woken).containsExactly(channel);
        assertThat(database.text("SELECT state || ' ' || (queued_at = (SELECT received_at FROM notification n "
                + "WHERE n.id = notification_id)) FROM delivery ORDER BY id DESC LIMIT 1")).isEqualTo("PENDING true");
    }

    @Test
    void theyAreRemindedAsOftenAsTheConfigurationSays() {
        UUID alarm = due();
        for (int i = 0; i < 5; i++) {
            database.run("UPDATE posting SET remind_at = now() - interval '1 second' WHERE remind_at IS NOT NULL");
            remind();
        }

        assertThat(matters.events(alarm)).containsExactly("REMINDED for the 1st time", "REMINDED for the 2nd time",
                "REMINDED for the 3rd time");
        assertThat(database.number("SELECT count(*) FROM posting WHERE remind_at IS NOT NULL")).isZero();
    }

    @Test
    void whereItSaysNothingTheyAreRemindedSixTimes() {
        database.run("UPDATE configuration SET remind_at_most = NULL");
        due();
        for (int i = 0; i < 8; i++) {
            database.run("UPDATE posting SET remind_at = now() - interval '1 second' WHERE remind_at IS NOT NULL");
            remind();
        }

        assertThat(matters.remarks(channel)).hasSize(6);
    }

    @Test
    void nobodyIsRemindedOfWhatNeedsNobody() {
        for (String so : List.of("acknowledged_at = now()", "resolved_at = now()", "phase = 'OVER'", "phase = 'RUNNING'",
                "reminders = 3")) {
            UUID alarm = due();
            database.run("UPDATE posting SET " + so + " WHERE id = $1", alarm);

            assertThat(remind()).as(so).isZero();

            assertThat(matters.events(alarm)).as(so).isEmpty();
            assertThat(database.text("SELECT remind_at IS NULL FROM posting WHERE id = $1", alarm)).as(so).isEqualTo("true");
            database.run("DELETE FROM posting");
        }
        assertThat(matters.remarks(channel)).isEmpty();
    }

    @Test
    void whereRemindersAreSwitchedOffOrTheConfigurationIsGoneTheyEnd() {
        due();
        database.run("UPDATE configuration SET remind_every_minutes = NULL");
        assertThat(remind()).isZero();
        assertThat(database.number("SELECT count(*) FROM posting WHERE remind_at IS NOT NULL")).isZero();

        database.run("UPDATE posting SET remind_at = now()");
        database.run("DELETE FROM configuration");
        assertThat(remind()).isZero();
        assertThat(database.number("SELECT count(*) FROM posting WHERE remind_at IS NOT NULL")).isZero();
    }

    @Test
    void ofSeveralMessagesOfAMatterTheNewestReminds() {
        UUID older = due();
        UUID newer = matters.newer(older);
        database.run("UPDATE posting SET remind_at = now() - interval '1 minute'");

        assertThat(remind()).isEqualTo(1);

        assertThat(matters.events(older)).isEmpty();
        assertThat(matters.events(newer)).hasSize(1);
    }

    @Test
    void whereNothingCanBeSentTheyArePutOffAndNotCounted() {
        UUID alarm = due();
        database.run("UPDATE configuration SET state = 'DISABLED'");

        assertThat(remind()).isZero();

        assertThat(matters.events(alarm)).isEmpty();
        assertThat(database.text("SELECT reminders || ' ' || (remind_at > now() + interval '59 minutes') FROM posting"))
                .isEqualTo("0 true");
    }

    @Test
    void whatAnotherReplicaIsAtIsPassedBy() {
        due();
        SqlConnection other = database.connection();
        soon(other.query("BEGIN").execute());
        soon(other.query("SELECT id FROM posting FOR UPDATE").execute());

        assertThat(remind()).isZero();

        soon(other.query("ROLLBACK").execute());
        soon(other.close());
        assertThat(remind()).isEqualTo(1);
    }

    @Test
    void twoReplicasRemindOnce() {
        for (int i = 0; i < 20; i++) {
            due(matters.channel());
        }
        database.run("UPDATE configuration SET remind_every_minutes = 60");

        List<CompletableFuture<Integer>> both = List.of(reminders.remind().subscribeAsCompletionStage(),
                reminders.remind().subscribeAsCompletionStage());

        assertThat(both.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(20);
        assertThat(database.number("SELECT count(*) FROM posting_event")).isEqualTo(20);
        assertThat(database.number("SELECT count(*) FROM notification WHERE topic_arn = 'tocsin:remark'")).isEqualTo(20);
    }

    @Test
    void ifItCannotBeQueuedNobodyWasRemindedAndItIsStillDue() {
        due();
        database.run("CREATE FUNCTION never() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$");
        database.run("CREATE TRIGGER never BEFORE INSERT ON delivery FOR EACH ROW EXECUTE FUNCTION never()");
        try {
            assertThat(reminders.remind().onFailure().recoverWithItem(-1).await().atMost(QueueDatabase.PATIENCE))
                    .isEqualTo(-1);
        } finally {
            database.run("DROP FUNCTION never() CASCADE");
        }

        assertThat(database.text("SELECT reminders || ' ' || (remind_at <= now()) FROM posting")).isEqualTo("0 true");
        assertThat(remind()).isEqualTo(1);
    }

    @Test
    void noMoreThanSomeAreTakenAtOnce() {
        for (int i = 0; i < DueReminders.AT_ONCE + 5; i++) {
            due();
        }
        database.run("UPDATE posting SET matter = id::text");

        assertThat(remind()).isEqualTo(DueReminders.AT_ONCE);
        assertThat(remind()).isEqualTo(5);
    }

    @Test
    void whoseMessageIsForgottenIsRemindedByItsState() {
        due();
        database.run("DELETE FROM notification");

        assertThat(remind()).isEqualTo(1);

        assertThat(matters.remarks(channel)).containsExactly("Still ALARM after 2 hours, nobody has acknowledged it");
    }

    private UUID due() {
        return due(channel);
    }

    private UUID due(long configuration) {
        UUID alarm = matters.alarm(configuration);
        database.run("UPDATE posting SET remind_at = now() - interval '1 minute' WHERE id = $1", alarm);
        return alarm;
    }

    private int remind() {
        return soon(reminders.remind());
    }
}
