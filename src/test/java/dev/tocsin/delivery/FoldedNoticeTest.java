package dev.tocsin.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.tocsin.chat.EveryChat;
import dev.tocsin.chat.Form;
import dev.tocsin.chat.Posting;
import dev.tocsin.chat.SampleNotices;
import dev.tocsin.delivery.Digest.Told;
import dev.tocsin.notice.Fact;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Severity;

/** What one message says of a matter that repeats. */
class FoldedNoticeTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void isTheNewestInFullWithHowOftenAndSinceWhen() {
        Notice old = Notice.of("alarm", Severity.CRITICAL, "cpu is high").text("94 %").build();
        Notice newest = Notice.of("alarm", Severity.GOOD, "cpu is fine").text("20 %").fact("Region", "Ireland")
                .titleLink("https://console.aws.amazon.com/x").footer("small print").correlationKey("cpu").build();

        Notice folded = FoldedNotice.of(List.of(new Told(NOON, old), new Told(NOON.plusSeconds(250), newest)), 1, "/history");

        assertThat(folded.title()).isEqualTo("cpu is fine (2 times in 4 minutes 10 seconds)");
        assertThat(folded.severity()).isEqualTo(Severity.GOOD);
        assertThat(folded.texts()).isEqualTo(newest.texts());
        assertThat(folded.titleLink()).isEqualTo(newest.titleLink());
        assertThat(folded.correlationKey()).isEqualTo(newest.correlationKey());
        assertThat(folded.facts()).containsExactly(newest.facts().get(0), Fact.of("First of these", NOON),
                Fact.of("Last of these", NOON.plusSeconds(250)));
        assertThat(folded.footer())
                .contains("small print\nShown once, since this matter repeats. Each is in the history: /history");
    }

    @Test
    void saysThatItFlapsFromFiveChangesOn() {
        List<Told> told = List.of(new Told(NOON, Notice.of("alarm", Severity.GOOD, "cpu").build()));

        assertThat(FoldedNotice.of(told, 4, "").title()).doesNotContain("flapping");
        assertThat(FoldedNotice.of(told, 5, "").title()).endsWith(", flapping: 5 changes within 15 minutes)");
    }

    /** Slack would show a ready payload as its publisher wrote it, which says nothing of the others. */
    @Test
    void everyChatShowsHowOften() {
        SampleNotices.all().forEach((name, notice) -> {
            Notice folded = FoldedNotice.of(List.of(new Told(NOON, notice), new Told(NOON, notice), new Told(NOON, notice)), 0,
                    "/api/deliveries?postingId=x");
            Posting posting = new Posting(1, folded, Form.FULL, Optional.empty());
            assertThat(EveryChat.CHATS).as(name)
                    .allSatisfy(chat -> assertThat(chat.render(posting).toString()).contains("3 times in 0 seconds"));
        });
    }
}
