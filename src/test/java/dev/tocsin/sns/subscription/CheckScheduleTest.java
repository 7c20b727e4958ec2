package dev.tocsin.sns.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;

class CheckScheduleTest {

    private static final Duration PERIOD = Duration.ofMinutes(5);

    @Test
    void noTopicIsLeftAloneForLongerThanThePeriod() {
        assertThat(schedule(0).period()).isEqualTo(PERIOD);
        assertThat(schedule(-1).period()).isBetween(Duration.ofMinutes(4).minusSeconds(1), PERIOD);
    }

    @Test
    void looksLessAndLessOftenUpToOnceAnHour() {
        assertThat(schedule(0).backoff(1)).isEqualTo(Duration.ofMinutes(1));
        assertThat(schedule(0).backoff(2)).isEqualTo(Duration.ofMinutes(2));
        assertThat(schedule(0).backoff(6)).isEqualTo(Duration.ofMinutes(32));
        assertThat(schedule(0).backoff(7)).isEqualTo(Duration.ofHours(1));
        assertThat(schedule(0).backoff(10_000)).isEqualTo(Duration.ofHours(1));
        assertThat(schedule(-1).backoff(1)).isBetween(Duration.ofSeconds(30).minusMillis(1), Duration.ofMinutes(1));
    }

    @Test
    void aShortPeriodMakesTheFirstPauseShort() {
        assertThat(new CheckSchedule(Duration.ofSeconds(4), random(0)).backoff(1)).isEqualTo(Duration.ofSeconds(4));
    }

    private static CheckSchedule schedule(long bits) {
        return new CheckSchedule(PERIOD, random(bits));
    }

    /** All bits alike give the smallest number of any range, or a large one. */
    private static RandomGenerator random(long bits) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                return bits;
            }

            @Override
            public long nextLong(long bound) {
                return bits == 0 ? 0 : bound - 1;
            }
        };
    }
}
