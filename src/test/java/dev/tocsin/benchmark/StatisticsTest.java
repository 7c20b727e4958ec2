package dev.tocsin.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class StatisticsTest {

    @Test
    void theMedianIsInTheMiddleOrTheMeanOfTwo() {
        assertThat(Statistics.median(9, 1, 5)).isEqualTo(5);
        assertThat(Statistics.median(9, 1, 5, 6)).isEqualTo(5.5);
        assertThat(Statistics.median(7)).isEqualTo(7);
        assertThat(Statistics.median()).isNaN();
    }

    @Test
    void aPercentileIsTheNearestRank() {
        double[] thousand = IntStream.rangeClosed(1, 1_000).mapToDouble(i -> 1_001 - i).toArray();

        assertThat(Statistics.percentile(thousand, 50)).isEqualTo(500);
        assertThat(Statistics.percentile(thousand, 99)).isEqualTo(990);
        assertThat(Statistics.percentile(thousand, 99.9)).isEqualTo(999);
        assertThat(Statistics.percentile(thousand, 100)).isEqualTo(1_000);
        assertThat(Statistics.percentile(new double[] { 3, 8 }, 1)).isEqualTo(3);
        assertThat(Statistics.percentile(new double[] { 3, 8 }, 99)).isEqualTo(8);
        assertThat(Statistics.percentile(new double[0], 99)).isNaN();
        assertThatThrownBy(() -> Statistics.percentile(thousand, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theRatioIsOfRoundsThatBelongTogether() {
        // Both twice as slow in the second round: the ratio is the same, though that of any two others is not.
        assertThat(Statistics.ratio(new double[] { 10, 5, 20 }, new double[] { 20, 10, 40 })).isEqualTo(0.5);
        assertThat(Statistics.ratio(new double[] { 10, 5 }, new double[] { 0, 10 })).isEqualTo(0.5);
        assertThat(Statistics.ratio(new double[] { 10 }, new double[0])).isNaN();
    }

    @Test
    void figuresStandStillWhenTheLastThreeAreClose() {
        assertThat(Statistics.standStill(List.of(100.0, 100.0), 0.05)).isFalse();
        assertThat(Statistics.standStill(List.of(100.0, 200.0, 300.0), 0.05)).isFalse();
        assertThat(Statistics.standStill(List.of(10.0, 100.0, 104.0, 98.0), 0.05)).isTrue();
        assertThat(Statistics.standStill(List.of(100.0, 104.0, 90.0), 0.05)).isFalse();
    }
}
