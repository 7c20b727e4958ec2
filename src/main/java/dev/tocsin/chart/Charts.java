package dev.tocsin.chart;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.aws.AwsFault;
import dev.tocsin.aws.AwsPlace;
import dev.tocsin.aws.AwsReader;
import dev.tocsin.aws.CloudWatchApi;
import dev.tocsin.aws.MetricQuery;
import dev.tocsin.aws.MetricValues;
import dev.tocsin.chat.Chart;
import dev.tocsin.flight.SharedAnswers;
import dev.tocsin.notice.Cut;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;

/**
 * Asks CloudWatch for what is drawn under an alarm: first for numbers, and for the picture only where a chat does not take
 * those.
 * It never fails, ends in time, and rather draws nothing than keep many waiting.
 */
@ApplicationScoped
public class Charts {

    /** CloudWatch takes 50 of these a second of each account and Region, and 20 of pictures; others need some too. */
    private static final int NUMBERS_A_SECOND = 10;
    private static final int PICTURES_A_SECOND = 4;
    private static final int MOST_UNDER_WAY = 64;
    private static final int MOST_REMEMBERED = 500;
    /** An alarm that several configurations hear has one chart. */
    private static final Duration REMEMBERED = Duration.ofSeconds(30);
    private static final int LARGEST_PICTURE = 1024 * 1024;
    private static final int LONGEST_REASON = 500;
    private static final byte[] PNG = { (byte) 0x89, 'P', 'N', 'G' };
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MMM d HH:mm", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final CloudWatchApi cloudWatch;
    private final Duration timeout;
    private final Clock clock;
    private final AskingPace numbersPace = new AskingPace(NUMBERS_A_SECOND, System::nanoTime);
    private final AskingPace picturesPace = new AskingPace(PICTURES_A_SECOND, System::nanoTime);
    private final AtomicInteger underWay = new AtomicInteger();
    private final SharedAnswers<ChartRequest, Drawn> numbers = new SharedAnswers<>(REMEMBERED, MOST_REMEMBERED,
            System::nanoTime);
    private final SharedAnswers<ChartRequest, Drawn> pictures = new SharedAnswers<>(Duration.ZERO, 1, System::nanoTime);

    Charts(CloudWatchApi cloudWatch, ChartsConfig config, Clock clock) {
        this.cloudWatch = cloudWatch;
        this.timeout = config.timeout();
        this.clock = clock;
    }

    /** {@link Drawn.Numbers} or {@link Drawn.None}. */
    public Uni<Drawn> numbers(ChartRequest request) {
        return numbers.ask(request, () -> draw(request, numbersPace, plan -> cloudWatch
                .metricData(plan.reader(), request.region(), plan.queries(), plan.window().from(), plan.window().to())
                .map(series -> lines(request, plan, series)), "cloudwatch:GetMetricData"))
                .onFailure(Nothing.class).recoverWithItem(Charts::none);
    }

    /** {@link Drawn.Png} or {@link Drawn.None}. */
    public Uni<Drawn> picture(ChartRequest request) {
        return pictures.ask(request, () -> draw(request, picturesPace, plan -> ChartWidget
                .of(request.measurement(), plan.queries(), plan.window(), request.stateAt())
                .map(widget -> cloudWatch.widgetImage(plan.reader(), request.region(), widget).map(png -> png(plan, png)))
                .orElseGet(() -> failed("the chart's description is longer than CloudWatch takes", false)),
                "cloudwatch:GetMetricWidgetImage")).onFailure(Nothing.class).recoverWithItem(Charts::none);
    }

    /** What is asked, of which time, and by whom. */
    private record Plan(List<MetricQuery> queries, ChartWindow window, AwsReader reader) {
    }

    /** Why there is none. It is a failure until the end, because what may pass is not to be remembered. */
    private static final class Nothing extends RuntimeException {

        private final boolean mayPass;

        Nothing(String reason, boolean mayPass) {
            super(reason, null, false, false);
            this.mayPass = mayPass;
        }
    }

    private static Drawn none(Throwable failure) {
        return new Drawn.None(Cut.end(failure.getMessage(), LONGEST_REASON), ((Nothing) failure).mayPass);
    }

    private Uni<Drawn> draw(ChartRequest request, AskingPace pace, Function<Plan, Uni<Drawn>> ask, String action) {
        return Uni.createFrom().deferred(() -> {
            Optional<ChartWindow> window = ChartWindow.of(request.measurement(), request.stateAt(), clock.instant());
            if (request.measurement().queries().isEmpty()) {
                return failed("the message names no metric", false);
            }
            if (window.isEmpty()) {
                return failed("CloudWatch keeps no metrics of that time any more", false);
            }
            if (underWay.incrementAndGet() > MOST_UNDER_WAY) {
                underWay.decrementAndGet();
                return failed("too many charts were wanted at once", true);
            }
            return turn(request, pace).chain(nothing -> plan(request, window.get()))
                    .chain(plan -> ask.apply(plan).onFailure(AwsFault.class)
                            .transform(fault -> refused(fault, plan.reader(), action)))
                    .ifNoItem().after(timeout).fail()
                    .onFailure(AwsFault.class).invoke(fault -> restIfThrottled(fault, request, pace))
                    .onFailure().transform(this::nothing)
                    .onTermination().invoke(underWay::decrementAndGet);
        });
    }

    private Uni<Void> turn(ChartRequest request, AskingPace pace) {
        Optional<Duration> wait = pace.turn(place(request));
        if (wait.isEmpty()) {
            return failed("too many charts were wanted at once of " + request.region(), true);
        }
        Uni<Void> now = Uni.createFrom().voidItem();
        return wait.get().isZero() ? now : now.onItem().delayIt().by(wait.get());
    }

    private static String place(ChartRequest request) {
        return request.account().orElse("") + "/" + request.region();
    }

    private Uni<Plan> plan(ChartRequest request, ChartWindow window) {
        return cloudWatch.reader(new AwsPlace(request.region(), request.account(), request.role())).chain(reader -> {
            List<MetricQuery> queries = ChartQueries.of(request.measurement(), window, reader.account(), request.account());
            return queries.isEmpty()
                    ? failed("the alarm is made of more, or of other, queries than CloudWatch takes", false)
                    : Uni.createFrom().item(new Plan(queries, window, reader));
        });
    }

    private static Drawn lines(ChartRequest request, Plan plan, List<MetricValues> series) {
        Optional<Chart.Lines> lines = LineChart.of(request.measurement(), plan.queries(), plan.window(), series);
        if (lines.isPresent()) {
            return new Drawn.Numbers(lines.get());
        }
        String compared = plan.queries().get(0).id();
        if (series.stream().anyMatch(one -> one.id().equals(compared) && one.status().equals("Forbidden"))) {
            throw new Nothing("CloudWatch does not let " + plan.reader().name() + " see the metric of another account", false);
        }
        if (series.stream().anyMatch(one -> one.id().equals(compared) && one.status().equals("InternalError"))) {
            throw new Nothing("CloudWatch had a fault of its own", true);
        }
        throw new Nothing("the metric has no values in " + request.region() + " from " + TIME.format(plan.window().from())
                + " to " + TIME.format(plan.window().to()) + " UTC, as " + plan.reader().name() + " sees it", false);
    }

    private static Drawn png(Plan plan, byte[] png) {
        if (png.length > LARGEST_PICTURE || png.length < PNG.length
                || !Arrays.equals(png, 0, PNG.length, PNG, 0, PNG.length)) {
            throw new Nothing("CloudWatch answered with no picture, or with one of more than a megabyte", false);
        }
        String title = LineChart.title(plan.queries());
        return new Drawn.Png(png, title, "Chart of " + title + " from " + TIME.format(plan.window().from()) + " to "
                + TIME.format(plan.window().to()) + " UTC");
    }

    private static Throwable refused(AwsFault fault, AwsReader reader, String action) {
        return fault.kind() == AwsFault.Kind.DENIED
                ? new Nothing("CloudWatch does not let " + reader.name() + " do " + action + ": " + fault.getMessage(), false)
                : fault;
    }

    private static void restIfThrottled(AwsFault fault, ChartRequest request, AskingPace pace) {
        if (fault.kind() == AwsFault.Kind.THROTTLED) {
            pace.rest(place(request));
        }
    }

    private Nothing nothing(Throwable failure) {
        if (failure instanceof Nothing known) {
            return known;
        }
        if (failure instanceof TimeoutException) {
            return new Nothing("CloudWatch did not answer within " + timeout.toMillis() + " ms (tocsin.charts.timeout)", true);
        }
        if (failure instanceof AwsFault fault) {
            return new Nothing(fault.getMessage(), switch (fault.kind()) {
                case THROTTLED, UNREACHABLE -> true;
                case DENIED, NOT_FOUND, CREDENTIALS, REFUSED -> false;
            });
        }
        Log.errorf(failure, "A chart could not be made");
        return new Nothing("Tocsin has a fault (" + failure.getClass().getSimpleName() + ")", false);
    }

    private static <T> Uni<T> failed(String reason, boolean mayPass) {
        return Uni.createFrom().failure(new Nothing(reason, mayPass));
    }
}
