package dev.tocsin.quiet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class RepeatedLinesTest {

    private final List<String> log = new ArrayList<>();
    private long now;
    private final RepeatedLines lines = new RepeatedLines(() -> now, (level, line) -> log.add(level + " " + line));

    @Test
    void saysTheFirstAtOnceAndTheLastOfAMinuteWithTheirNumber() {
        for (int i = 1; i <= 980; i++) {
            lines.warn("certificates", "cannot fetch " + i);
            lines.sayWhatWasKept();
        }
        assertThat(log).containsExactly("WARN cannot fetch 1");

        pass(Duration.ofSeconds(60));

        assertThat(log).containsExactly("WARN cannot fetch 1",
                "WARN cannot fetch 980 (the last of 979 like it in the last minute)");
    }

    @Test
    void saysOneLineAMinuteHoweverLongItGoesOn() {
        for (int second = 0; second < 600; second++) {
            lines.info("refused", "refused");
            pass(Duration.ofSeconds(1));
        }
        assertThat(log).hasSizeBetween(10, 11);
    }

    @Test
    void onesKindHidesNoOther() {
        lines.warn("certificates", "a");
        lines.warn("certificates", "b");
        lines.info("refused", "c");

        assertThat(log).containsExactly("WARN a", "INFO c");
    }

    @Test
    void saysAtOnceWhatComesAfterAQuietMinute() {
        lines.warn("certificates", "a");
        pass(Duration.ofSeconds(61));
        lines.warn("certificates", "b");

        assertThat(log).containsExactly("WARN a", "WARN b");
    }

    private void pass(Duration time) {
        now += time.toNanos();
        lines.sayWhatWasKept();
    }
}
