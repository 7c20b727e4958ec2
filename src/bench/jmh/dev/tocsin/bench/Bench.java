package dev.tocsin.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import dev.tocsin.notice.Samples;

/**
 * Measures every sample and prints a summary. All samples run in one JVM, which so meets as many kinds of messages as it
 * does at work. Marks: the median over all samples below 50 µs, none above 1 ms.
 */
public final class Bench {

    private static final double MEDIAN_MARK = 50;
    private static final double LONGEST_MARK = 1_000;
    private static final int SLOWEST = 10;
    private static final int WARM_UP_MILLIS = 15_000;

    /** One benchmark of one sample: microseconds, and bytes allocated by one call. */
    private record Figure(String sample, double p50, double mean, double p99, double bytes) {

        static Figure of(RunResult result) {
            Result<?> time = result.getPrimaryResult();
            Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
            return new Figure(result.getParams().getParam("sample"), time.getStatistics().getPercentile(50), time.getScore(),
                    time.getStatistics().getPercentile(99), allocated == null ? Double.NaN : allocated.getScore());
        }
    }

    private Bench() {
    }

    /** @param arguments samples whose name contains one of these; all, if there are none */
    public static void main(String[] arguments) throws RunnerException {
        String[] samples = Samples.names().stream()
                .filter(name -> arguments.length == 0 || List.of(arguments).stream().anyMatch(name::contains))
                .toArray(String[]::new);
        // The first round is for the compiler alone, which needs some seconds however few the samples are.
        run(samples, 1, Math.max(40, WARM_UP_MILLIS / (2 * samples.length)));
        Collection<RunResult> results = run(samples, Integer.getInteger("bench.warmup", 60),
                Integer.getInteger("bench.millis", 150));
        summarise("interpret", results, System.out);
        summarise("interpretAndRender", results, System.out);
    }

    private static Collection<RunResult> run(String[] samples, int warmup, int millis) throws RunnerException {
        return new Runner(new OptionsBuilder().include(MessageBenchmark.class.getName()).param("sample", samples).forks(0)
                .warmupIterations(1).warmupTime(TimeValue.milliseconds(warmup))
                .measurementIterations(1).measurementTime(TimeValue.milliseconds(millis))
                .addProfiler(GCProfiler.class).shouldFailOnError(true).verbosity(VerboseMode.SILENT).build()).run();
    }

    private static void summarise(String benchmark, Collection<RunResult> results, PrintStream out) {
        List<Figure> figures = new ArrayList<>(results.stream()
                .filter(result -> result.getParams().getBenchmark().endsWith("." + benchmark)).map(Figure::of)
                .sorted(Comparator.comparingDouble(Figure::p50).reversed()).toList());
        double median = median(figures, Figure::p50);
        double longest = figures.get(0).p50();
        out.printf(Locale.ROOT, "%n%s, %d samples: median %.1f µs (mean %.1f µs), %.1f KB allocated; slowest %.1f µs%n",
                benchmark,
                figures.size(), median, median(figures, Figure::mean), median(figures, Figure::bytes) / 1024, longest);
        out.printf(Locale.ROOT, "  %9s %9s %9s %9s  %s%n", "p50 µs", "mean µs", "p99 µs", "KB", "slowest");
        figures.stream().limit(SLOWEST)
                .forEach(figure -> out.printf(Locale.ROOT, "  %9.1f %9.1f %9.1f %9.1f  %s%n", figure.p50(),
                        figure.mean(), figure.p99(), figure.bytes() / 1024, figure.sample()));
        if (median > MEDIAN_MARK || longest > LONGEST_MARK) {
            out.printf(Locale.ROOT, "  Above the marks: the median is to be below %.0f µs, and none above %.0f µs.%n",
                    MEDIAN_MARK,
                    LONGEST_MARK);
        }
    }

    private static double median(List<Figure> figures, ToDoubleFunction<Figure> value) {
        double[] sorted = figures.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
