package dev.tocsin.delivery;

import static dev.tocsin.database.QueueDatabase.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.database.QueueDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** What the housekeeping does to lanes and deliveries; {@link RetentionTest} has what it does to history. */
class HousekeepingContractTest {

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Housekeeping housekeeping = new Housekeeping(database.postgres(), QueueParts.config(), meters);

    @Test
    void freesALaneWhoseTryEndedAfterItsLease() {
        long lane = database.configuration();
        sending(database.delivery(lane), "-1 second");
        database.run("UPDATE delivery SET state = 'DELIVERED', settled_at = now()");

        assertThat(soon(housekeeping.freeLapsed())).isEqualTo(1);

        assertThat(database
                .number("SELECT count(*) FROM lane WHERE delivery_id IS NULL AND lease IS NULL AND leased_until IS NULL"))
                .isEqualTo(1);
    }

    /** The earlier try settled it while the last one was under way, whose process has ended since. */
    @Test
    void tellsOfATryOfWhichNothingIsKnown() {
        sending(database.delivery(database.configuration()), "-1 second");
        database.run("UPDATE delivery SET state = 'DELIVERED', settled_at = now(), attempts = 2");
        database.run("""
                INSERT INTO attempt (delivery_id, number, started_at, took_ms, outcome, status)
                SELECT id, 1, now(), 5, 'DELIVERED', 200 FROM delivery""");

        assertThat(soon(housekeeping.freeLapsed())).isEqualTo(1);
        assertThat(soon(housekeeping.freeLapsed())).isZero();

        assertThat(database.texts("SELECT number || ' ' || outcome FROM attempt ORDER BY number"))
                .containsExactly("1 DELIVERED", "2 INTERRUPTED");
    }

    @ParameterizedTest
    @ValueSource(strings = { "-1 second", "1 minute" })
    void leavesALaneAloneWhoseDeliveryIsUnderWay(String lapses) {
        sending(database.delivery(database.configuration()), lapses);

        assertThat(soon(housekeeping.freeLapsed())).isZero();
    }

    @Test
    void leavesALaneAloneWhoseLeaseHolds() {
        sending(database.delivery(database.configuration()), "1 minute");
        database.run("UPDATE delivery SET state = 'DELIVERED', settled_at = now()");

        assertThat(soon(housekeeping.freeLapsed())).isZero();
    }

    /** Of two thousand one hundred, each third is still under way; many came at the same moment. */
    @Test
    void forgetsWhatHasExpiredInSeveralBatchesWhateverStaysAmongIt() {
        database.run("""
                INSERT INTO notification (topic_arn, message_id, type, message, published_at, received_at)
                SELECT 'topic', gen_random_uuid(), 'Notification', 'hello', now(), now() - (40 + i / 700) * interval '1 day'
                FROM generate_series(1, 2100) i""");
        database.run(
                """
                        INSERT INTO delivery (notification_id, configuration_id, configuration_name, state, settled_at)
                        SELECT id, 1, 'c', CASE WHEN id % 3 = 0 THEN 'PENDING' ELSE 'DELIVERED' END, CASE WHEN id % 3 > 0 THEN received_at END
                        FROM notification""");
        database.run("""
                INSERT INTO posting (id, configuration_id, posted_at, deliveries)
                SELECT gen_random_uuid(), 1, now() - (40 + i / 700) * interval '1 day', 1 FROM generate_series(1, 2100) i""");
        database.run("""
                UPDATE delivery d SET posting_id = p.id
                FROM (SELECT id, row_number() OVER () AS place FROM posting) p,
                     (SELECT id, row_number() OVER () AS place FROM delivery WHERE state = 'PENDING') u
                WHERE d.id = u.id AND p.place = u.place""");

        soon(housekeeping.expire(Duration.ofDays(30).toMillis()));
        soon(housekeeping.forgetPostings(Duration.ofDays(30).toMillis()));

        assertThat(database.texts("SELECT DISTINCT state FROM delivery")).containsExactly("PENDING");
        assertThat(database.texts("SELECT count(*) FROM notification UNION ALL SELECT count(*) FROM posting"))
                .containsExactly("700", "700");
    }

    @Test
    void buriesWhatBelongsToNoConfigurationAndNothingElse() {
        long gone = database.configuration();
        long stays = database.configuration();
        Stream.generate(() -> gone).limit(1_500).forEach(database::delivery);
        long underWay = database.delivery(stays);

        database.run("DELETE FROM configuration WHERE id = $1", gone);
        assertThat(database.number("SELECT count(*) FROM delivery WHERE state = 'PENDING'")).isEqualTo(501);
        soon(housekeeping.bury());

        assertThat(database.texts("SELECT id FROM delivery WHERE state = 'PENDING'")).containsExactly(Long.toString(underWay));
        assertThat(database.text("SELECT DISTINCT reason FROM delivery WHERE state = 'DEAD'"))
                .isEqualTo("the configuration was deleted");
    }

    @Test
    void showsTheBacklogOfEachConfiguration() {
        long idle = database.configuration();
        long busy = database.configuration();
        database.delivery(busy);
        database.delivery(busy, "1 hour");
        database.run("UPDATE delivery SET queued_at = now() - interval '90 seconds' WHERE next_attempt_at > now()");

        soon(housekeeping.measure());

        assertThat(backlog(idle)).isZero();
        assertThat(backlog(busy)).isEqualTo(2);
        assertThat(meters.get("tocsin.lane.oldest").tag("configuration", database.name(busy)).gauge().value())
                .isBetween(90.0, 110.0);
    }

    private double backlog(long configuration) {
        return meters.get("tocsin.lane.backlog").tag("configuration", database.name(configuration)).gauge().value();
    }

    private static void sending(long delivery, String lapses) {
        database.run("""
                UPDATE lane SET delivery_id = $1, lease = gen_random_uuid(), leased_until = now() + $2::text::interval
                WHERE configuration_id = (SELECT configuration_id FROM delivery WHERE id = $1)""", delivery, lapses);
    }
}
