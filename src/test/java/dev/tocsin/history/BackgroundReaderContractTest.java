package dev.tocsin.history;

import static dev.tocsin.database.QueueDatabase.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tocsin.database.QueueDatabase;
import dev.tocsin.delivery.QueueParts;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Severity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** What is read in the background: everything, once, whoever reads. */
class BackgroundReaderContractTest {

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private static final String NEW = """
            INSERT INTO notification (topic_arn, message_id, type, subject, message, published_at)
            VALUES ($1, gen_random_uuid(), 'Notification', 'A subject', 'hello', now())""";

    private BackgroundReader reader;

    @BeforeEach
    void prepare() {
        reader = replica();
    }

    @Test
    void keepsWhatANotificationMeans() {
        long notification = database.notification("topic");
        long delivery = database.delivery(notification, database.configuration(), "0 seconds");

        soon(reader.readAll());

        assertThat(database.text("SELECT family || ' ' || severity || ' ' || title FROM understood")).isEqualTo(
                "text INFO A subject");
        assertThat(database.number("SELECT notification_id FROM understood")).isEqualTo(notification);
        assertThat(database.number("SELECT delivery_id FROM heard")).isEqualTo(delivery);
    }

    @Test
    void readsWhatComesLaterAndWhatIsAlreadyReadNotAgain() {
        database.notification("topic");
        soon(reader.readAll());
        database.run("UPDATE understood SET title = 'As it was'");
        database.notification("topic");

        soon(reader.readAll());

        assertThat(database.texts("SELECT title FROM understood ORDER BY notification_id")).containsExactly("As it was",
                "A subject");
    }

    @Test
    void findsWhatIsCommittedAfterWhatHasAHigherId() {
        SqlConnection late = database.connection();
        soon(late.query("BEGIN").execute());
        soon(late.preparedQuery(NEW).execute(Tuple.of("late")));
        many(1_000);
        soon(reader.readAll());
        soon(late.query("COMMIT").execute());
        soon(late.close());

        soon(reader.readAll());

        assertThat(unread()).isZero();
    }

    @Test
    void findsWhatIsCommittedLateWithinTenTurns() {
        SqlConnection late = database.connection();
        soon(late.query("BEGIN").execute());
        soon(late.preparedQuery(NEW).execute(Tuple.of("late")));
        many(1_000);
        soon(reader.read());
        soon(late.query("COMMIT").execute());
        soon(late.close());

        for (int turn = 0; turn < 10; turn++) {
            soon(reader.read());
        }

        assertThat(unread()).isZero();
    }

    @Test
    void putsReadingOffWhileIntakeIsBusyButNotForLong() {
        BackgroundReader modest = new HistoryParts(database, QueueParts.meaning()).reader(() -> true);
        many(1_000);

        for (int turn = 0; turn < 9; turn++) {
            soon(modest.read());
        }
        assertThat(unread()).isEqualTo(1_000);

        soon(modest.read());
        assertThat(unread()).as("the newest and one stretch").isEqualTo(300);
    }

    @Test
    void leavesBehindOnlyWhatIsOld() {
        many(700);
        database.run("UPDATE notification SET received_at = now() - interval '2 minutes'");
        long old = database.number("SELECT max(id) FROM notification");
        many(700);

        soon(reader.readAll());

        assertThat(unread()).isZero();
        assertThat(database.number("SELECT read_up_to FROM reading_turn")).isEqualTo(old);
    }

    @Test
    void doesNotPassByAYoungOneAmongOldOnes() {
        many(1_300);
        database.run("UPDATE notification SET received_at = now() - interval '2 minutes' WHERE id % 650 <> 0");
        long young = database.number("SELECT min(id) FROM notification WHERE received_at > now() - interval '1 minute'");

        soon(reader.readAll());
        soon(reader.readAll());

        assertThat(database.number("SELECT read_up_to FROM reading_turn")).isEqualTo(young - 1);
    }

    @Test
    void readsAllOfABacklogThatNobodyHasReadAfterAnUpgrade() {
        many(3_000);
        database.run("UPDATE notification SET received_at = now() - interval '2 days'");

        soon(reader.readAll());

        assertThat(unread()).isZero();
        assertThat(database.number("SELECT read_up_to FROM reading_turn"))
                .isEqualTo(database.number("SELECT max(id) FROM notification"));
    }

    @Test
    void readsLargeMessagesAFewAtATime() {
        database.run("""
                INSERT INTO notification (topic_arn, message_id, type, message, published_at)
                SELECT 'topic', gen_random_uuid(), 'Notification', convert_to(repeat('large ', 43000), 'UTF8'), now()
                FROM generate_series(1, 30)""");
        Long[] ids = database.texts("SELECT id FROM notification").stream().map(Long::valueOf).toArray(Long[]::new);

        assertThat(database.rows(Understandings.MESSAGES, ids, 1 << 20)).hasSize(5);
        assertThat(database.rows(Understandings.MESSAGES, ids, 1)).hasSize(1);
        soon(reader.readAll());
        assertThat(unread()).isZero();
    }

    @Test
    void goesOnAfterARestart() {
        database.notification("topic");
        soon(reader.readAll());
        database.notification("topic");
        lapse();

        soon(replica().readAll());

        assertThat(unread()).isZero();
    }

    @Test
    void onlyOneReadsAtATime() {
        soon(reader.readAll());
        database.notification("topic");

        soon(replica().readAll());
        assertThat(unread()).isEqualTo(1);

        lapse();
        soon(replica().readAll());
        assertThat(unread()).isZero();
    }

    @Test
    void twoThatReadTheSameDoNoHarm() {
        many(1_200);
        Long[] ids = database.texts("SELECT id FROM notification").stream().map(Long::valueOf).toArray(Long[]::new);
        Understandings one = new HistoryParts(database, QueueParts.meaning()).understandings();
        Understandings other = new HistoryParts(database, QueueParts.meaning()).understandings();

        soon(Uni.combine().all().unis(one.keep(List.of(ids)), other.keep(List.of(ids))).discardItems());

        assertThat(database.number("SELECT count(*) FROM understood")).isEqualTo(1_200);
    }

    @Test
    void whatNoInterpreterCanReadHasATitleToo() {
        database.notification("topic");
        database.run("UPDATE notification SET message = '\\x00ff00eda080', subject = E'a \\u0001 subject'");
        BackgroundReader broken = new HistoryParts(database, QueueParts.meaning(List.of(reading -> {
            throw new IllegalStateException("broken");
        }))).reader();

        soon(broken.readAll());

        assertThat(database.text("SELECT title FROM understood")).isEqualTo("a subject");
    }

    @Test
    void whatWouldBreakTheDatabaseIsKeptWithoutIt() {
        database.notification("topic'\\ & | ! :*");
        BackgroundReader odd = new HistoryParts(database, QueueParts.meaning(List.of(reading -> Optional.of(
                Notice.of("odd'family\\", Severity.LOW, "\u0000nul \ud800 half " + "long ".repeat(1_000)).build())))).reader();

        soon(odd.readAll());

        assertThat(database.text("SELECT title FROM understood")).hasSizeLessThan(510).startsWith("nul ").endsWith("\u2026");
        assertThat(database.text("SELECT words @@ $$'nul' & 'topic=topic''\\\\ & | ! :*' & 'family=odd''family\\\\'$$ "
                + "FROM understood")).isEqualTo("true");
    }

    @Test
    void whatWasForgottenMeanwhileStaysForgotten() {
        long gone = database.notification("topic");
        database.run("DELETE FROM notification");

        soon(new HistoryParts(database, QueueParts.meaning()).understandings().keep(List.of(gone)));

        assertThat(database.number("SELECT count(*) FROM understood")).isZero();
    }

    @Test
    void writesNothingWhileThereIsNothingToRead() {
        soon(reader.readAll());
        String before = database.text("SELECT xmin || ' ' || leased_until FROM reading_turn");

        soon(reader.readAll());

        assertThat(database.text("SELECT xmin || ' ' || leased_until FROM reading_turn")).isEqualTo(before);
    }

    private static BackgroundReader replica() {
        return new HistoryParts(database, QueueParts.meaning()).reader();
    }

    private static void lapse() {
        database.run("UPDATE reading_turn SET leased_until = now() - interval '1 second'");
    }

    private static void many(int count) {
        database.run("""
                INSERT INTO notification (topic_arn, message_id, type, subject, message, published_at)
                SELECT 'topic', gen_random_uuid(), 'Notification', 'A subject', 'hello', now()
                FROM generate_series(1, $1::int)""", count);
    }

    private static long unread() {
        return database.number("""
                SELECT count(*) FROM notification n
                WHERE NOT EXISTS (SELECT FROM understood u WHERE u.notification_id = n.id)""");
    }
}
