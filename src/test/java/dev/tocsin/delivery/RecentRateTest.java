package dev.tocsin.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class RecentRateTest {

    private long now = 17;
    private final RecentRate rate = new RecentRate(() -> now);

    @Test
    void countsWhatCameInTheSecondThatIsOver() {
        rate.add(300);
        rate.add(400);
        pass(Duration.ofSeconds(1));
        rate.add(5);
        assertThat(rate.perSecond()).isEqualTo(700);
    }

    @Test
    void doesNotWaitForTheEndOfASecondInWhichMoreComes() {
        rate.add(5);
        pass(Duration.ofSeconds(1));
        rate.add(900);
        assertThat(rate.perSecond()).isEqualTo(900);
    }

    @Test
    void forgetsWhatIsTwoSecondsAgo() {
        rate.add(700);
        pass(Duration.ofSeconds(2));
        assertThat(rate.perSecond()).isZero();
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
