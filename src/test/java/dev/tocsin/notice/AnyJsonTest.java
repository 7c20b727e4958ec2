package dev.tocsin.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnyJsonTest {

    @Test
    void showsScalarsAsFactsAndSentencesAsText() {
        Notice notice = Samples.interpreted("general/json-flat.json");

        assertThat(notice.family()).isEqualTo("json");
        assertThat(notice.severity()).isEqualTo(Severity.HIGH);
        assertThat(notice.title()).isEqualTo("Could not reach the bank:");
        assertThat(notice.region()).contains("eu-west-1");
        assertThat(notice.account()).contains("210987654321");
        assertThat(notice.texts()).containsExactly(new Text.Plain("Could not reach the bank:\nconnection refused"),
                new Text.Preformatted("{\n  \"tags\": [\n    \"a\",\n    \"b\"\n  ]\n}"));
        assertThat(Samples.facts(notice)).contains("Service: billing", "Status: ERROR", "Retries: 3", "Amount: 30", "Ok: false",
                "At: " + Instant.parse("2026-03-02T09:15:31Z"));
    }

    @Test
    void keepsWhatIsTooLongForATitle() {
        String words = "x".repeat(140) + " and then what matters most";

        Notice notice = AllInterpreters.asked().interpret(Samples.message("{\"message\": \"" + words + "\"}"));

        assertThat(notice.title()).hasSize(150).endsWith("…");
        assertThat(notice.texts()).containsExactly(new Text.Plain(words));
    }

    @Test
    void hidesATokenWhereverItsValueStands() {
        Notice notice = Samples.interpreted("general/json-token.json");

        assertThat(notice.toString()).contains("\"token\": \"***\"").contains("/approve/***").doesNotContain("s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"password\": \"s3cr3t\"}", "{\"a\": {\"db-Password\": \"s3cr3t\"}}",
            "{\"client_secret\": [\"s3cr3t\"]}",
            "{\"env\": [{\"name\": \"API_KEY\", \"value\": \"s3cr3t\"}]}",
            "{\"x\": \"{\\\"authorization\\\": \\\"s3cr3t\\\"}\"}",
            "{\"Authorization\": {\"scheme\": \"s3cr3t\"}}", "{\"pin\": 1, \"passwordHint\": \"s3cr3t\"}",
            "\"{\\\"token\\\": \\\"s3cr3t\\\"}\"", "{\"UnsubscribeURL\": \"https://sns.example/s3cr3t\"}" })
    void hidesSecretsInAnyPlace(String body) {
        assertThat(AllInterpreters.asked().interpret(Samples.message(body)).toString()).contains("***")
                .doesNotContain("s3cr3t");
    }

    @Test
    void showsWhatOnlySoundsLikeASecret() {
        Notice notice = AllInterpreters.asked().interpret(Samples.message(
                """
                        {"totalTokens": 4096, "hasPassword": true, "secretArn": "arn:aws:secretsmanager:eu-west-1:210987654321:secret:db"}"""));

        assertThat(Samples.facts(notice)).containsExactly("Total tokens: 4096", "Has password: true",
                "Secret ARN: arn:aws:secretsmanager:eu-west-1:210987654321:secret:db");
    }

    @ParameterizedTest
    @ValueSource(strings = { "5", "null", "true", "[]", "{}", "-1.5e400", "[[[]]]" })
    void hasATitleForJsonThatSaysNothing(String body) {
        Notice notice = AllInterpreters.asked().interpret(Samples.message(body));

        assertThat(notice.family()).isEqualTo("json");
        assertThat(notice.title()).isEqualTo("Notification from on-duty");
    }

    @Test
    void takesTheSubjectAsTitle() {
        Notice notice = AllInterpreters.asked().interpret(Samples.message("Backup succeeded", "{\"title\": \"other\"}"));

        assertThat(notice.title()).isEqualTo("Backup succeeded");
        assertThat(notice.severity()).isEqualTo(Severity.GOOD);
        assertThat(Samples.facts(notice)).containsExactly("Title: other");
    }

    @Test
    void showsArraysAsTheyAre() {
        assertThat(Samples.interpreted("general/json-array.json").texts()).containsExactly(
                new Text.Preformatted("[\n  1,\n  \"two\",\n  null,\n  {\n    \"three\": [\n      3.0\n    ]\n  }\n]"));
    }

    /** Indented, this has 22 million characters; what is kept and what is counted make up all of them. */
    @Test
    void keepsNoMoreOfDeepJsonThanAChatCouldShow() {
        int ones = 20_000;
        Notice notice = AllInterpreters.asked().interpret(
                Samples.message("[".repeat(50) + "1,".repeat(ones - 1) + "1" + "]".repeat(50)));

        Text.Preformatted text = (Text.Preformatted) notice.texts().get(0);
        assertThat(text.content()).startsWith("[\n  [\n").hasSizeLessThanOrEqualTo(20_000);
        int brackets = IntStream.range(0, 50).map(depth -> 2 * (2 * depth + 2)).sum() - 1;
        assertThat(text.content().length() + text.missing()).isEqualTo(brackets + ones * 103 - 1);
    }

    @Test
    void stopsCountingWhatNobodyWillSee() {
        Notice notice = AllInterpreters.asked().interpret(
                Samples.message("[".repeat(98) + "1,".repeat(120_000) + "1" + "]".repeat(98)));

        assertThat(((Text.Preformatted) notice.texts().get(0)).missing()).isBetween(9_000_000, 11_000_000);
    }
}
