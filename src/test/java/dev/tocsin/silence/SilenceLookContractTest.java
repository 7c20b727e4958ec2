package dev.tocsin.silence;

import static dev.tocsin.database.QueueDatabase.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.database.QueueDatabase;

/** What has fallen silent, as the tables have it. */
class SilenceLookContractTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private final SilenceLook look = new SilenceLook(database.postgres());

    @Test
    void theLookIsOneReplicasUntilTheNextIsDue() {
        assertThat(soon(look.takeTurn(Duration.ofMinutes(1)))).isTrue();
        assertThat(soon(look.takeTurn(Duration.ofMinutes(1)))).isFalse();
        database.run("UPDATE silence_turn SET next_at = now() - interval '1 second'");
        assertThat(soon(look.takeTurn(Duration.ofMinutes(1)))).isTrue();
    }

    @Test
    void aDestinationIsSilentIfSomethingWaitsAndNothingWasTakenForLong() {
        long stuck = waiting("2 hours", "HTTP 503");

        assertThat(destinations()).singleElement().satisfies(silent -> {
            assertThat(silent.subject()).isEqualTo(database.name(stuck));
            assertThat(silent.why()).isEqualTo("something waits, and nothing was taken: HTTP 503");
            assertThat(silent.since()).isEqualTo(database.rows("SELECT queued_at FROM delivery").get(0)
                    .getOffsetDateTime(0).toInstant());
        });
        assertThat(soon(look.destinations(Duration.ZERO))).as("switched off").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "UPDATE lane SET delivered_at = now() - interval '10 minutes'",
            "UPDATE lane SET opened_at = now() - interval '10 minutes'",
            "UPDATE configuration SET state_since = now() - interval '10 minutes'",
            "UPDATE configuration SET state = 'DISABLED'",
            "UPDATE delivery SET queued_at = now() - interval '50 minutes'",
            "UPDATE delivery SET state = 'DEAD', settled_at = now()" })
    void aDestinationIsNotSilentWhichHasReasonToWaitOrTakesSomething(String but) {
        waiting("2 hours", null);
        assertThat(destinations()).hasSize(1);

        database.run(but);

        assertThat(destinations()).isEmpty();
    }

    @Test
    void aDestinationThatIsShutSaysSo() {
        waiting("2 hours", null);
        database.run("UPDATE lane SET shut_since = now() - interval '2 hours', shut_reason = 'is_archived'");

        assertThat(destinations()).singleElement().satisfies(
                silent -> assertThat(silent.why()).contains("the destination is shut: is_archived"));
    }

    @Test
    void whatHasSteppedAsideCountsWhileOthersGoFirst() {
        long lane = waiting("2 hours", "HTTP 500");
        database.run("UPDATE delivery SET next_attempt_at = now() + interval '10 minutes'");
        database.delivery(lane);

        assertThat(destinations()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({ "FAILED, 16, true", "FAILED, 14, false", "REMOVED_AT_AWS, 16, true", "PENDING_CONFIRMATION, 59, false",
            "PENDING_CONFIRMATION, 61, true", "CONFIRMED, 9999, false", "REQUESTED, 9999, false" })
    void aSubscriptionIsSilentThatStoppedAndWasNotRepairedInTime(String state, int minutes, boolean isSilent) {
        database.run("""
                INSERT INTO subscription (topic_arn, state, state_since, reason)
                VALUES ('arn', $1, now() - $2 * interval '1 minute', 'it was deleted')""", state, minutes);

        assertThat(soon(look.subscriptions())).hasSize(isSilent ? 1 : 0)
                .allSatisfy(silent -> assertThat(silent.why()).isEqualTo(state + ": it was deleted"));
    }

    @Test
    void aSubscriptionThatNobodyNeedsIsNotSilent() {
        database.run("""
                INSERT INTO subscription (topic_arn, state, state_since, unheard_since)
                VALUES ('arn', 'FAILED', now() - interval '1 day', now())""");

        assertThat(soon(look.subscriptions())).isEmpty();
    }

    @Test
    void aTopicIsSilentThatHasBeenLongerThanTheSettingAndThanTwiceItsUsualQuiet() {
        spoke(30 * 24, 29 * 24, 27 * 24, 26 * 24, 10 * 24);

        assertThat(topics(Duration.ofDays(7))).isEmpty();
        database.run("UPDATE subscription SET last_message_at = last_message_at - interval '23 days'");
        assertThat(topics(Duration.ofDays(40))).isEmpty();
        assertThat(topics(Duration.ofDays(7))).singleElement().satisfies(silent -> {
            assertThat(silent.subject()).isEqualTo("arn");
            assertThat(silent.why()).contains("never longer than 16 days without one");
        });
        assertThat(soon(look.topics(Duration.ZERO))).as("switched off").isEmpty();
    }

    @Test
    void aTopicThatHasHardlySpokenHasNoRhythmYet() {
        spoke(50, 49);
        assertThat(topics(Duration.ofDays(1))).isEmpty();
        spoke(48);
        assertThat(topics(Duration.ofDays(1))).hasSize(1);
    }

    @Test
    void aQuietStretchIsForgottenAfterTheStretchAfterIt() {
        spoke(400, 399, 100, 99);
        assertThat(gaps()).isEqualTo("299 0");
        nextStretch();
        spoke(98);
        assertThat(gaps()).isEqualTo("1 299");
        nextStretch();
        spoke(97);

        assertThat(topics(Duration.ofHours(24))).as("silent for 97 hours, usually for one").hasSize(1);
    }

    @Test
    void theRhythmOfATopicGoesWithIt() {
        spoke(3, 2);
        database.run("DELETE FROM subscription");

        assertThat(database.number("SELECT count(*) FROM topic_rhythm")).isZero();
    }

    @ParameterizedTest
    @CsvSource({ "0, an hour", "3600, an hour", "3601, 2 hours", "172800, 48 hours", "172801, 3 days" })
    void aTimeIsRoundedUp(long seconds, String words) {
        assertThat(SilenceLook.words(Duration.ofSeconds(seconds))).isEqualTo(words);
    }

    private List<Silent> destinations() {
        return soon(look.destinations(HOUR));
    }

    private List<Silent> topics(Duration after) {
        return soon(look.topics(after));
    }

    /** In hours. */
    private static String gaps() {
        return database.text("""
                SELECT extract(epoch FROM longest)::bigint / 3600 || ' ' || extract(epoch FROM longest_before)::bigint / 3600
                FROM topic_rhythm""");
    }

    private static void nextStretch() {
        database.run("UPDATE topic_rhythm SET stretch_since = now() - interval '31 days'");
    }

    /** As the look sees it each time. */
    private void spoke(int... hoursAgo) {
        for (int hours : hoursAgo) {
            database.run("""
                    INSERT INTO subscription (topic_arn, state, last_message_at)
                    VALUES ('arn', 'CONFIRMED', date_trunc('hour', now()) - $1 * interval '1 hour')
                    ON CONFLICT (topic_arn) DO UPDATE SET last_message_at = excluded.last_message_at""", hours);
            soon(look.noteRhythm());
            soon(look.noteRhythm());
        }
    }

    private static long waiting(String since, String reason) {
        long configuration = database.configuration();
        database.delivery(configuration);
        database.run("UPDATE configuration SET state_since = now() - interval '1 day'");
        database.run("UPDATE delivery SET queued_at = now() - $1::text::interval, reason = $2", since, reason);
        return configuration;
    }
}
