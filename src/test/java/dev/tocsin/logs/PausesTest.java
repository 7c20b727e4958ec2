package dev.tocsin.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;

import dev.tocsin.MovingClock;
import dev.tocsin.aws.AwsFault;
import dev.tocsin.aws.AwsFault.Kind;
import dev.tocsin.aws.SomeAwsFault;

class PausesTest {

    private final MovingClock clock = new MovingClock(Instant.parse("2026-01-31T12:00:00Z"));
    private final Pauses pauses = new Pauses(clock, new RandomGenerator() {
        @Override
        public long nextLong() {
            return 0;
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    });

    @Test
    void makesAllWaitTwiceAsLongAfterEachFailureUpToAMinute() {
        for (int seconds : new int[] { 1, 2, 4, 8, 16, 32, 60, 60 }) {
            pauses.failed("g", failed(Kind.UNREACHABLE));
            clock.pass(Duration.ofMillis(seconds * 1_000 - 1));
            assertThat(pauses.hold("another")).as("%d s", seconds).isTrue();
            clock.pass(Duration.ofMillis(1));
            assertThat(pauses.hold("another")).as("%d s", seconds).isFalse();
        }
        pauses.succeeded("g");
        pauses.failed("g", failed(Kind.THROTTLED));
        clock.pass(Duration.ofSeconds(1));
        assertThat(pauses.hold("g")).as("as after the first").isFalse();
    }

    @Test
    void countsWritesThatFailTogetherAsOneFailure() {
        for (int i = 0; i < 8; i++) {
            pauses.failed("g" + i, failed(Kind.UNREACHABLE));
        }
        clock.pass(Duration.ofSeconds(1));
        assertThat(pauses.hold("g0")).isFalse();
    }

    @Test
    void makesOneGroupWaitForPeople() {
        pauses.failed("g", failed(Kind.DENIED));

        assertThat(pauses.hold("another")).isFalse();
        clock.pass(Pauses.FOR_PEOPLE.minusMillis(1));
        assertThat(pauses.hold("g")).isTrue();
        clock.pass(Duration.ofMillis(1));
        assertThat(pauses.hold("g")).isFalse();
    }

    @Test
    void letsAGroupGoOnAtOnceThatWasWritten() {
        pauses.failed("g", failed(Kind.DENIED));
        pauses.succeeded("g");
        assertThat(pauses.hold("g")).isFalse();
    }

    private static Step.Failed failed(Kind kind) {
        AwsFault fault = SomeAwsFault.of(kind);
        assertThat(fault.kind()).isEqualTo(kind);
        return Step.PUT.failed(fault);
    }
}
