package dev.tocsin.notice.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.node.TextNode;

import dev.tocsin.notice.Json;
import dev.tocsin.notice.Measurement.Point;

class AlarmPointsTest {

    @Test
    void readsOnePointOfAReasonWithDayMonthAndYear() {
        assertThat(ofReason("Threshold Crossed: 1 datapoint [1.0 (25/02/22 00:00:00)] was greater than the threshold (0.0)."))
                .isEqualTo(points("2022-02-25T00:00:00Z 1.0"));
    }

    @Test
    void readsSeveralTheOldestFirst() {
        assertThat(ofReason("Threshold Crossed: 30 out of the last 30 datapoints were greater than the threshold (20.0). "
                + "The most recent datapoints which crossed the threshold: [60.0 (06/12/24 05:34:00), "
                + "59.0 (06/12/24 05:33:00), -0.5 (06/12/24 05:32:00)] (minimum 30 datapoints for OK -> ALARM transition)."))
                .isEqualTo(points("2024-12-06T05:32:00Z -0.5", "2024-12-06T05:33:00Z 59.0", "2024-12-06T05:34:00Z 60.0"));
    }

    @Test
    void readsScientificNotation() {
        assertThat(ofReason("[1.2345E7 (01/01/26 00:01:00), 4.9E-324 (01/01/26 00:00:00), 1.0E+2 (01/01/26 00:02:00)]"))
                .extracting(Point::value).containsExactly(4.9E-324, 1.2345E7, 100.0);
    }

    @Test
    void leavesThresholdsOfABandAlone() {
        assertThat(ofReason("Thresholds Crossed: 1 out of the last 1 datapoints [0.0 (03/10/19 15:58:00)] was less than the "
                + "lower thresholds [0.020599444741798756] or greater than the upper thresholds [0.3006915352732461]."))
                .isEqualTo(points("2019-10-03T15:58:00Z 0.0"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "Insufficient Data: 1 datapoint was unknown.", "[1.0 (31/02/26 00:00:00)]",
            "[1.0 (01/13/26 00:00:00)]", "[1.0 (01/01/26 24:61:00)]", "[1.0E999 (01/01/26 00:00:00)]",
            "[NaN (01/01/26 00:00:00)]",
            "[ (01/01/26 00:00:00)]", "[1.0 (27/01 10:12:00)]",
            "arn:aws:cloudwatch:eu-west-1:210987654321:alarm:a transitioned to ALARM at Monday 02 March, 2026 09:15:31 UTC" })
    void findsNothingWhereNoPointIs(String reason) {
        assertThat(ofReason(reason)).isEmpty();
    }

    @Test
    void takesTimesFromEvaluatedDatapoints() {
        assertThat(ofData("""
                {"evaluatedDatapoints": [{"timestamp": "2026-09-05T20:05:00.000+0000", "sampleCount": 1.0, "value": 2.5},
                 {"timestamp": "2026-09-05T20:04:00.000+0000"}, {"timestamp": "2026-09-05T20:03:00.000+0000", "value": 1.5,
                  "threshold": 1.0}, {"value": 7}, 1, null]}"""))
                .isEqualTo(points("2026-09-05T20:03:00Z 1.5", "2026-09-05T20:05:00Z 2.5"));
    }

    @Test
    void countsRecentDatapointsFromTheirStart() {
        assertThat(ofData("""
                {"startDate": "2023-01-09T14:01:00.000+0000", "period": 60, "recentDatapoints": [1.0, null, 0.0],
                 "evaluatedDatapoints": [{"timestamp": "2023-01-09T14:03:00.000+0000", "value": 0.0}]}"""))
                .isEqualTo(points("2023-01-09T14:01:00Z 1.0", "2023-01-09T14:03:00Z 0.0"));
    }

    @Test
    void doesNotBelieveRecentDatapointsThatHaveGaps() {
        assertThat(ofData("""
                {"startDate": "2023-01-09T14:01:00.000+0000", "period": 60, "recentDatapoints": [1.0, 2.0, 3.0],
                 "evaluatedDatapoints": [{"timestamp": "2023-01-09T14:09:00.000+0000", "value": 3.0}]}"""))
                .isEqualTo(points("2023-01-09T14:09:00Z 3.0"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "[]", "{\"recentDatapoints\": [1, 2]}",
            "{\"startDate\": \"2023-01-09T14:01:00Z\", \"period\": -60, \"recentDatapoints\": [1, 2]}",
            "{\"startDate\": \"2023-01-09T14:01:00Z\", \"period\": 1E+999999999, \"recentDatapoints\": [1, 2]}",
            "{\"startDate\": \"soon\", \"period\": 60, \"recentDatapoints\": [1, 2]}",
            "{\"startDate\": \"2023-01-09T14:01:00Z\", \"period\": 60, \"recentDatapoints\": [\"1\", {}, 1E+999999999]}",
            "{\"evaluatedDatapoints\": {\"timestamp\": 1}}" })
    void findsNothingInOtherData(String data) {
        assertThat(ofData(data)).isEmpty();
    }

    /** A week of minutes in one message: the newest are kept, and it takes no time. */
    @Test
    void keepsTheNewestOfVeryMany() {
        String data = IntStream.range(0, 10_080).mapToObj(Integer::toString).collect(Collectors.joining(",",
                "{\"startDate\": \"2026-03-02T00:00:00Z\", \"period\": 60, \"recentDatapoints\": [", "]}"));
        String reason = "9".repeat(100_000) + " (01/01/26 00:00:00)";

        Assertions.assertTimeout(Duration.ofSeconds(5), () -> {
            assertThat(ofData(data)).hasSize(100).last().extracting(Point::value).isEqualTo(10_079.0);
            assertThat(ofReason(reason)).isEmpty();
        });
    }

    private static List<Point> ofReason(String reason) {
        return AlarmPoints.in(reason, new Json(null));
    }

    private static List<Point> ofData(String data) {
        return AlarmPoints.in("", new Json(TextNode.valueOf(data)).opened());
    }

    private static List<Point> points(String... points) {
        return Arrays.stream(points).map(point -> point.split(" "))
                .map(point -> new Point(Instant.parse(point[0]), Double.parseDouble(point[1]))).toList();
    }
}
