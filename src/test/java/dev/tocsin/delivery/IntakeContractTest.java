package dev.tocsin.delivery;

import static dev.tocsin.database.QueueDatabase.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import jakarta.enterprise.inject.Vetoed;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.tocsin.database.QueueDatabase;
import dev.tocsin.database.Rows;
import dev.tocsin.delivery.IntakeStatement.Key;
import dev.tocsin.delivery.IntakeStatement.Stored;
import dev.tocsin.delivery.Notification.Type;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;

/** What is stored of notifications, what is queued for whom, and what is answered. */
class IntakeContractTest {

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private static final String ALARMS = "arn:aws:sns:eu-west-1:123456789012:alarms";
    private static final String BUDGETS = "arn:aws:sns:eu-west-1:123456789012:budgets";
    private static final Instant PUBLISHED = Instant.parse("2026-01-31T12:00:00.123Z");
    private static final DeliveryConfig CONFIG = QueueParts.config();

    private IntakeStatement statement;

    @BeforeEach
    void prepare() {
        statement = new IntakeStatement(database.postgres(), CONFIG, QueueParts.attributes());
    }

    @Test
    void storesAllThatANotificationSays() {
        Notification notification = new Notification(ALARMS, UUID.randomUUID(), Type.Notification, Optional.of("A subject"),
                "nul \u0000, snow \u2603", Map.of("severity", "nul \u0000"), PUBLISHED,
                Optional.of(TraceId.of(new UUID(1, 2))));

        store(notification);

        Row row = database.rows("SELECT *, now() - received_at < interval '1 minute' AS is_new FROM notification").get(0);
        assertThat(row.getString("topic_arn")).isEqualTo(ALARMS);
        assertThat(row.getUUID("message_id")).isEqualTo(notification.messageId());
        assertThat(row.getString("type")).isEqualTo("Notification");
        assertThat(row.getString("subject")).isEqualTo("A subject");
        assertThat(row.getBuffer("message").toString(StandardCharsets.UTF_8)).isEqualTo(notification.message());
        assertThat(QueueParts.attributes().read(row.getString("attributes"))).isEqualTo(notification.attributes());
        assertThat(Rows.instant(row, "published_at")).isEqualTo(PUBLISHED);
        assertThat(row.getUUID("trace_id")).isEqualTo(new UUID(1, 2));
        assertThat(row.getBoolean("is_new")).isTrue();
    }

    @Test
    void storesNullForASubjectAndAttributesThatThereAreNot() {
        store(notification(ALARMS));

        assertThat(database.text("SELECT subject IS NULL AND attributes IS NULL FROM notification")).isEqualTo("true");
    }

    @Test
    void storesANotificationOnce() {
        long lane = database.configuration(ALARMS);
        Notification notification = notification(ALARMS);

        assertThat(store(notification)).isEqualTo(new Stored(Set.of(Key.of(notification)), Set.of(lane)));
        assertThat(store(notification)).isEqualTo(new Stored(Set.of(), Set.of()));

        assertThat(database.number("SELECT count(*) FROM notification")).isEqualTo(1);
        assertThat(database.number("SELECT count(*) FROM delivery")).isEqualTo(1);
    }

    @Test
    void keepsWhatWasStoredFirst() {
        Notification first = notification(ALARMS);
        store(first);

        store(new Notification(ALARMS, first.messageId(), Type.Notification, Optional.empty(), "another text", Map.of(),
                PUBLISHED, Optional.empty()));

        assertThat(database.text("SELECT convert_from(message, 'UTF8') FROM notification")).isEqualTo("hello");
    }

    @Test
    void takesTheSameMessageIdFromAnotherTopicForAnotherNotification() {
        Notification ofAlarms = notification(ALARMS);
        Notification ofBudgets = new Notification(BUDGETS, ofAlarms.messageId(), Type.Notification, Optional.empty(), "hello",
                Map.of(), PUBLISHED, Optional.empty());

        store(ofAlarms);

        assertThat(store(ofBudgets).fresh()).containsExactly(Key.of(ofBudgets));
        assertThat(database.number("SELECT count(*) FROM notification")).isEqualTo(2);
    }

    @Test
    void storesTwinsWithinOneBatchOnce() {
        database.configuration(ALARMS);
        Notification twin = notification(ALARMS);
        Notification other = notification(ALARMS);

        assertThat(store(twin, twin, other, twin).fresh()).containsExactlyInAnyOrder(Key.of(twin), Key.of(other));

        assertThat(database.number("SELECT count(*) FROM notification")).isEqualTo(2);
        assertThat(database.number("SELECT count(*) FROM delivery")).isEqualTo(2);
    }

    @Test
    void queuesForEachConfigurationThatHearsTheTopicAndForNoOther() {
        long first = database.configuration(ALARMS);
        long second = database.configuration(BUDGETS, ALARMS);
        database.configuration(BUDGETS);
        database.configuration();

        Stored stored = store(notification(ALARMS));

        assertThat(stored.lanes()).containsExactlyInAnyOrder(first, second);
        assertThat(database.texts("SELECT configuration_id FROM delivery ORDER BY 1"))
                .containsExactly(Long.toString(first), Long.toString(second));
    }

    @Test
    void queuesWhatIsDueAtOnceAndUntried() {
        long lane = database.configuration(ALARMS);

        store(notification(ALARMS));

        assertThat(database.text("""
                SELECT concat_ws(' ', state, form, attempts, failures, interruptions, next_attempt_at <= now(),
                       queued_at = next_attempt_at, settled_at IS NULL, reason IS NULL, reference IS NULL)
                FROM delivery""")).isEqualTo("PENDING FULL 0 0 0 t t t t t");
        assertThat(database.text("SELECT configuration_name FROM delivery")).isEqualTo(database.name(lane));
    }

    @Test
    void queuesForADisabledConfigurationToo() {
        long lane = database.configuration(ALARMS);
        database.run("UPDATE configuration SET state = 'DISABLED'");

        assertThat(store(notification(ALARMS)).lanes()).containsExactly(lane);
    }

    @Test
    void queuesForWhoeverHearsTheTopicAtThatMoment() {
        long lane = database.configuration(ALARMS);
        store(notification(ALARMS));
        database.run("DELETE FROM configuration_topic");

        assertThat(store(notification(ALARMS)).lanes()).isEmpty();
        assertThat(database.number("SELECT count(*) FROM delivery WHERE configuration_id = $1", lane)).isEqualTo(1);
    }

    @Test
    void queuesInEachLaneInTheOrderOfTheBatch() {
        List<Long> lanes = List.of(database.configuration(ALARMS), database.configuration(ALARMS),
                database.configuration(ALARMS, BUDGETS));
        List<Notification> batch = IntStream.range(0, 60).mapToObj(i -> notification(i % 7 == 0 ? BUDGETS : ALARMS)).toList();

        soon(statement.store(batch));

        // The head of a lane is the first by next_attempt_at and id, and all of a batch are due at the same time.
        assertThat(database.number("SELECT count(DISTINCT next_attempt_at) FROM delivery")).isEqualTo(1);
        for (long lane : lanes) {
            List<String> inTheLane = database.texts("""
                    SELECT n.message_id FROM delivery d JOIN notification n ON n.id = d.notification_id
                    WHERE d.configuration_id = $1 ORDER BY d.id""", lane);
            assertThat(inTheLane).hasSizeGreaterThan(40).isEqualTo(batch.stream().map(one -> one.messageId().toString())
                    .filter(inTheLane::contains).toList());
        }
        assertThat(database.texts("SELECT message_id FROM notification ORDER BY id"))
                .isEqualTo(batch.stream().map(one -> one.messageId().toString()).toList());
    }

    @ParameterizedTest
    @EnumSource(names = "Notification", mode = EnumSource.Mode.EXCLUDE)
    void storesWhatSnsSaysOfASubscriptionAndQueuesNothing(Type type) {
        database.configuration(ALARMS);
        Notification confirmation = new Notification(ALARMS, UUID.randomUUID(), type, Optional.empty(), "confirm", Map.of(),
                PUBLISHED, Optional.empty());

        assertThat(store(confirmation)).isEqualTo(new Stored(Set.of(Key.of(confirmation)), Set.of()));

        assertThat(database.text("SELECT type FROM notification")).isEqualTo(type.name());
        assertThat(database.number("SELECT count(*) FROM delivery")).isZero();
    }

    @Test
    void storesWhatNobodyHears() {
        database.configuration(BUDGETS);
        Notification unheard = notification(ALARMS);

        assertThat(store(unheard)).isEqualTo(new Stored(Set.of(Key.of(unheard)), Set.of()));

        assertThat(database.number("SELECT count(*) FROM notification")).isEqualTo(1);
    }

    @Test
    void answersOfABatchWhatWasNewAndWhichLanesToWake() {
        long alarms = database.configuration(ALARMS);
        long budgets = database.configuration(BUDGETS);
        long both = database.configuration(ALARMS, BUDGETS);
        Notification known = notification(BUDGETS);
        store(known);
        Notification first = notification(ALARMS);
        Notification second = notification(ALARMS);

        Stored stored = store(known, first, second);

        assertThat(stored.fresh()).containsExactlyInAnyOrder(Key.of(first), Key.of(second));
        assertThat(stored.lanes()).containsExactlyInAnyOrder(alarms, both).doesNotContain(budgets);
    }

    @Test
    void knowsWhatIsStored() {
        Notification notification = notification(ALARMS);
        assertThat(soon(statement.isStored(notification))).isFalse();

        store(notification);

        assertThat(soon(statement.isStored(notification))).isTrue();
        assertThat(soon(statement.isStored(new Notification(BUDGETS, notification.messageId(), Type.Notification,
                Optional.empty(), "hello", Map.of(), PUBLISHED, Optional.empty())))).isFalse();
    }

    @Test
    void storesNothingIfItsTransactionIsRolledBack() {
        database.configuration(ALARMS);
        SqlConnection connection = database.connection();
        Transaction transaction = soon(connection.begin());

        assertThat(soon(statement.store(connection, List.of(notification(ALARMS)))).fresh()).hasSize(1);
        soon(transaction.rollback());
        soon(connection.close());

        assertThat(database.number("SELECT count(*) FROM notification")).isZero();
        assertThat(database.number("SELECT count(*) FROM delivery")).isZero();
    }

    @Test
    void twoReplicasThatStoreTheSameStoreItOnceTogether() {
        database.configuration(ALARMS);
        for (int round = 0; round < 40; round++) {
            List<Notification> batch = IntStream.range(0, 10).mapToObj(i -> notification(ALARMS)).toList();

            List<Stored> both = soon(
                    Uni.join().all(statement.store(batch), statement.store(batch)).usingConcurrencyOf(2).andFailFast());

            assertThat(both.get(0).fresh().size() + both.get(1).fresh().size()).isEqualTo(batch.size());
        }
        assertThat(database.number("SELECT count(*) FROM notification")).isEqualTo(400);
        assertThat(database.number("SELECT count(DISTINCT notification_id) FROM delivery")).isEqualTo(400);
        assertThat(database.number("SELECT count(*) FROM delivery")).isEqualTo(400);
    }

    @Test
    void aReceiptSaysWhetherTheNotificationWasNewAndItsLanesAreWoken() {
        long lane = database.configuration(ALARMS);
        WokenLanes woken = new WokenLanes();
        Intake intake = intake(woken);
        Notification notification = notification(ALARMS);

        assertThat(soon(intake.accept(notification))).isEqualTo(Receipt.COMMITTED);
        assertThat(woken.lanes).containsExactly(lane);
        assertThat(soon(intake.accept(notification))).isEqualTo(Receipt.DUPLICATE);
        assertThat(soon(intake.isStored(notification))).isTrue();
        assertThat(woken.lanes).containsExactly(lane);
    }

    @Test
    void ofTwinsThatAreHandedInTogetherOneIsCommitted() {
        Intake intake = intake(new WokenLanes());
        Notification twin = notification(ALARMS);

        // The first is being written while the others gather for the next batch.
        List<Receipt> receipts = soon(Uni.join().all(intake.accept(notification(ALARMS)), intake.accept(twin),
                intake.accept(twin), intake.accept(notification(BUDGETS)), intake.accept(twin)).andFailFast());

        assertThat(receipts).containsExactlyInAnyOrder(Receipt.COMMITTED, Receipt.COMMITTED, Receipt.COMMITTED,
                Receipt.DUPLICATE, Receipt.DUPLICATE);
        assertThat(receipts.get(0)).isEqualTo(Receipt.COMMITTED);
        assertThat(receipts.get(3)).isEqualTo(Receipt.COMMITTED);
    }

    @Test
    void whatANotificationCausesIsCommittedWithItAndOnce() {
        long lane = database.configuration(ALARMS);
        WokenLanes woken = new WokenLanes();
        Intake intake = intake(woken);
        Notification notification = notification(ALARMS);

        assertThat(soon(intake.accept(notification, IntakeContractTest::effect))).isEqualTo(Receipt.COMMITTED);
        assertThat(soon(intake.accept(notification, IntakeContractTest::effect))).isEqualTo(Receipt.DUPLICATE);

        assertThat(database.number("SELECT count(*) FROM refusal")).isEqualTo(1);
        assertThat(woken.lanes).containsExactly(lane);
    }

    @Test
    void nothingIsStoredIfWhatANotificationCausesFails() {
        database.configuration(ALARMS);
        WokenLanes woken = new WokenLanes();

        assertThatThrownBy(() -> soon(intake(woken).accept(notification(ALARMS),
                transaction -> effect(transaction).chain(done -> Uni.createFrom().failure(new IllegalStateException("no"))))))
                .isInstanceOf(IllegalStateException.class);

        assertThat(database.number("SELECT count(*) FROM notification")).isZero();
        assertThat(database.number("SELECT count(*) FROM refusal")).isZero();
        assertThat(woken.lanes).isEmpty();
    }

    private static Uni<Void> effect(SqlConnection transaction) {
        return transaction.query("INSERT INTO refusal (reason, detail) VALUES ('STALE', 'an effect')").execute()
                .replaceWithVoid();
    }

    private Stored store(Notification... batch) {
        return soon(statement.store(List.of(batch)));
    }

    private static Notification notification(String topic) {
        return new Notification(topic, UUID.randomUUID(), Type.Notification, Optional.empty(), "hello", Map.of(), PUBLISHED,
                Optional.empty());
    }

    private Intake intake(Lanes lanes) {
        return new Intake(database.postgres(), statement, lanes, CONFIG, new SimpleMeterRegistry());
    }

    /** Remembers which lanes were woken and runs none. */
    @Vetoed
    private static final class WokenLanes extends Lanes {

        private final List<Long> lanes = new CopyOnWriteArrayList<>();

        WokenLanes() {
            super(null, null, null, null, null, CONFIG, null);
        }

        @Override
        void noteFailure(Throwable failure) {
            // There is nobody to tell.
        }

        @Override
        void wake(long lane) {
            lanes.add(lane);
        }
    }
}
