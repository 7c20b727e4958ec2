package dev.tocsin.chat.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tocsin.chat.Chart;
import dev.tocsin.chat.Chart.Series;
import dev.tocsin.chat.Form;
import dev.tocsin.chat.Golden;
import dev.tocsin.chat.Life;
import dev.tocsin.chat.Life.Action;
import dev.tocsin.chat.Life.Button;
import dev.tocsin.chat.Life.InThread;
import dev.tocsin.chat.Life.Offer;
import dev.tocsin.chat.NastyNotices;
import dev.tocsin.chat.Posting;
import dev.tocsin.chat.SampleNotices;
import dev.tocsin.notice.Fact;
import dev.tocsin.notice.Link;
import dev.tocsin.notice.Measurement;
import dev.tocsin.notice.Measurement.Breach;
import dev.tocsin.notice.Measurement.Point;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;

/** What a message in Slack shows beside its notice. */
class SlackLifeTest {

    private static final Instant MOMENT = Instant.parse("2026-03-14T15:09:26Z");
    private static final UUID POSTING = UUID.fromString("0f0e0d0c-0b0a-4908-8706-050403020100");
    private static final Chart.Lines LINES = new Chart.Lines("CPUUtilization", List.of("06:40", "06:45", "06:50"),
            List.of(new Series("CPUUtilization", List.of(71.2, 85.0, 97.0)),
                    new Series("Threshold", List.of(80.0, 80.0, 80.0))),
            "Percent");
    private static final Life ALL = new Life(Optional.empty(), List.of(Fact.of("In ALARM for 12 minutes, since", MOMENT),
            Fact.of("Acknowledged by", "ada <!channel>"),
            Fact.of("The time before:", new Link("OK after 3 min", "https://slack.com/archives/C1/p1"))),
            List.of(new Button(Action.ACKNOWLEDGE, POSTING), new Button(Action.RESOLVE, POSTING)), Optional.of(LINES));

    @Test
    void isLaidOutAsExpected() {
        Golden.assertMatches("slack/live", render(alarm(), ALL));
        Golden.assertMatches("slack/live-picture",
                render(alarm(), ALL.with(Optional.of(new Chart.Picture("F0123ABCD", "CPUUtilization <above> 80")))));
        Golden.assertMatches("slack/live-reply", render(alarm(), ALL.in(new InThread("1772442931.000200", true, false))));
        Golden.assertMatches("slack/live-webhook", SlackWebhookChat.message(posting(alarm(), ALL)));
        Golden.assertMatches("slack/live-plain", SlackRenderer.render(posting(alarm(), ALL).in(Form.PLAIN)));
    }

    @Test
    void drawsAChartAboveTheColouredAttachmentAndSaysTheTitleInNotificationsOnly() {
        JsonNode message = render(alarm(), ALL);

        assertThat(message.path("blocks")).singleElement().satisfies(SlackLifeTest::assertDrawable);
        assertThat(message.path("text").asText()).isEqualTo(message.path("attachments").path(0).path("fallback").asText())
                .isNotBlank();
        assertThat(message.path("attachments").path(0).toString()).doesNotContain("\u2581");
    }

    @Test
    void hasNeitherTextNorBlocksOfItsOwnWhereNothingIsDrawn() {
        for (Chart chart : List.of(new Chart.Picture("F0123ABCD", "x"), new Chart.Sparkline("\u2581\u2588"),
                new Chart.Lines("x", List.of("a"), List.of(new Series("x", List.of(1.0))), ""))) {
            JsonNode message = render(alarm(), ALL.with(Optional.of(chart)));

            assertThat(message.has("text") || message.has("blocks")).isFalse();
        }
    }

    @Test
    void showsTheValuesOfTheMessageUntilThereIsAChart() {
        assertThat(render(alarm(), Life.NONE).toString()).contains("▁▅█ from 71.2 to 97, last 97, threshold 80");
        assertThat(render(alarm(), ALL.with(Optional.of(new Chart.Sparkline("▁▂▃ from 1 to 3")))).toString())
                .contains("▁▂▃ from 1 to 3").doesNotContain("▁▅█");
        assertThat(render(alarm(), ALL.with(Optional.of(new Chart.Picture("F0123ABCD", "x")))).toString())
                .doesNotContain("▁▅█");
    }

    @Test
    void showsALineOfCharactersOfWhatCannotBeDrawn() {
        Chart twice = new Chart.Lines("x", List.of("a", "a"), List.of(new Series("x", List.of(1.0, 2.0))), "");

        assertThat(render(alarm(), ALL.with(Optional.of(twice))).toString()).contains("▁█ from 1 to 2, last 2");
    }

    @Test
    void namesTheButtonsAndWhatTheyAreAbout() {
        JsonNode buttons = actions(new Button(Action.ACKNOWLEDGE, POSTING), new Button(Action.RESOLVE, POSTING),
                new Button(Action.REOPEN, POSTING), new Button(Action.RESOLVE, POSTING));

        assertThat(buttons.findValuesAsText("action_id")).containsExactly("tocsin-acknowledge", "tocsin-resolve",
                "tocsin-reopen");
        assertThat(buttons.findValuesAsText("value")).containsOnly(POSTING.toString());
        assertThat(buttons.findValuesAsText("style")).containsExactly("primary");
        assertThat(buttons.get(0).path("text").path("text").asText()).isEqualTo("Acknowledge");
        assertThat(actions()).isEmpty();
    }

    @Test
    void answersShortlyInAThread() {
        Notice notice = alarm();
        JsonNode reply = render(notice, ALL.in(new InThread("1772442931.000200", false, false)));
        JsonNode blocks = reply.path("attachments").path(0).path("blocks");

        assertThat(reply.path("thread_ts").asText()).isEqualTo("1772442931.000200");
        assertThat(reply.has("reply_broadcast")).isFalse();
        assertThat(blocks.findValuesAsText("type")).doesNotContain("actions", "image", "data_visualization");
        assertThat(blocks.findValues("fields")).isEmpty();
        assertThat(blocks.path(0).path("text").path("text").asText()).startsWith("*<https://").contains("checkout-cpu-high");
        assertThat(blocks.path(1).path("text").path("text").asText()).isEqualTo("*State* OK (for 2 h) → ALARM");
        assertThat(blocks.path(2).path("text").path("text").asText()).hasSizeBetween(250, 400).contains("(cut, ");
        assertThat(blocks.path(3).path("text").path("text").asText()).isEqualTo("Another paragraph");
        assertThat(blocks.path(4).path("elements").size()).isEqualTo(4);
        assertThat(blocks).hasSize(5);
    }

    @Test
    void saysTheStateInAThreadWhereNoFactDoesAndTheTitleDoesNot() {
        Notice notice = Notice.of("x", Severity.GOOD, "Deployment of shop").standing(Standing.over("SUCCEEDED")).build();
        Notice said = Notice.of("x", Severity.GOOD, "Deployment SUCCEEDED").standing(Standing.over("SUCCEEDED")).build();
        Life life = Life.NONE.in(new InThread("1.000001", true, false));

        assertThat(render(notice, life).toString()).contains("*State* SUCCEEDED");
        assertThat(render(said, life).path("attachments").path(0).path("blocks")).hasSize(1);
        assertThat(render(said, life).path("reply_broadcast").asBoolean()).isTrue();
    }

    @Test
    void keepsToTheThreadInPlainForm() {
        JsonNode plain = SlackRenderer.render(posting(alarm(), ALL.in(new InThread("1.000001", true, false))).in(Form.PLAIN));

        assertThat(plain.path("thread_ts").asText()).isEqualTo("1.000001");
        assertThat(plain.path("text").asText()).contains("In ALARM for 12 minutes, since 2026-03-14 15:09:26 UTC");
    }

    @Test
    void givesWebhooksNeitherButtonsNorThreadsNorCharts() {
        JsonNode message = SlackWebhookChat.message(posting(alarm(), ALL.in(new InThread("1.000001", true, false))));

        assertThat(message.has("thread_ts") || message.has("reply_broadcast") || message.has("blocks")).isFalse();
        assertThat(message.findValuesAsText("type")).doesNotContain("actions");
        assertThat(message.toString()).contains("In ALARM for 12 minutes, since").contains("▁▅█ from 71.2 to 97");
    }

    @Test
    void keepsTheLimitsOfSmallPrint() {
        Life life = new Life(Optional.empty(), Collections.nCopies(30, Fact.of("Label".repeat(200), "value".repeat(200))),
                List.of(),
                Optional.empty());
        JsonNode message = SlackRenderer
                .render(new Posting(1, Notice.of("x", Severity.INFO, "Title").footer("f").occurredAt(MOMENT)
                        .build(), Form.FULL, Optional.of(MOMENT), life));
        JsonNode elements = message.path("attachments").path(0).path("blocks").path(1).path("elements");

        assertThat(elements.size()).isEqualTo(9);
        elements.forEach(element -> assertThat(element.path("text").asText()).hasSizeLessThan(1_000));
    }

    @Test
    void drawsNewestPointsAndFirstSeriesOfTooMany() {
        List<String> labels = IntStream.range(0, 100).mapToObj(i -> "minute " + i).toList();
        List<Double> values = IntStream.range(0, 100).mapToObj(i -> (double) i).toList();
        List<Series> series = Collections.nCopies(9, new Series("s".repeat(300), values));

        JsonNode chart = chart(new Chart.Lines("t".repeat(300), labels, series, "u".repeat(300))).orElseThrow();

        assertDrawable(chart);
        assertThat(chart.path("chart").path("series").size()).isEqualTo(6);
        assertThat(chart.path("chart").path("axis_config").path("categories")).hasSize(20).last()
                .extracting(JsonNode::asText).isEqualTo("minute 99");
    }

    @Test
    void leavesOutLabelsWithoutAValueAndSeriesWithoutValues() {
        JsonNode chart = chart(new Chart.Lines("", List.of("a", "b", "c", "c", ""), List.of(
                new Series("", Arrays.asList(1.0, null, 3.0, 4.0, 5.0)),
                new Series("", Arrays.asList(null, null, null, null, 1.0)),
                new Series("", Arrays.asList(1.0, 2.0, Double.NaN, 4.0, 5.0))), "")).orElseThrow();

        assertDrawable(chart);
        assertThat(chart.path("title").asText()).isEqualTo("Chart");
        assertThat(chart.path("chart").path("series").findValuesAsText("name")).containsExactly("Values", "Values (2)");
        assertThat(chart.path("chart").path("axis_config").path("categories").toString()).isEqualTo("[\"a\",\"c\",\"–\"]");
        assertThat(chart.path("chart").path("axis_config").has("y_label")).isFalse();
    }

    @Test
    void drawsTheFirstSeriesAloneWhereTheOthersHaveNothingBesideIt() {
        JsonNode chart = chart(new Chart.Lines("t", List.of("a", "b", "c", "d"), List.of(
                new Series("x", Arrays.asList(1.0, 2.0, null, null)), new Series("y", Arrays.asList(null, null, 3.0, 4.0))),
                ""))
                .orElseThrow();

        assertDrawable(chart);
        assertThat(chart.path("chart").path("series").findValuesAsText("name")).containsExactly("x");
    }

    @Test
    void drawsNothingOfTooLittle() {
        assertThat(chart(new Chart.Lines("t", List.of(), List.of(), ""))).isEmpty();
        assertThat(chart(new Chart.Lines("t", List.of("a", "a"), List.of(new Series("x", List.of(1.0, 2.0))), ""))).isEmpty();
        assertThat(chart(new Chart.Lines("t", List.of("a", "b"), List.of(new Series("x", List.of(1.0))), ""))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.tocsin.chat.slack.SlackRendererTest#seeds")
    void keepsAllLimitsOfChartsWhateverComes(long seed) {
        JsonNode message = SlackRenderer.render(new NastyNotices(seed).posting(Form.FULL));

        message.path("blocks").findParents("chart").forEach(SlackLifeTest::assertDrawable);
        assertThat(message.findParents("action_id")).extracting(button -> button.path("action_id").asText())
                .doesNotHaveDuplicates();
    }

    /** What Slack's page on the block and those who tried say. */
    static void assertDrawable(JsonNode block) {
        JsonNode chart = block.path("chart");
        JsonNode axis = chart.path("axis_config");
        assertThat(block.path("type").asText()).isEqualTo("data_visualization");
        assertThat(block.path("title").asText()).isNotBlank().hasSizeLessThanOrEqualTo(50);
        List<String> categories = new ArrayList<>();
        axis.path("categories").forEach(category -> categories.add(category.asText()));
        assertThat(categories).hasSizeBetween(2, 20).doesNotHaveDuplicates()
                .allSatisfy(category -> assertThat(category).isNotBlank().hasSizeLessThanOrEqualTo(20));
        assertThat(axis.path("y_label").asText()).hasSizeLessThanOrEqualTo(50);
        assertThat(axis.path("y_label").asText("none")).isNotEmpty();
        assertThat(chart.path("series").size()).isBetween(1, 6);
        Set<String> names = new HashSet<>();
        chart.path("series").forEach(series -> {
            assertThat(series.path("name").asText()).isNotBlank().hasSizeLessThanOrEqualTo(50);
            assertThat(names.add(series.path("name").asText())).isTrue();
            assertThat(series.path("data").findValuesAsText("label")).isEqualTo(categories);
            series.path("data").forEach(point -> assertThat(Double.isFinite(point.path("value").doubleValue())
                    && point.path("value").isNumber()).isTrue());
        });
    }

    private static Optional<JsonNode> chart(Chart.Lines lines) {
        return SlackChart.drawn(lines).map(JsonNode.class::cast);
    }

    @Test
    void showsFiveButtonsThatGiveCommandsAtMostEachOnce() {
        List<Offer> offers = Stream.of("a", "b", "a", "c", "d", "e", "f").map(id -> new Offer(id, id + "\n" + "x".repeat(90)))
                .toList();
        List<JsonNode> shown = new ArrayList<>();
        render(alarm(), ALL.offering(offers)).findValues("elements").stream()
                .filter(elements -> elements.path(0).path("action_id").asText().startsWith("tocsin-offer-"))
                .forEach(elements -> elements.forEach(shown::add));

        assertThat(shown).extracting(button -> button.path("action_id").asText()).containsExactly("tocsin-offer-a",
                "tocsin-offer-b", "tocsin-offer-c", "tocsin-offer-d", "tocsin-offer-e");
        assertThat(shown).allSatisfy(button -> {
            assertThat(button.path("value").asText()).isEqualTo(Long.toString(posting(alarm(), ALL).deliveryId()));
            assertThat(button.path("text").path("text").asText()).hasSizeLessThanOrEqualTo(75).doesNotContain("\n");
        });
    }

    @Test
    void aDigestAReplyAndPlainWordsHaveNone() {
        Life life = ALL.offering(List.of(new Offer("a", "A")));
        Posting several = new Posting(0, alarm(), Form.FULL, Optional.empty(), life);

        assertThat(SlackRenderer.render(several).toString()).doesNotContain("tocsin-offer");
        assertThat(render(alarm(), life.in(new InThread("1.000001", false, false))).toString()).doesNotContain("tocsin-offer");
        assertThat(SlackRenderer.render(posting(alarm(), life).in(Form.PLAIN)).toString()).doesNotContain("tocsin-offer");
        assertThat(SlackWebhookChat.message(posting(alarm(), life)).toString()).doesNotContain("tocsin-offer");
    }

    private static JsonNode actions(Button... buttons) {
        JsonNode blocks = render(alarm(), new Life(Optional.empty(), List.of(), List.of(buttons), Optional.empty()))
                .path("attachments").path(0).path("blocks");
        for (JsonNode block : blocks) {
            if (block.path("type").asText().equals("actions")) {
                return block.path("elements");
            }
        }
        return blocks.path("none");
    }

    private static Notice alarm() {
        List<Point> points = List.of(new Point(MOMENT.minusSeconds(900), 71.2), new Point(MOMENT.minusSeconds(600), 85.0),
                new Point(MOMENT.minusSeconds(300), 97.0));
        return Notice.of("cloudwatch-alarm", Severity.HIGH, "ALARM: checkout-cpu-high")
                .titleLink("https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1").region("eu-west-1")
                .account("123456789012")
                .text("Threshold Crossed: 3 datapoints were greater than the threshold (80.0). " + "More of it. ".repeat(60))
                .text("Another paragraph").text("A third one").fact("State", "OK (for 2 h) → ALARM")
                .fact("Namespace", "AWS/EC2")
                .link("Metric", "https://console.aws.amazon.com/cloudwatch/home").occurredAt(MOMENT)
                .standing(Standing.open("ALARM"))
                .measurement(
                        new Measurement(List.of(), Breach.ABOVE, Optional.of(80.0), Optional.empty(), Duration.ofMinutes(5), 3,
                                points))
                .build();
    }

    private static Posting posting(Notice notice, Life life) {
        return SampleNotices.posting(notice, Form.FULL).with(life);
    }

    private static JsonNode render(Notice notice, Life life) {
        return SlackRenderer.render(posting(notice, life));
    }
}
