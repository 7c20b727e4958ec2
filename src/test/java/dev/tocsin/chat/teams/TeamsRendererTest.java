package dev.tocsin.chat.teams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;
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
import dev.tocsin.standin.TeamsSays;

class TeamsRendererTest {

    private static final TeamsUnderTest RULES = new TeamsUnderTest();

    static Stream<String> samples() {
        return SampleNotices.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void laysOutTheNoticeAsExpected(String name) {
        Notice notice = SampleNotices.all().get(name);
        for (Form form : Form.values()) {
            Posting posting = SampleNotices.posting(notice, form);
            JsonNode message = TeamsChat.payload(TeamsKinds.MESSAGE, posting);
            Golden.assertMatches("teams/" + name + (form == Form.PLAIN ? "-plain" : ""), message);
            assertThat(TeamsSays.refusal(message.at("/attachments/0/content"))).isEmpty();
        }
    }

    @Test
    void sendsTheCardAloneToAFlowThatWantsIt() {
        Posting posting = SampleNotices.posting(SampleNotices.alarm(), Form.FULL);

        assertThat(TeamsChat.payload(TeamsKinds.CARD, posting))
                .isEqualTo(TeamsChat.payload(TeamsKinds.MESSAGE, posting).at("/attachments/0/content"));
    }

    @Test
    void saysThatItIsLate() {
        assertThat(TeamsRenderer.render(SampleNotices.late(SampleNotices.alarm())).at("/body/0/items/1/text").asText())
                .isEqualTo("delivered late, published at 2026-03-14 15:09:26 UTC");
    }

    @ParameterizedTest
    @EnumSource(Severity.class)
    void showsTheSeverityAsABand(Severity severity) {
        JsonNode band = card(Notice.of("x", severity, "Title").build()).path("body").path(0);

        assertThat(band.path("style").asText()).isIn("attention", "warning", "emphasis", "accent", "good");
        assertThat(band.path("style").asText().equals("attention"))
                .isEqualTo(severity == Severity.CRITICAL || severity == Severity.HIGH);
    }

    static LongStream seeds() {
        return LongStream.range(0, 75);
    }

    static LongStream moreSeeds() {
        return LongStream.range(75, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void keepsAllLimitsAndRulesWhateverComes(long seed) {
        for (Form form : Form.values()) {
            Posting posting = new NastyNotices(seed).posting(form);
            ObjectNode card = TeamsRenderer.render(posting);
            assertThat(TeamsSays.refusal(card)).as("Teams refuses %s", card).isEmpty();
            assertThat(TeamsRenderer.message(card).toString().getBytes(StandardCharsets.UTF_8).length)
                    .isLessThanOrEqualTo(TeamsRenderer.LIMIT);
        }
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("moreSeeds")
    void keepsAllLimitsAndRulesWhateverElseComes(long seed) {
        keepsAllLimitsAndRulesWhateverComes(seed);
    }

    /** Nobody may format in them, whatever their family: what authors wrote is taken out. */
    @ParameterizedTest
    @MethodSource("seeds")
    void letsNothingPoseAsMarkupWhateverComes(long seed) {
        for (Form form : Form.values()) {
            Posting posting = new NastyNotices(seed).posting(form);
            Notice nasty = posting.notice();
            Notice words = new Notice(nasty.family(), nasty.severity(), nasty.title(), nasty.titleLink(), nasty.region(),
                    nasty.account(), nasty.texts().stream().filter(text -> text instanceof Text.Plain
                            || text instanceof Text.Preformatted || text instanceof Text.Tags).toList(),
                    nasty.facts(), nasty.links(), nasty.image(), nasty.footer(), nasty.occurredAt(), nasty.resource(),
                    nasty.correlationKey(), nasty.slackPayload(), nasty.standing(), nasty.measurement());
            Posting plain = new Posting(posting.deliveryId(), words, form, posting.lateSince());
            RULES.check(plain, RULES.render(plain));
        }
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("moreSeeds")
    void letsNothingPoseAsMarkupWhateverElseComes(long seed) {
        letsNothingPoseAsMarkupWhateverComes(seed);
    }

    @Test
    void dropsFactsFromTheEndFirst() {
        Notice notice = SampleNotices.withFacts(Notice.of("x", Severity.INFO, "Title").text("\u4E2D".repeat(5_000)).build(),
                IntStream.range(0, 50).mapToObj(i -> Fact.of("Fact " + i, "\u4E2D".repeat(100))).toList());

        JsonNode card = card(notice);

        JsonNode facts = card.findValue("facts");
        assertThat(card.at("/body/1/text").asText()).isEqualTo("\u4E2D".repeat(5_000));
        assertThat(facts.size()).isBetween(5, 40);
        assertThat(facts.path(0).path("title").asText()).isEqualTo("Fact 0");
        assertThat(facts.path(facts.size() - 1).path("value").asText()).isEqualTo("(cut, " + (51 - facts.size()) + " more)");
    }

    @Test
    void cutsTheTextsWhenOnlyTheFirstFactsAreLeft() {
        Notice notice = SampleNotices.withFacts(
                Notice.of("x", Severity.INFO, "Title").text("\u4E2D".repeat(9_000)).text("second").text("third").build(),
                IntStream.range(0, 50).mapToObj(i -> Fact.of("Fact " + i, "\u4E2D".repeat(100))).toList());

        JsonNode card = card(notice);

        assertThat(card.findValue("facts").size()).isBetween(10, 15);
        assertThat(card.at("/body/1/text").asText()).matches("(?s)\u4E2D{5000,}+ \u2026 \\(cut, \\d+ characters more\\)");
        assertThat(card.at("/body/2/text").asText()).isEqualTo("\u2026 (cut, 2 more paragraphs)");
        assertThat(bytes(card)).isBetween(24_000, TeamsRenderer.LIMIT);
    }

    @Test
    void showsSixLinksAsButtonsAndTheOthersAsText() {
        Notice.Builder notice = Notice.of("x", Severity.INFO, "Title");
        IntStream.range(0, 9).forEach(i -> notice.link("Link " + i, "https://example.com/" + i));
        notice.link("No link", "javascript:alert(1)");

        JsonNode card = card(notice.build());

        assertThat(card.path("actions")).hasSize(6);
        assertThat(card.at("/actions/0")).hasToString(
                "{\"type\":\"Action.OpenUrl\",\"title\":\"Link 0\",\"url\":\"https://example.com/0\"}");
        assertThat(card.at("/body/1/text").asText()).startsWith("[Link 6](https://example.com/6)").endsWith("No link");
    }

    @Test
    void saysHowManyLinksAreTooLong() {
        Notice.Builder notice = Notice.of("x", Severity.INFO, "Title");
        IntStream.range(0, 9).forEach(i -> notice.link("Link " + i, "https://example.com/" + "x".repeat(1_500) + i));

        JsonNode card = card(notice.build());

        assertThat(card.path("actions")).hasSize(3);
        assertThat(card.at("/body/1/text").asText()).isEqualTo("\u2026 (cut, 6 more links)");
    }

    @Test
    void namesTheHostOnAButtonThatPretendsToLeadElsewhere() {
        JsonNode card = card(Notice.of("x", Severity.INFO, "T").link("https://bank.example", "https://evil.example/a")
                .link("go to bank.example", "https://evil.example/b").build());

        assertThat(card.findValuesAsText("title")).containsExactly("evil.example", "go to bank.example (evil.example)");
    }

    @Test
    void showsTheHostBesideATitleThatNamesAnother() {
        JsonNode card = card(
                Notice.of("x", Severity.INFO, "https://bank.example").titleLink("https://evil.example/a").build());

        assertThat(card.at("/body/0/items/0/text").asText())
                .isEqualTo("\u2139\uFE0F https://bank.example ([evil.example](https://evil.example/a))");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", value = { "> a => \\> a", "# a => \\# a", "1. a => 1\\. a", "12) a => 12\\) a",
            "1.2.3 a => 1.2.3 a", "--- => \\---", "- a => \\- a", "+ a => \\+ a", "* a => \\* a", "2 * 3 => 2 * 3",
            "**bold** => \\*\\*bold\\*\\*", "_it_ and snake_case => \\_it\\_ and snake_case", "`code` => \\`code\\`",
            "[ERROR] x => [ERROR] x", "[bank](x) => [bank\\](x)", "[a]: b => [a\\]: b", "![x](y) => ![x\\](y)",
            "<at>jo</at> => \\<at>jo\\</at>", "a < b && c > d => a < b && c > d", "&lt;b&gt; => \\&lt;b\\&gt;",
            "C:\\dir => C:\\\\dir", "~~gone~~ ~5 => \\~\\~gone\\~\\~ ~5", "{{DATE(x)}} {{7*7}} => {\u200B{DATE(x)}} {{7\\*7}}",
            "@channel => @channel",
            "see https://example.com/a_b*c. => see [https://example.com/a_b\\*c](https://example.com/a_b*c)." })
    void showsWordsAsTheyAre(String words, String markdown) {
        Notice notice = Notice.of("x", Severity.INFO, "T").text("first\n" + words).text("first\n   " + words).build();

        assertThat(texts(notice)).containsExactly("first\n\n" + markdown,
                "first\n\n\u00A0\u00A0\u00A0" + markdown);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", value = { "*bold* and _it_ ~gone~ => **bold** and _it_ ~gone~",
            "**already bold** => **already bold**", "*_both_* => **_both_**", "2*3*4 => 2\\*3\\*4",
            "`*code*` *b* => \\`\\*code\\*\\` **b**", "*open => \\*open", "snake_case_name => snake_case_name",
            "<https://example.com/a(b)|the *run*book> => [the \\*run\\*book](https://example.com/a%28b%29)",
            "<https://example.com> => [https://example.com](https://example.com)", "<javascript:x|click> => click",
            "<!channel> <@U1|jo> <#C1|ops> => @channel @jo \\#ops", "<!date^1^{date}|then> => then",
            "a &lt;b&gt; &amp; c => a \\<b\\> \\& c", ":warning: :unknown: => \u26A0\uFE0F :unknown:",
            "[the runbook](https://a.example/x) => [the runbook](https://a.example/x)",
            "[https://bank.example](https://evil.example) => [https://evil.example](https://evil.example)",
            "[bank.example](<https://evil.example>) => [bank.example\\]([https://evil.example](https://evil.example))",
            "<https://evil.example|go to bank.example> => [go to bank.example (evil.example)](https://evil.example)",
            "*<https://evil.example|bank.example>* => **[https://evil.example](https://evil.example)**",
            "- one => - one", "\u2022 one => - one", "2. two => 2. two", "# no heading => \\# no heading" })
    void turnsSlacksMarkupIntoMarkdown(String slack, String markdown) {
        assertThat(texts(Notice.of("x", Severity.INFO, "T").text(new Text.ClientMarkdown(slack)).build()))
                .containsExactly(markdown);
    }

    @Test
    void makesAParagraphOfAFence() {
        JsonNode body = card(Notice.of("x", Severity.INFO, "T")
                .text(new Text.ClientMarkdown("before ```\n  *a*\n\nb\n``` after")).build()).path("body");

        assertThat(body.path(1).path("text").asText()).isEqualTo("before");
        assertThat(body.path(2).path("text").asText()).isEqualTo("\u00A0\u00A0\\*a\\*\n\n\u00A0\n\nb");
        assertThat(body.path(2).path("fontType").asText()).isEqualTo("Monospace");
        assertThat(body.path(3).path("text").asText()).isEqualTo("after");
    }

    @ParameterizedTest
    @MethodSource("dev.tocsin.chat.HostileMessages#bodies")
    void isNotKeptBusyByAMessageMadeForIt(String body) {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            Notice notice = HostileMessages.interpreted(body);
            for (Form form : Form.values()) {
                assertThat(bytes(TeamsRenderer.render(SampleNotices.posting(notice, form)))).isLessThan(TeamsRenderer.LIMIT);
            }
        });
    }

    @Test
    @Timeout(30)
    void isNotKeptBusyByATextMadeForIt() {
        for (String part : List.of("https://", "<https://a|", "*", "*a ", "`", "~", "(https://x)))))", "@here", ":a",
                "&amp;", "_a ", "[a](", "1. ", "{{", "\\")) {
            String text = part.repeat(262_144 / part.length());
            Notice notice = Notice.of("x", Severity.INFO, text).text(text).text(new Text.ClientMarkdown(text))
                    .text(new Text.Preformatted(text)).fact(text, text).footer(text).build();
            for (Form form : Form.values()) {
                assertThat(bytes(TeamsRenderer.render(SampleNotices.posting(notice, form)))).isLessThan(TeamsRenderer.LIMIT);
            }
        }
    }

    @Test
    void showsNoWebhookThatAMessageTellsOf() {
        String rest = "workflows/0123456789abcdef0123456789abcdef/triggers/manual/paths/invoke?api-version=1"
                + "&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=s3cr3t-AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQq";
        for (String url : List.of("https://prod-12.westeurope.logic.azure.com:443/" + rest,
                "https://default0123456789abcdef0123456789abcd.6a.environment.api.powerplatform.com:443"
                        + "/powerautomate/automations/direct/" + rest)) {
            String shown = TeamsRenderer
                    .render(SampleNotices.posting(HostileMessages.interpreted("Posted to " + url), Form.FULL))
                    .toString();

            assertThat(shown).contains("Posted to").doesNotContain("s3cr3t")
                    .doesNotContain("0123456789abcdef0123456789abcdef/");
        }
    }

    private static ObjectNode card(Notice notice) {
        return TeamsRenderer.render(SampleNotices.posting(notice, Form.FULL));
    }

    /** The paragraphs below the band. */
    private static List<String> texts(Notice notice) {
        return card(notice).path("body").findValuesAsText("text").stream().skip(1).toList();
    }

    private static int bytes(JsonNode card) {
        return TeamsRenderer.message((ObjectNode) card).toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
