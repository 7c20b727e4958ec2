package dev.tocsin.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class PaceTest {

    private long now = Long.MAX_VALUE - 5;
    private final Pace pace = new Pace(3, () -> now);

    @Test
    void allowsABurstAndThenOneASecond() {
        assertThat(pace.secondsToWait("room")).isZero();
        assertThat(pace.secondsToWait("room")).isZero();
        assertThat(pace.secondsToWait("room")).isZero();
        assertThat(pace.secondsToWait("room")).isEqualTo(1);

        now += Duration.ofSeconds(1).toNanos();

        assertThat(pace.secondsToWait("room")).isZero();
        assertThat(pace.secondsToWait("room")).isEqualTo(1);
    }

    @Test
    void allowsTheBurstAgainAfterAPause() {
        for (int i = 0; i < 3; i++) {
            pace.secondsToWait("room");
        }

        now += Duration.ofMinutes(1).toNanos();

        assertThat(pace.secondsToWait("room")).isZero();
        assertThat(pace.secondsToWait("room")).isZero();
        assertThat(pace.secondsToWait("room")).isZero();
        assertThat(pace.secondsToWait("room")).isEqualTo(1);
    }

    @Test
    void pacesEachRoomByItself() {
        for (int i = 0; i < 4; i++) {
            pace.secondsToWait("room");
        }

        assertThat(pace.secondsToWait("another room")).isZero();
    }
}
