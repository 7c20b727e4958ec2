package dev.tocsin.chat.chime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tocsin.chat.Form;
import dev.tocsin.chat.Golden;
import dev.tocsin.chat.HostileMessages;
import dev.tocsin.chat.NastyNotices;
import dev.tocsin.chat.Posting;
import dev.tocsin.chat.SampleNotices;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Text;

class ChimeRendererTest {

    private static final Pattern MENTION = Pattern.compile("@(?!\u200B)(?!$)");
    private static final Pattern HIDDEN = Pattern
            .compile("[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\\u202A-\\u202E\\u2066-\\u2069\\u200E\\u200F\\uFEFF]");

    static Stream<String> samples() {
        return SampleNotices.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void laysOutTheNoticeAsExpected(String name) {
        Notice notice = SampleNotices.all().get(name);
        Golden.assertMatches("chime/" + name, ChimeRenderer.render(SampleNotices.posting(notice, Form.FULL)));
        Golden.assertMatches("chime/" + name + "-plain", ChimeRenderer.render(SampleNotices.posting(notice, Form.PLAIN)));
    }

    @Test
    void leavesOutAnAuthoredLabelThatNamesAnotherHost() {
        Notice notice = Notice.of("x", Severity.INFO, "Title")
                .text(new Text.ClientMarkdown("<https://evil.example/a|https://console.aws.amazon.com>")).build();

        assertThat(RenderedForChime.of(SampleNotices.posting(notice, Form.FULL))).contains("https://evil.example/a")
                .doesNotContain("console.aws.amazon.com");
    }

    @Test
    void saysThatItIsLate() {
        assertThat(ChimeRenderer.render(SampleNotices.late(SampleNotices.alarm())).path("Content").asText())
                .contains("delivered late, published at 2026-03-14 15:09:26 UTC");
    }

    static LongStream seeds() {
        return LongStream.range(0, 75);
    }

    static LongStream moreSeeds() {
        return LongStream.range(75, 150);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void keepsAllLimitsAndRulesWhateverComes(long seed) {
        for (Form form : Form.values()) {
            Posting posting = new NastyNotices(seed).posting(form);
            JsonNode message = ChimeRenderer.render(posting);
            String content = message.path("Content").asText();
            assertThat(message.size()).isOne();
            assertThat(content.getBytes(StandardCharsets.UTF_8).length).isBetween(1, 4_096);
            assertThat(content.startsWith("/md ")).isEqualTo(form == Form.FULL);
            assertThat(MENTION.matcher(content).find()).as("mention: %s", content).isFalse();
            assertThat(HIDDEN.matcher(content).find()).as("hidden characters: %s", content).isFalse();
            assertThat(content.codePoints().filter(c -> c >= 0xD800 && c <= 0xDFFF)).as("lone surrogates").isEmpty();
            if (form == Form.FULL) {
                assertThat(content.split("```", -1).length % 2).as("open fence: %s", content).isOne();
            }
        }
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("moreSeeds")
    void keepsAllLimitsAndRulesWhateverElseComes(long seed) {
        keepsAllLimitsAndRulesWhateverComes(seed);
    }

    @Test
    void keepsTheFactsWhenTheTextIsEndless() {
        Notice notice = Notice.of("x", Severity.INFO, "Title").text("\u4E2D".repeat(5_000)).fact("Metric", "Errors").build();
        String content = ChimeRenderer.render(SampleNotices.posting(notice, Form.FULL)).path("Content").asText();
        assertThat(content).contains("- **Metric:** Errors").containsPattern("\u2026 \\(cut, \\d+ characters more\\)");
        assertThat(content.getBytes(StandardCharsets.UTF_8).length).isBetween(3_900, 4_096);
    }

    @ParameterizedTest
    @MethodSource("dev.tocsin.chat.HostileMessages#bodies")
    void isNotKeptBusyByAMessageMadeForIt(String body) {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            Notice notice = HostileMessages.interpreted(body);
            for (Form form : Form.values()) {
                assertThat(ChimeRenderer.render(SampleNotices.posting(notice, form)).toString()).hasSizeLessThan(25_000);
            }
        });
    }

    @Test
    @Timeout(30)
    void isNotKeptBusyByATextMadeForIt() {
        for (String part : List.of("https://", "<https://a|", "*", "*a ", "`", "~", "(https://x)))))", "@here", ":a",
                "&amp;")) {
            String text = part.repeat(262_144 / part.length());
            Notice notice = Notice.of("x", Severity.INFO, text).text(text).text(new Text.ClientMarkdown(text))
                    .text(new Text.Preformatted(text)).fact(text, text).footer(text).build();
            for (Form form : Form.values()) {
                String content = ChimeRenderer.render(SampleNotices.posting(notice, form)).path("Content").asText();
                assertThat(content.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(4_096);
            }
        }
    }

    @CsvSource(delimiterString = " => ", value = { "*bold* and _it_ ~gone~ => **bold** and _it_ ~~gone~~",
            "**already bold** => **already bold**", "2*3*4 => 2*3*4", "`*code*` *b* => `*code*` **b**",
            "<https://example.com/a(b)|the *run*book> => [the \\*run\\*book](https://example.com/a%28b%29)",
            "<https://example.com> => https://example.com", "<javascript:x|click> => click",
            "<!channel> <@U1|jo> <#C1|ops> => @\u200Bchannel @\u200Bjo \\#ops",
            "a &lt;b&gt; &amp; c => a \\<b> & c", ":warning: :unknown: => \u26A0\uFE0F :unknown:",
            "@All @Present => @\u200BAll @\u200BPresent",
            "[the runbook](https://a.example/x) => [the runbook](https://a.example/x)",
            "[https://bank.example](https://evil.example) => https://evil.example",
            "[bank.example](<https://evil.example>) => [bank.example]\u200B(https://evil.example)",
            "[bank.example]<!date^1^x|(https://evil.example)> => [bank.example]\u200B(https://evil.example)",
            "[a][r] [r]: https://evil.example => [a][r] [r]\u200B: https://evil.example",
            "<https://evil.example|go to bank.example> => [go to bank.example (evil.example)](https://evil.example)" })
    @ParameterizedTest
    void turnsSlacksMarkupIntoMarkdown(String slack, String markdown) {
        Notice notice = Notice.of("x", Severity.INFO, "T").text(new Text.ClientMarkdown(slack)).build();
        assertThat(ChimeRenderer.render(SampleNotices.posting(notice, Form.FULL)).path("Content").asText())
                .isEqualTo("/md **\u2139\uFE0F T**\n\n" + markdown);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", value = { "> a => \\> a", "# a => \\# a", "1. a => 1\\. a", "12) a => 12\\) a",
            "1.2.3 a => 1.2.3 a", "--- => \\---", "=== => \\===", "- a => \\- a", "+ a => \\+ a", "* a => \\* a",
            "| a | b | => \\| a \\| b \\|", "in 2024. Then => in 2024. Then" })
    void showsWordsAsTheyAre(String words, String markdown) {
        Notice notice = Notice.of("x", Severity.INFO, "T").text("first\n" + words).text("first\n   " + words).build();

        assertThat(RenderedForChime.of(SampleNotices.posting(notice, Form.FULL)))
                .isEqualTo("/md **\u2139\uFE0F T**\n\nfirst  \n" + markdown + "\n\nfirst  \n\u00A0\u00A0\u00A0" + markdown);
    }

    @Test
    void showsTheHostBesideATitleThatNamesAnother() {
        Notice notice = Notice.of("x", Severity.INFO, "https://bank.example").titleLink("https://evil.example/a").build();

        assertThat(RenderedForChime.of(SampleNotices.posting(notice, Form.FULL)))
                .isEqualTo("/md **\u2139\uFE0F https://bank.example** ([evil.example](https://evil.example/a))");
    }
}
