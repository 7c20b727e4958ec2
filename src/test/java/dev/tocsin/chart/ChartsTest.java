package dev.tocsin.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.tocsin.aws.ReadingApis;
import dev.tocsin.aws.TinyAws;
import dev.tocsin.notice.Measurement;
import io.smallrye.mutiny.Uni;

/** What becomes of the wish for a chart; CloudWatch is a small server that speaks its protocol to the SDK's client. */
class ChartsTest {

    private static final Instant NOW = Instant.parse("2026-11-28T07:00:00Z");
    private static final Optional<String> ROLE = Optional.of("arn:aws:iam::222222222222:role/charts");

    private final TinyAws aws = new TinyAws();
    private final ReadingApis apis = ReadingApis.at(aws.url());
    private final Charts charts = new Charts(apis.cloudWatch(), () -> Duration.ofSeconds(20),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterEach
    void stop() {
        apis.close();
        aws.close();
    }

    @Test
    void numbersAreLines() {
        long at = NOW.minusSeconds(120).getEpochSecond();
        aws.answers("GetMetricData", 200, """
                {"MetricDataResults":[{"Id":"m1","Label":"CPU","Timestamps":[%d],"Values":[97.5],"StatusCode":"Complete"}]}"""
                .formatted(at));

        Drawn drawn = answer(charts.numbers(request("222222222222")));

        assertThat(drawn).isInstanceOfSatisfying(Drawn.Numbers.class, numbers -> {
            assertThat(numbers.lines().series().get(0).values()).contains(97.5);
            assertThat(numbers.lines().series().get(1).name()).isEqualTo("Threshold");
        });
        assertThat(answer(charts.numbers(request("222222222222")))).isEqualTo(drawn);
        assertThat(aws.asked("GetMetricData")).as("several configurations hear the alarm").hasSize(1);
        assertThat(aws.asked("GetMetricData").get(0).authorization()).contains("Credential=ASIA222222222222/");
    }

    @Test
    void anotherAccountsAlarmIsAskedForAsSuch() {
        answer(charts.numbers(request("333333333333")));

        assertThat(aws.asked("GetMetricData").get(0).json().at("/MetricDataQueries/0/AccountId").asText())
                .isEqualTo("333333333333");
    }

    @Test
    void aPictureIsPng() {
        byte[] png = { (byte) 0x89, 'P', 'N', 'G', 1, 2, 3 };
        aws.answers("GetMetricWidgetImage", 200,
                "{\"MetricWidgetImage\":\"" + Base64.getEncoder().encodeToString(png) + "\"}");

        assertThat(answer(charts.picture(request("222222222222")))).isEqualTo(new Drawn.Png(png, "CPUUtilization, Maximum",
                "Chart of CPUUtilization, Maximum from Nov 28 04:00 to Nov 28 07:00 UTC"));
        assertThat(aws.asked("GetMetricWidgetImage").get(0).json().path("MetricWidget").asText())
                .contains("\"width\":800,\"height\":300");
    }

    @Test
    void whatIsNoPictureIsNone() {
        aws.answers("GetMetricWidgetImage", 200, "{\"MetricWidgetImage\":\"AAAA\"}");
        assertThat(answer(charts.picture(request("222222222222")))).isEqualTo(
                new Drawn.None("CloudWatch answered with no picture, or with one of more than a megabyte", false));

        aws.answers("GetMetricWidgetImage", 200, "{\"MetricWidgetImage\":\"" + Base64.getEncoder()
                .encodeToString(java.util.Arrays.copyOf(new byte[] { (byte) 0x89, 'P', 'N', 'G' }, 1024 * 1024 + 1)) + "\"}");
        assertThat(answer(charts.picture(request("222222222222")))).isInstanceOf(Drawn.None.class);
    }

    @Test
    void aMetricWithoutValuesIsSaidToHaveNone() {
        aws.answers("GetMetricData", 200, """
                {"MetricDataResults":[{"Id":"m1","Label":"CPU","Timestamps":[],"Values":[],"StatusCode":"Complete"}]}""");

        assertThat(answer(charts.numbers(request("222222222222")))).isEqualTo(new Drawn.None("the metric has no values in "
                + "eu-central-1 from Nov 28 04:00 to Nov 28 07:00 UTC, as the role " + ROLE.get() + " sees it", false));
    }

    @Test
    void whoMayNotIsToldWhatIsMissing() {
        aws.refuses("GetMetricData", "AccessDenied", "User: x is not authorized");
        aws.refuses("GetMetricWidgetImage", "AccessDenied", "User: x is not authorized");

        assertThat(answer(charts.numbers(request("222222222222")))).isEqualTo(new Drawn.None("CloudWatch does not let the role "
                + ROLE.get() + " do cloudwatch:GetMetricData: AWS does not allow it, AccessDenied: User: x is not authorized",
                false));
        assertThat(answer(charts.picture(request("222222222222")))).isInstanceOfSatisfying(Drawn.None.class,
                none -> assertThat(none.reason()).contains("do cloudwatch:GetMetricWidgetImage"));
    }

    @Test
    void nobodyWhoMayReadIsAReasonToo() {
        aws.refuses("AssumeRole", "AccessDenied", "not authorized to perform: sts:AssumeRole");

        assertThat(answer(charts.numbers(request("222222222222")))).isInstanceOfSatisfying(Drawn.None.class,
                none -> assertThat(none.reason()).contains("cannot be assumed", "Tocsin itself is not of the account"));
        assertThat(aws.asked("GetMetricData")).isEmpty();
    }

    @Test
    void aThrottledPlaceIsLeftAloneForAWhile() {
        aws.refuses("GetMetricData", "Throttling", "Rate exceeded");

        assertThat(answer(charts.numbers(request("222222222222")))).isEqualTo(
                new Drawn.None("AWS is asked too often, Throttling: Rate exceeded", true));
        assertThat(answer(charts.numbers(request("222222222222")))).isEqualTo(
                new Drawn.None("too many charts were wanted at once of eu-central-1", true));
        assertThat(aws.asked("GetMetricData")).hasSize(1);
    }

    @Test
    void inAStormFewAreAskedForAndTheOthersAreTurnedAwayAtOnce() {
        aws.answers("GetMetricData", 200, "{\"MetricDataResults\":[]}");
        List<Uni<Drawn>> wishes = java.util.stream.IntStream.range(0, 10_000).mapToObj(i -> charts.numbers(new ChartRequest(
                Measured.cpu(Duration.ofMinutes(1), 3), "eu-central-1", Optional.of("222222222222"), ROLE,
                NOW.minusSeconds(i)))).toList();

        List<Drawn> drawn = Uni.join().all(wishes).andCollectFailures().await().atMost(Duration.ofSeconds(60));

        assertThat(drawn).filteredOn(one -> ((Drawn.None) one).reason().startsWith("too many charts"))
                .hasSizeGreaterThan(9_900);
        assertThat(aws.asked("GetMetricData")).hasSizeBetween(1, 100);
    }

    @Test
    void whatTakesTooLongIsGivenUp() {
        Charts impatient = new Charts(apis.cloudWatch(), () -> Duration.ofMillis(1), Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(answer(impatient.numbers(request("222222222222")))).isEqualTo(
                new Drawn.None("CloudWatch did not answer within 1 ms (tocsin.charts.timeout)", true));
    }

    @Test
    void whatCannotBeAskedForIsSaidWithoutAsking() {
        Measurement composite = new Measurement(List.of(), Measurement.Breach.ABOVE, Optional.empty(), Optional.empty(),
                Duration.ofMinutes(1), 1, List.of());
        assertThat(answer(charts.numbers(new ChartRequest(composite, "eu-central-1", Optional.empty(), ROLE, NOW))))
                .isEqualTo(new Drawn.None("the message names no metric", false));
        assertThat(answer(charts.numbers(new ChartRequest(Measured.cpu(Duration.ofMinutes(1), 3), "eu-central-1",
                Optional.empty(), ROLE, NOW.minus(Duration.ofDays(500))))))
                .isEqualTo(new Drawn.None("CloudWatch keeps no metrics of that time any more", false));
        assertThat(answer(charts.picture(new ChartRequest(Measured.math(30), "eu-central-1", Optional.empty(), ROLE, NOW))))
                .isInstanceOf(Drawn.None.class);
        assertThat(answer(charts.numbers(new ChartRequest(Measured.cpu(Duration.ofMinutes(1), 3), "nowhere",
                Optional.empty(), ROLE, NOW)))).isEqualTo(new Drawn.None("there is no AWS Region nowhere", false));
        assertThat(aws.asked("GetMetricData")).isEmpty();
    }

    private static ChartRequest request(String account) {
        return new ChartRequest(Measured.cpu(Duration.ofMinutes(1), 3), "eu-central-1", Optional.of(account), ROLE, NOW);
    }

    private static Drawn answer(Uni<Drawn> drawn) {
        return drawn.await().atMost(Duration.ofSeconds(30));
    }
}
