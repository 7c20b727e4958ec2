package dev.tocsin.chart;

import java.time.Instant;
import java.util.Optional;

import dev.tocsin.notice.Measurement;

/**
 * What a chart is wanted of.
 *
 * @param region of the alarm, in which its metrics are
 * @param account the alarm's account, by its 12-digit id; empty if nobody said
 * @param role the ARN of the role that the configuration names, if it names one
 * @param stateAt when the state began under which the chart is to stand
 */
public record ChartRequest(Measurement measurement, String region, Optional<String> account, Optional<String> role,
        Instant stateAt) {
}
