package dev.tocsin.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class AskingPaceTest {

    private final AtomicLong now = new AtomicLong(-5);
    private final AskingPace pace = new AskingPace(10, now::get);

    @Test
    void whoComesInAStormWaitsALittleOrIsTurnedAway() {
        assertThat(pace.turn("a")).contains(Duration.ZERO);
        assertThat(pace.turn("a")).contains(Duration.ofMillis(100));
        assertThat(pace.turn("b")).as("another account or Region").contains(Duration.ZERO);

        long admitted = IntStream.range(0, 10_000).filter(i -> pace.turn("a").isPresent()).count();
        assertThat(admitted).as("of two seconds").isEqualTo(19);

        now.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(pace.turn("a")).contains(Duration.ZERO);
    }

    @Test
    void whereCloudWatchIsAskedTooOftenNobodyAsksForAWhile() {
        pace.rest("a");
        assertThat(pace.turn("a")).isEmpty();
        assertThat(pace.turn("b")).isPresent();

        now.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(pace.turn("a")).contains(Duration.ZERO);
    }

    @Test
    void placesAreForgottenWhenTheyAreFreeAndBoundedUntilThen() {
        long admitted = IntStream.range(0, 5_000).filter(i -> pace.turn("place " + i).isPresent()).count();
        assertThat(admitted).isEqualTo(1_000);

        now.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(pace.turn("one more")).isPresent();
    }
}
