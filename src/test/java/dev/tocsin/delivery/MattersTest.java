package dev.tocsin.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.tocsin.delivery.Matters.Lately;
import dev.tocsin.delivery.Matters.Stand;
import dev.tocsin.notice.Severity;

/** What is remembered of what was shown. */
class MattersTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Stand BAD = new Stand(Severity.CRITICAL, 1);
    private static final Stand GOOD = new Stand(Severity.GOOD, 2);

    private final Matters matters = new Matters(3, 10_000);

    @Test
    void countsWhatWasShownInAQuarterOfAnHour() {
        matters.shown(1, "a", NOON, List.of(BAD));
        matters.shown(1, "a", NOON.plusSeconds(60), List.of(BAD));

        assertThat(lately("a", Duration.ofMinutes(14)).messages()).isEqualTo(2);
        assertThat(lately("a", Duration.ofMinutes(15)).messages()).isEqualTo(1);
        assertThat(lately("a", Duration.ofMinutes(16))).isEqualTo(new Lately(0, 0, Optional.empty()));
    }

    @Test
    void tellsMattersAndLanesApart() {
        matters.shown(1, "a", NOON, List.of(BAD));

        assertThat(matters.lately(1, "b", NOON).messages()).isZero();
        assertThat(matters.lately(2, "a", NOON).messages()).isZero();
    }

    @Test
    void countsEachChangeAndKnowsAsWhatItWasShownLast() {
        matters.shown(1, "a", NOON, List.of(BAD));
        matters.shown(1, "a", NOON.plusSeconds(1), List.of(GOOD, GOOD, BAD));

        Lately lately = lately("a", Duration.ofSeconds(2));

        assertThat(lately.changes()).isEqualTo(2);
        assertThat(lately.last()).contains(BAD);
        assertThat(lately.changesWith(List.of(GOOD, BAD, BAD))).isEqualTo(4);
    }

    @Test
    void theFirstIsNoChange() {
        assertThat(lately("a", Duration.ZERO).changesWith(List.of(GOOD, BAD))).isEqualTo(1);
    }

    /** A failover may bring an older time. */
    @Test
    void aClockThatIsSetBackByAnHourDoesNotCountForAnHour() {
        matters.shown(1, "a", NOON, List.of(BAD));

        assertThat(lately("a", Duration.ofHours(-1)).messages()).isZero();
    }

    @Test
    void forgetsWhatWasNotAskedForTheLongest() {
        List.of("a", "b", "c").forEach(matter -> matters.shown(1, matter, NOON, List.of(BAD)));
        lately("a", Duration.ZERO);

        matters.shown(1, "d", NOON, List.of(BAD));

        assertThat(matters.size()).isEqualTo(3);
        assertThat(lately("b", Duration.ZERO).messages()).isZero();
        assertThat(lately("a", Duration.ZERO).messages()).isEqualTo(1);
    }

    @Test
    void holdsNoMoreMessagesThanItMay() {
        Matters few = new Matters(100, 2_500);
        IntStream.range(0, 10)
                .forEach(matter -> few.shown(1, "matter " + matter, NOON, Collections.nCopies(3_000, BAD)));

        assertThat(few.lately(1, "matter 9", NOON).messages()).isEqualTo(Matters.MOST_COUNTED);
        assertThat(few.size()).isEqualTo(2);
    }

    private Lately lately(String matter, Duration later) {
        return matters.lately(1, matter, NOON.plus(later));
    }
}
