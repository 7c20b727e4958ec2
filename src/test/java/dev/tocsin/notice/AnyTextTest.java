package dev.tocsin.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnyTextTest {

    @Test
    void hasItsFirstLineAsTitleWhereThereIsNoSubject() {
        Notice notice = Samples.interpreted("general/text-prose.txt");

        assertThat(notice.family()).isEqualTo("text");
        assertThat(notice.title()).isEqualTo("The nightly export is late.");
        assertThat(notice.texts()).containsExactly(new Text.Plain("It usually ends at 04:00. Today it was still running"
                + " at 06:30; see https://jobs.example.com/export"));
    }

    @Test
    void hasTheSubjectAsTitleAndKeepsLinesThatMatter() {
        Notice notice = AllInterpreters.asked().interpret(
                Samples.message("Nightly export", Samples.body("general/text-pairs.txt")));

        assertThat(notice.title()).isEqualTo("Nightly export");
        assertThat(notice.texts()).singleElement().isInstanceOf(Text.Preformatted.class);
    }

    @Test
    void keepsALineThatIsTooLongForATitle() {
        String line = "x".repeat(140) + " and then what matters most";

        Notice notice = AllInterpreters.asked().interpret(Samples.message(line));

        assertThat(notice.title()).hasSize(150).endsWith("…");
        assertThat(notice.texts()).containsExactly(new Text.Plain(line));
    }

    @Test
    void losesLinksThatEndASubscription() {
        Notice notice = Samples.interpreted("general/text-footer.txt");

        assertThat(notice.toString()).contains("Your quota is nearly used up.").contains("[subscription link removed] now.")
                .doesNotContain("s3cr3t").doesNotContain("Action=Unsubscribe");
    }

    @ParameterizedTest
    @ValueSource(strings = { "a | b\nc | d", "Name: x\nState: y", "K='1'\nL='2'", "2026-03-02 10:00 a\n2026-03-02 10:01 b",
            "{\n \"broken\": \n", "at x\n  at y\n  at z\n  at w" })
    void isPreformattedWhereItLooksLikeATableOrALog(String body) {
        assertThat(AllInterpreters.asked().interpret(Samples.message("s", body)).texts())
                .containsExactly(new Text.Preformatted(body.strip()));
    }

    @ParameterizedTest
    @ValueSource(strings = { "Dear all,\nplease look.\nThanks", "one line only", "See https://a.example:\nhttps://b.example" })
    void isPlainOtherwise(String body) {
        assertThat(AllInterpreters.asked().interpret(Samples.message("s", body)).texts())
                .containsExactly(new Text.Plain(body));
    }

    @Test
    void endsItsTitleWhereASentenceDoes() {
        Notice notice = Samples.interpreted("general/text-long-line.txt");

        assertThat(notice.title()).endsWith("Your build status is FAILED.");
        assertThat(notice.texts()).hasSize(1);
        assertThat(notice.texts().toString()).contains("Go to https://").doesNotContain("Your build status");
    }

    @Test
    void isCalledByItsTextWhereTheSubjectSaysNothing() {
        Notice notice = Samples.interpreted("general/text-generic-subject.txt");

        assertThat(notice.severity()).isEqualTo(Severity.HIGH);
        assertThat(notice.title()).isEqualTo("The build build/p:1 of project p ended with status FAILED.");
        assertThat(Samples.facts(notice)).containsExactly("Subject: Build notification");
        assertThat(AllInterpreters.asked().interpret(Samples.message("Order of shop-7", "It is late.")).title())
                .isEqualTo("Order of shop-7");
    }

    @ParameterizedTest
    @ValueSource(strings = { "Cannot reach db-7", "Rows: 0\nStatus: FAILED\nTook: 5 s" })
    void isAsBadAsItsTextWhereTheSubjectSaysNothingOfThat(String body) {
        assertThat(AllInterpreters.asked().interpret(Samples.message("Nightly export", body)).severity())
                .isEqualTo(Severity.HIGH);
    }

    /** Each of these made a known formatter for SNS messages throw. */
    @ParameterizedTest
    @ValueSource(strings = { "the word text is in here", "see the attachments", "AlarmName is a word", "\"text\"",
            "\"a JSON string with attachments\"" })
    void isNotMistakenForAnythingElse(String body) {
        assertThat(AllInterpreters.asked().interpret(Samples.message(body)).family()).isEqualTo("text");
    }

    @Test
    void isReadFromAJsonString() {
        Notice notice = AllInterpreters.asked().interpret(Samples.message("\"Instance \\\"i-1\\\" is down\\nCall Ada\""));

        assertThat(notice.title()).isEqualTo("Instance \"i-1\" is down");
        assertThat(notice.texts()).containsExactly(new Text.Plain("Call Ada"));
    }
}
