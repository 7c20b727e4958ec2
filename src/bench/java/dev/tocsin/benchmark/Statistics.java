package dev.tocsin.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What becomes of many measured values. */
final class Statistics {

    private Statistics() {
    }

    /** Of an even number, the mean of the two in the middle; NaN of none. */
    static double median(double... values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /**
     * The smallest value that so many percent of the values do not exceed (nearest rank); NaN of none.
     *
     * @param percent above 0 and 100 at most
     */
    static double percentile(double[] values, double percent) {
        if (percent <= 0 || percent > 100) {
            throw new IllegalArgumentException("no percentile: " + percent);
        }
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        // A hair less, or 99.9 percent of 1,000 would be the 1,000th for want of an exact 0.999.
        int rank = (int) Math.ceil(percent * sorted.length / 100 - 1e-9);
        return sorted[Math.max(1, rank) - 1];
    }

    /** The median of what round by round each value is of the limit beside it; NaN if there is none to compare. */
    static double ratio(double[] values, double[] limits) {
        return median(IntStream.range(0, Math.min(values.length, limits.length)).filter(i -> limits[i] != 0)
                .mapToDouble(i -> values[i] / limits[i]).toArray());
    }

    /** Whether the last three lie within so much of their median, and so a further round would say the same. */
    static boolean standStill(List<Double> values, double within) {
        if (values.size() < 3) {
            return false;
        }
        double[] last = values.subList(values.size() - 3, values.size()).stream().mapToDouble(value -> value).toArray();
        double median = median(last);
        return Arrays.stream(last).allMatch(value -> Math.abs(value - median) <= within * median);
    }
}
