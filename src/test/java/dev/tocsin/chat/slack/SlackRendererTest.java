package dev.tocsin.chat.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.chat.Form;
import dev.tocsin.chat.Golden;
import dev.tocsin.chat.HostileMessages;
import dev.tocsin.chat.NastyNotices;
import dev.tocsin.chat.Posting;
import dev.tocsin.chat.SampleNotices;
import dev.tocsin.notice.Fact;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Text;

class SlackRendererTest {

    private static final Pattern GROUP_CALL = Pattern.compile("<!(?!date\\^\\d)|@(?:channel|here|everyone|group)");
    private static final Pattern BROKEN_ENTITY = Pattern.compile("&(?!amp;|lt;|gt;)");
    private static final Pattern TOKEN = Pattern.compile("<[^<>]*>");
    private static final Pattern HIDDEN = Pattern
            .compile("[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\\u202A-\\u202E\\u2066-\\u2069\\u200E\\u200F\\uFEFF]");

    static Stream<String> samples() {
        return SampleNotices.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void laysOutTheNoticeAsExpected(String name) {
        Notice notice = SampleNotices.all().get(name);
        Golden.assertMatches("slack/" + name, SlackRenderer.render(SampleNotices.posting(notice, Form.FULL)));
        Golden.assertMatches("slack/" + name + "-plain", SlackRenderer.render(SampleNotices.posting(notice, Form.PLAIN)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void saysThatItIsLate(String name) {
        assertThat(SlackRenderer.render(SampleNotices.late(SampleNotices.all().get(name))).toString())
                .contains(
                        "delivered late, published at <!date^1773500966^{date_short_pretty} {time_secs}|2026-03-14 15:09:26 UTC>");
    }

    @Test
    void addsTheAddressAndTheDeliveryForTheWebApi() {
        Golden.assertMatches("slack/alarm-channel",
                SlackChannelChat.message("C024BE91L", SampleNotices.posting(SampleNotices.alarm(), Form.FULL)));
    }

    static LongStream seeds() {
        return LongStream.range(0, 75);
    }

    static LongStream moreSeeds() {
        return LongStream.range(75, 150);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void keepsAllLimitsAndRulesWhateverComes(long seed) throws Exception {
        for (Form form : Form.values()) {
            Posting posting = new NastyNotices(seed).posting(form);
            ObjectNode message = SlackRenderer.render(posting);
            JsonNode again = new ObjectMapper().readTree(message.toString());
            assertThat(again).isEqualTo(message);
            strings(again).forEach(text -> assertSafe(text, form));
            assertLimits(again, posting);
        }
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("moreSeeds")
    void keepsAllLimitsAndRulesWhateverElseComes(long seed) throws Exception {
        keepsAllLimitsAndRulesWhateverComes(seed);
    }

    private static void assertSafe(String text, Form form) {
        assertThat(GROUP_CALL.matcher(text).find()).as("calls a group: %s", text).isFalse();
        assertThat(HIDDEN.matcher(text).find()).as("hidden characters: %s", text).isFalse();
        assertThat(loneSurrogates(text)).as("lone surrogates: %s", text).isZero();
        if (form == Form.PLAIN) {
            assertThat(text).doesNotContain("<").doesNotContain("`");
        }
    }

    private static void assertLimits(JsonNode message, Posting posting) {
        assertThat(message.path("text").asText().length()).isLessThanOrEqualTo(posting.form() == Form.PLAIN ? 3_500 : 12_000);
        assertThat(message.path("blocks").size()).isLessThanOrEqualTo(50);
        assertThat(message.path("attachments").size()).isLessThanOrEqualTo(100);
        assertThat(message.has("channel") || message.has("link_names")).isFalse();
        message.path("blocks").findParents("chart").forEach(SlackLifeTest::assertDrawable);
        if (posting.form() == Form.FULL && posting.notice().slackPayload().isEmpty()) {
            JsonNode attachment = message.path("attachments").path(0);
            assertThat(attachment.path("fallback").asText()).isNotBlank().hasSizeLessThan(2_001);
            assertBlocks(attachment.path("blocks"));
        }
    }

    private static void assertBlocks(JsonNode blocks) {
        assertThat(blocks.size()).isBetween(1, 45);
        int total = 0;
        for (JsonNode text : blocks.findParents("verbatim")) {
            String mrkdwn = text.path("text").asText();
            total += mrkdwn.length();
            assertThat(mrkdwn).isNotBlank().hasSizeLessThanOrEqualTo(3_000);
            String outsideTokens = TOKEN.matcher(mrkdwn).replaceAll("");
            assertThat(outsideTokens).as(mrkdwn).doesNotContain("<").doesNotContain(">");
            assertThat(BROKEN_ENTITY.matcher(mrkdwn).find()).as("broken entity: %s", mrkdwn).isFalse();
            assertThat(mrkdwn.split("```", -1).length % 2).as("open fence: %s", mrkdwn).isOne();
        }
        assertThat(total).isLessThanOrEqualTo(12_000);
        for (JsonNode block : blocks) {
            assertThat(block.path("fields").size()).isLessThanOrEqualTo(10);
            assertThat(block.path("elements").size()).isLessThanOrEqualTo(10);
            block.path("fields").forEach(field -> assertThat(field.path("text").asText()).hasSizeLessThanOrEqualTo(2_000));
        }
    }

    @Test
    void splitsALongTextOverSeveralSections() {
        String text = "A sentence of eight words stands here now. ".repeat(150).strip();
        JsonNode blocks = blocks(Notice.of("x", Severity.INFO, "Title").text(text).build());
        assertThat(blocks).hasSize(4);
        String shown = text(blocks, 1) + text(blocks, 2) + text(blocks, 3);
        assertThat(shown).isEqualTo(text);
    }

    @Test
    void saysHowMuchOfAnEndlessTextIsMissing() {
        JsonNode blocks = blocks(Notice.of("x", Severity.INFO, "Title").text("a".repeat(20_000)).build());
        String shown = IntStream.range(1, blocks.size()).mapToObj(i -> text(blocks, i)).reduce("", String::concat);
        assertThat(shown).matches("a+ \u2026 \\(cut, \\d+ characters more\\)");
        int kept = shown.indexOf(' ');
        assertThat(shown).contains("cut, " + (20_000 - kept) + " characters");
    }

    @ParameterizedTest
    @MethodSource("dev.tocsin.chat.HostileMessages#bodies")
    void isNotKeptBusyByAMessageMadeForIt(String body) {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            Notice notice = HostileMessages.interpreted(body);
            for (Form form : Form.values()) {
                assertThat(SlackRenderer.render(SampleNotices.posting(notice, form)).toString()).hasSizeLessThan(60_000);
            }
        });
    }

    @Test
    @Timeout(30)
    void isNotKeptBusyByATextMadeForIt() {
        for (String part : List.of("https://", "<https://a|", "*", "_a", "`", "(https://x)))))", "@here", "<!date^1^", "&amp;",
                "> ")) {
            String text = part.repeat(262_144 / part.length());
            Notice notice = Notice.of("x", Severity.INFO, text).text(text).text(new Text.ClientMarkdown(text))
                    .text(new Text.Preformatted(text)).fact(text, text).footer(text).build();
            for (Form form : Form.values()) {
                assertThat(SlackRenderer.render(SampleNotices.posting(notice, form)).toString()).hasSizeLessThan(25_000);
            }
        }
    }

    @Test
    void countsWhatTheNoticeItselfDoesNotHold() {
        JsonNode blocks = blocks(Notice.of("x", Severity.INFO, "Title").text(new Text.Preformatted("{}", 7)).build());
        assertThat(text(blocks, 1)).contains("(cut, ").contains(" characters more)");
    }

    @Test
    void closesAndReopensTheFenceOfALongLog() {
        JsonNode blocks = blocks(Notice.of("x", Severity.INFO, "Title")
                .text(new Text.Preformatted("2026-03-14 ERROR something failed\n".repeat(150))).build());
        for (int i = 1; i < blocks.size(); i++) {
            assertThat(text(blocks, i)).startsWith("```\n").contains("\n```");
        }
        assertThat(blocks.size()).isGreaterThan(2);
    }

    @Test
    void saysHowManyFactsAreMissing() {
        List<Fact> facts = Collections.nCopies(100, Fact.of("Label", "value"));
        JsonNode blocks = blocks(SampleNotices.withFacts(Notice.of("x", Severity.INFO, "Title").build(), facts));
        assertThat(blocks.get(blocks.size() - 1).path("fields").path(9).path("text").asText())
                .isEqualTo("\u2026 (cut, 61 more)");
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"broadcast \"", "\"usergroup\\u200e\"", "\"\\u0000broadcast\"", "\"button \"", "[\"broadcast\"]",
            "{\"text\": \"broadcast\"}", "\"Broadcast\"", "null", "7" })
    void refusesAnAuthoredElementWhoseTypeIsNoPlainName(String type) throws Exception {
        String element = "{\"type\": " + type + ", \"range\": \"channel\", \"usergroup_id\": \"S1\", \"text\": \"odd\"}";
        ObjectNode payload = (ObjectNode) new ObjectMapper().readTree("""
                {"blocks": [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements":
                  [{"type": "text", "text": "kept"}, %1$s]}]},
                 {"type": "section", "text": {"type": "mrkdwn", "text": "kept too"}, "accessory": %1$s},
                 {"type": "actions", "elements": [%1$s]}]}
                """.formatted(element));
        ObjectNode message = SlackRenderer.render(SampleNotices.posting(
                Notice.of("x", Severity.INFO, "Title").slackPayload(payload).build(), Form.FULL));

        assertThat(message.toString()).contains("kept", "kept too").doesNotContain("odd").doesNotContain("roadcast")
                .doesNotContain("usergroup").doesNotContain("button");
    }

    @Test
    void showsAllOfALateAuthoredTextInWholePieces() {
        String words = "<https://example.com/a?b=1&amp;c=2|runbook> &lt;now&gt; ".repeat(190).strip();
        ObjectNode payload = new ObjectMapper().createObjectNode().put("text", words);
        JsonNode blocks = SlackRenderer.render(SampleNotices.late(
                Notice.of("x", Severity.INFO, "Title").slackPayload(payload).build())).path("blocks");

        String shown = IntStream.range(0, blocks.size() - 1).mapToObj(i -> text(blocks, i)).reduce("", String::concat);
        assertThat(shown).isEqualTo(words);
        assertThat(blocks.size()).isBetween(3, 6);
        IntStream.range(0, blocks.size() - 1).forEach(i -> assertThat(TOKEN.matcher(text(blocks, i)).replaceAll(""))
                .doesNotContain("<").doesNotContain(">").doesNotContainPattern(BROKEN_ENTITY));
    }

    @Test
    void leavesOutAnAuthoredLabelThatNamesAnotherHost() throws Exception {
        ObjectNode payload = (ObjectNode) new ObjectMapper().readTree("""
                {"text": "Sign in: <https://evil.example/a|https://console.aws.amazon.com>",
                 "blocks": [
                  {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [
                    {"type": "link", "url": "https://evil.example/b", "text": "console.aws.amazon.com"},
                    {"type": "link", "url": "https://evil.example/c", "text": "the console"}]}]},
                  {"type": "actions", "elements": [{"type": "button", "url": "https://evil.example/d",
                    "text": {"type": "plain_text", "text": "www.aws.amazon.com"}}]}],
                 "attachments": [{"title": "https://aws.amazon.com", "title_link": "https://evil.example/e", "text": "x"}]}
                """);
        String message = SlackRenderer.render(SampleNotices.posting(
                Notice.of("x", Severity.INFO, "Title").slackPayload(payload).build(), Form.FULL)).toString();

        assertThat(message).contains("<https://evil.example/a>", "evil.example/b", "the console", "evil.example/d")
                .doesNotContain("console.aws.amazon.com").doesNotContain("www.aws").doesNotContain("evil.example/e");
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://bank.example", "(bank.example).", "b\u0430nk.example", "bank\u3002example",
            "ba\u00ADnk.example",
            "192.0.2.1", "admin@bank.example" })
    void showsWhereEveryKindOfAuthoredLinkLeads(String label) throws Exception {
        ObjectNode payload = (ObjectNode) new ObjectMapper().readTree(
                """
                        {"text": "x", "blocks": [
                          {"type": "markdown", "text": "[%1$s](https://evil.example/a) [%1$s][r]\\n\\n[r]: https://evil.example/b"},
                          {"type": "rich_text", "elements": [{"type": "rich_text_quote", "elements": [
                            {"type": "date", "timestamp": 1, "format": "{date_num} %1$s", "url": "https://evil.example/c", "fallback": "x"},
                            {"type": "link", "url": "https://evil.example/d", "text": "%1$s"}]}]},
                          {"type": "context", "elements": [{"type": "mrkdwn", "text": "<https://evil.example/e|%1$s>"}]},
                          {"type": "actions", "elements": [{"type": "button", "url": "https://evil.example/f",
                            "text": {"type": "plain_text", "text": "%1$s"}}]}],
                         "attachments": [{"title": "%1$s", "title_link": "https://evil.example/g", "author_name": "%1$s",
                          "author_link": "https://evil.example/h", "footer": "<https://evil.example/i|%1$s>",
                          "fields": [{"title": "a", "value": "<https://evil.example/j|%1$s>"}],
                          "actions": [{"type": "button", "text": "%1$s", "url": "https://evil.example/k"}]}]}
                        """
                        .formatted(label));
        JsonNode message = SlackRenderer.render(SampleNotices.posting(
                Notice.of("x", Severity.INFO, "Title").slackPayload(payload).build(), Form.FULL));

        JsonNode quote = message.path("blocks").path(1).path("elements").path(0).path("elements");
        assertThat(message.path("blocks").path(0).path("text").asText()).startsWith("<https://evil.example/a>")
                .doesNotContain("]:").doesNotContain("](");
        assertThat(quote.path(0).has("url")).isFalse();
        assertThat(quote.path(1).path("text").asText()).isEqualTo("https://evil.example/d");
        assertThat(message.toString())
                .contains("<https://evil.example/e>", "<https://evil.example/i>", "<https://evil.example/j>")
                .contains("\"text\":\"evil.example\"").doesNotContain("evil.example/g").doesNotContain("evil.example/h");
        assertThat(message.path("attachments").path(0).path("actions").path(0).path("text").asText())
                .isEqualTo("https://evil.example/k");
    }

    @Test
    void looksAtTheWordsAroundARichTextsLink() throws Exception {
        ObjectNode payload = (ObjectNode) new ObjectMapper().readTree(
                """
                        {"blocks": [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [
                          {"type": "text", "text": "https://console.aws."}, {"type": "link", "url": "https://evil.example", "text": "amazon"},
                          {"type": "text", "text": ".com"}]}]}]}
                        """);

        assertThat(SlackRenderer.render(SampleNotices.posting(
                Notice.of("x", Severity.INFO, "Title").slackPayload(payload).build(), Form.FULL)).toString())
                .contains("amazon (evil.example)");
    }

    @Test
    void quotesNoFactNoLineAndNoPartOfALongText() {
        String words = "> a\nb\n >c";
        JsonNode blocks = blocks(
                Notice.of("x", Severity.INFO, "> T").text(words).fact("", words).fact("> L", words).footer(words)
                        .text("a".repeat(2_800) + " " + "> ".repeat(3_000)).text(">".repeat(4_000)).build());

        for (JsonNode text : blocks.findParents("verbatim")) {
            assertThat(text.path("text").asText()).doesNotContainPattern("(?m)^\\s*&gt;");
        }
        assertThat(SlackRenderer
                .render(SampleNotices.posting(Notice.of("x", Severity.INFO, "T").text(words).fact("a", words).build(),
                        Form.PLAIN))
                .path("text").asText()).doesNotContainPattern("(?m)^\\s*&gt;");
    }

    @Test
    void showsTheHostBesideATitleThatNamesAnother() {
        JsonNode blocks = blocks(
                Notice.of("x", Severity.INFO, "https://bank.example").titleLink("https://evil.example/a").build());
        JsonNode ours = blocks(Notice.of("x", Severity.INFO, "shop.example.com: 5xx")
                .titleLink("https://eu-west-1.console.aws.amazon.com/x").build());

        assertThat(text(blocks, 0))
                .isEqualTo("*:information_source: https://bank.example* (<https://evil.example/a|evil.example>)");
        assertThat(text(ours, 0)).startsWith("*<https://eu-west-1.console.aws.amazon.com/x|");
    }

    @Test
    void showsTheNoticeWhereTheAuthoredMessageIsOfNoUse() {
        Notice notice = Notice.of("x", Severity.INFO, "Title")
                .slackPayload(new ObjectMapper().createObjectNode().put("channel", "C1").put("text", " \u0000")).build();
        assertThat(blocks(notice).toString()).contains("Title");
    }

    @Test
    void showsAMomentOutsideSlacksCalendarAsItIs() {
        assertThat(Mrkdwn.moment(Instant.MAX)).isEqualTo(Instant.MAX.toString());
    }

    private static JsonNode blocks(Notice notice) {
        return SlackRenderer.render(SampleNotices.posting(notice, Form.FULL)).path("attachments").path(0).path("blocks");
    }

    private static String text(JsonNode blocks, int index) {
        return blocks.path(index).path("text").path("text").asText();
    }

    private static Stream<String> strings(JsonNode node) {
        return node.isTextual() ? Stream.of(node.asText())
                : StreamSupport.stream(node.spliterator(), false).flatMap(SlackRendererTest::strings);
    }

    private static long loneSurrogates(String text) {
        return text.codePoints().filter(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE).count();
    }
}
