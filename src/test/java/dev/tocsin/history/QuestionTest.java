package dev.tocsin.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.delivery.DeliveryState;
import dev.tocsin.history.Histories.Standing;
import dev.tocsin.notice.Severity;
import dev.tocsin.problem.ProblemException;

class QuestionTest {

    @ParameterizedTest
    @CsvSource({ "2026-11-24T00:00:00Z, 2026-11-24T00:00:00Z", "2026-11-24T00:00:00.123456Z, 2026-11-24T00:00:00.123456Z",
            "2026-11-24T01:00:00+01:00, 2026-11-24T00:00:00Z", "1970-01-01T00:00:00Z, 1970-01-01T00:00:00Z" })
    void takesTimesOfIso8601(String text, Instant time) {
        assertThat(new Question(text, null).from()).contains(time);
        assertThat(new Question(null, text).until()).contains(time);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "yesterday", "2026-11-24", "2026-11-24T00:00:00", "1764000000", "1969-12-31T23:59:59Z",
            "+10000-01-01T00:00:00Z", "2026-11-24T01:00:00 01:00", "-1000000000-01-01T00:00:00Z" })
    void saysHowATimeIsWritten(String text) {
        refuses(() -> new Question(text, null), "from", "ISO 8601");
        refuses(() -> new Question(null, text), "until", "ISO 8601");
    }

    @ParameterizedTest
    @ValueSource(strings = { "2026-11-24T00:00:00Z", "2026-11-23T00:00:00Z" })
    void endsAfterItBegins(String until) {
        refuses(() -> new Question("2026-11-24T00:00:00Z", until), "until", "later than from");
    }

    @Test
    void takesOneSeverityOrSeveral() {
        assertThat(Question.severities(List.of())).isEmpty();
        assertThat(Question.severities(List.of("GOOD", "HIGH", "GOOD"))).containsExactly(Severity.HIGH, Severity.GOOD);
        refuses(() -> Question.severities(List.of("HIGH", "high")), "severity",
                "CRITICAL, HIGH, MEDIUM, LOW, INFO, GOOD; repeat the parameter");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "alarm | alarm", "Payments-API-5xx Alarm | payments-api-5xx alarm",
            "payments- | payments", "i-0abc123 | i-0abc123", "'a'':*&!\u0000 <-> \\b' | a b",
            "\uD83D\uDD25 fire\uD83D\uDD25 | fire",
            "\uFB01re | fire", "xx axx | xx axx", "api-5xx 5xx | api-5xx 5xx", "https://a.b/c?d=e | https://a.b/c d e" })
    void readsWords(String text, String words) {
        assertThat(words(Question.terms(Optional.of(text)))).containsExactly(words.split(" "));
    }

    @Test
    void asksForTheEndTooOfWhatIsTooLongToBeKeptWhole() {
        assertThat(words(Term.of("arn:aws:sns:eu-west-1:123456789012:alarms-of-team-7"))).containsExactly(
                "arn:aws:sns:eu-west-1:123456789012:alarms-of-tea", "aws:sns:eu-west-1:123456789012:alarms-of-team-7");
        String joined = IntStream.range(10, 50).mapToObj(i -> "w" + i + "-").collect(Collectors.joining());
        assertThat(words(Question.terms(Optional.of(joined)))).hasSize(Question.MOST_WORDS);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "!?", "\u0000", "\uD83D\uDD25", ":*&|" })
    void needsAWord(String text) {
        refuses(() -> Question.terms(Optional.of(text)), "text", "a letter or a digit");
    }

    @Test
    void hasBounds() {
        refuses(() -> Question.terms(Optional.of("x".repeat(10_000))), "text", "at most 200 characters");
        refuses(() -> Question.terms(Optional.of("a b c d e f g h i j k")), "text", "at most 10 words");
        assertThat(words(Question.terms(Optional.of("x".repeat(200))))).containsExactly("x".repeat(Lexemes.LONGEST));
        assertThat(Question.terms(Optional.empty())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "165545c9-2a5c-472c-8df2-7ff2be2b3b1b, 165545c9-2a5c-472c-8df2-7ff2be2b3b1b",
            "165545C92A5C472C8DF27FF2BE2B3B1B, 165545c9-2a5c-472c-8df2-7ff2be2b3b1b",
            "'  165545c9-2a5c-472c-8df2-7ff2be2b3b1b ', 165545c9-2a5c-472c-8df2-7ff2be2b3b1b" })
    void takesWhatLooksLikeAMessageIdForOne(String text, UUID id) {
        assertThat(typed(text).messageId()).contains(id);
    }

    @ParameterizedTest
    @ValueSource(strings = { "alarm", "165545c9", "1-1-1-1-1", "165545c9-2a5c-472c-8df2-7ff2be2b3b1b alarm",
            "165545c92a5c472c8df27ff2be2b3b1g" })
    void takesNothingElseForAMessageId(String text) {
        assertThat(typed(text).messageId()).isEmpty();
    }

    @Test
    void takesWhatAStoredNotificationCanStandFor() {
        assertThat(Question.standing("DEAD")).isEqualTo(Standing.DEAD);
        refuses(() -> Question.standing("REFUSED"), "state", "DELIVERED, PENDING, DEAD, UNHEARD, RECORDED");
        assertThat(Question.state("DEAD")).isEqualTo(DeliveryState.DEAD);
        refuses(() -> Question.state("SENDING"), "state", "PENDING, DELIVERED or DEAD");
    }

    private static Narrowing typed(String text) {
        return new Narrowing(Question.terms(Optional.of(text)), Set.of(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static List<String> words(List<Term> terms) {
        return terms.stream().flatMap(term -> term.words().stream()).toList();
    }

    private static void refuses(ThrowingCallable question, String field, String message) {
        assertThatThrownBy(question).isInstanceOf(ProblemException.class).hasMessageContaining(field)
                .hasMessageContaining(message);
    }
}
