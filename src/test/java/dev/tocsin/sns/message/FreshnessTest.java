package dev.tocsin.sns.message;

import static dev.tocsin.sns.SnsFixtures.TOPIC;
import static dev.tocsin.sns.SnsFixtures.config;
import static dev.tocsin.sns.SnsFixtures.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

import dev.tocsin.MovingClock;
import dev.tocsin.database.ClockConfig;
import dev.tocsin.database.ClockIsRight;
import dev.tocsin.database.DatabaseClock;
import dev.tocsin.database.ReplicaClock;
import dev.tocsin.sns.Reason;
import dev.tocsin.sns.Refused;
import dev.tocsin.sns.SnsEnvelope;
import dev.tocsin.standin.SigningCertificate;
import dev.tocsin.standin.SnsMessage;
import dev.tocsin.standin.SnsSigner;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;

class FreshnessTest {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private static final SigningCertificate CERTIFICATE = SigningCertificate.good();

    private static final ClockConfig CLOCKS = () -> Duration.ofMinutes(5);

    private final MovingClock clock = new MovingClock(NOW);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Uni<Instant> database = Uni.createFrom().item(NOW);
    private int asked;
    private long nanoTime;
    private final ReplicaClock replica = new ReplicaClock(new DatabaseClock(() -> {
        asked++;
        return database;
    }, () -> nanoTime), clock, CLOCKS, meters);
    private final ClockIsRight check = new ClockIsRight(replica);
    private final Freshness freshness = new Freshness(clock, replica, config(), CLOCKS);

    @Test
    void takesMessagesOfTheLastHourAndAQuarterWithoutAskingAnybody() {
        assertThat(refusal(Duration.ofMinutes(-75))).isEmpty();
        assertThat(refusal(Duration.ofMinutes(5))).isEmpty();
        assertThat(asked).isZero();
    }

    @Test
    void refusesForGoodWhatIsOldByBothClocks() {
        assertThat(refusal(Duration.ofMinutes(-76))).contains(Reason.STALE);
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void isOnlyNotReadyToTellWhereTheClockRunsAhead() {
        clock.pass(Duration.ofHours(2));

        assertThat(refusal(Duration.ofMinutes(-1))).contains(Reason.CLOCK);
        assertThat(Reason.CLOCK.status()).isEqualTo(503);
        HealthCheckResponse shown = check.call().await().indefinitely();
        assertThat(shown.getStatus()).isEqualTo(Status.DOWN);
        assertThat(shown.getData().orElseThrow()).containsValue("7200 seconds ahead of the database's");
        assertThat(meters.get("tocsin.clock.offset").gauge().value()).isEqualTo(7200);
    }

    @Test
    void isNotReadyWhereTheClockIsBehind() {
        clock.pass(Duration.ofMinutes(-6));

        assertThat(refusal(Duration.ofMinutes(0))).contains(Reason.CLOCK);
        assertThat(check.call().await().indefinitely().getStatus()).isEqualTo(Status.DOWN);
        assertThat(meters.get("tocsin.clock.offset").gauge().value()).isEqualTo(-360);
    }

    @Test
    void goesByTheDatabaseWhereTheClocksDifferByLessThanTheSkew() {
        clock.pass(Duration.ofMinutes(4));
        assertThat(refusal(Duration.ofMinutes(-72))).as("76 minutes by our clock, 72 by the database's").isEmpty();
        assertThat(refusal(Duration.ofMinutes(-76))).contains(Reason.STALE);
        clock.pass(Duration.ofMinutes(-8));
        assertThat(refusal(Duration.ofMinutes(4))).as("8 minutes ahead of our clock, 4 of the database's").isEmpty();
        assertThat(check.call().await().indefinitely().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void whatIsAheadOfBothClocksIsOurFault() {
        assertThat(refusal(Duration.ofMinutes(6))).contains(Reason.CLOCK);
    }

    @Test
    void refusesNothingForGoodWhileTheDatabaseCannotBeAsked() {
        database = Uni.createFrom().failure(new IllegalStateException("away"));

        assertThat(refusal(Duration.ofHours(-2))).contains(Reason.UNAVAILABLE);
        assertThat(Reason.UNAVAILABLE.status()).isEqualTo(503);
        assertThat(check.call().await().indefinitely().getStatus()).as("the database has a check of its own")
                .isEqualTo(Status.UP);

        database = Uni.createFrom().item(NOW);
        nanoTime += Duration.ofSeconds(1).toNanos();
        assertThat(refusal(Duration.ofHours(-2))).contains(Reason.STALE);
    }

    @Test
    void aFloodOfOldMessagesIsNoFloodOfQueries() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(refusal(Duration.ofHours(-2))).contains(Reason.STALE);
        }
        assertThat(asked).isEqualTo(1);

        clock.pass(Duration.ofSeconds(5));
        nanoTime += Duration.ofSeconds(5).toNanos();
        database = Uni.createFrom().item(NOW.plusSeconds(5));
        assertThat(refusal(Duration.ofHours(-2))).contains(Reason.STALE);
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void noticesAtOnceThatTheClockWasMovedThoughTheDatabaseWasAskedBefore() {
        assertThat(refusal(Duration.ofHours(-2))).contains(Reason.STALE);
        clock.pass(Duration.ofHours(3));
        nanoTime += Duration.ofSeconds(1).toNanos();

        assertThat(refusal(Duration.ofMinutes(-1))).contains(Reason.CLOCK);
        assertThat(asked).isEqualTo(1);
    }

    /** @param age of the message, from {@link #NOW} */
    private Optional<Reason> refusal(Duration age) {
        SnsEnvelope envelope = read(SnsSigner.with(CERTIFICATE).sign(SnsMessage.notification(TOPIC, "x").at(NOW.plus(age))));
        List<Throwable> failures = new ArrayList<>();
        freshness.require(envelope).subscribe().with(fresh -> {
        }, failures::add);
        return failures.stream().map(failure -> ((Refused) failure).reason()).findFirst();
    }
}
