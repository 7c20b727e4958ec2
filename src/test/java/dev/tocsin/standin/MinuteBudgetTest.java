package dev.tocsin.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

class MinuteBudgetTest {

    private long now = 17;

    @Test
    void allowsSoManyWithinAnyMinuteForEachKey() {
        MinuteBudget budget = new MinuteBudget(() -> now);
        budget.allow(2);

        assertThat(budget.secondsToWait("T0")).isZero();
        pass(Duration.ofSeconds(10));
        assertThat(budget.secondsToWait("T0")).isZero();
        assertThat(budget.secondsToWait("T0")).isEqualTo(50);
        assertThat(budget.secondsToWait("T1")).isZero();
        pass(Duration.ofMillis(49_500));
        assertThat(budget.secondsToWait("T0")).isEqualTo(1);
        pass(Duration.ofMillis(500));
        assertThat(budget.secondsToWait("T0")).as("the first is a minute old").isZero();
        assertThat(budget.secondsToWait("T0")).isEqualTo(10);
    }

    @Test
    void hasNoLimitUnlessToldOne() {
        MinuteBudget budget = new MinuteBudget(() -> now);
        for (int i = 0; i < 1000; i++) {
            assertThat(budget.secondsToWait("T0")).isZero();
        }
        budget.allow(0);
        assertThat(budget.secondsToWait("T0")).isEqualTo(60);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
