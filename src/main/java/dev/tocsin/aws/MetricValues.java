package dev.tocsin.aws;

import java.time.Instant;
import java.util.List;

/**
 * Values that CloudWatch answered. An expression may answer several series, all under its id.
 *
 * @param times of the periods' beginnings, in the order of the answer
 * @param values one for each time
 * @param status {@code Complete} or {@code PartialData}; {@code Forbidden} or {@code InternalError} if there are none
 */
public record MetricValues(String id, String label, List<Instant> times, List<Double> values, String status) {
}
