package dev.tocsin.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterpretersTest {

    @Test
    void haveAnOrderUnlessTheyAreCertain() {
        assertThat(AllInterpreters.classes()).hasSizeGreaterThanOrEqualTo(6).extracting(AllInterpreters::priority)
                .filteredOn(priority -> priority != Interpreter.KNOWN).doesNotHaveDuplicates();
    }

    @Test
    void goOnToTheNextWhenOneBreaks() {
        Interpreter broken = reading -> {
            throw new IllegalStateException(reading.message().body());
        };
        Interpreter endless = new Interpreter() {
            @Override
            @SuppressWarnings("InfiniteRecursion") // that is what it is for
            public Optional<Notice> interpret(Reading reading) {
                return interpret(reading);
            }
        };
        Interpreter forgetful = reading -> null;
        Interpreter greedy = reading -> {
            throw new OutOfMemoryError("Java heap space");
        };
        Interpreter good = reading -> Optional.of(Notice.of("good", Severity.INFO, "good").build());
        List<String> logged = new ArrayList<>();

        Notice notice = logging(logged, () -> new Interpreters(List.of(broken, endless, forgetful, greedy, good))
                .interpret(Samples.message("s3cr3t payload")));

        assertThat(notice.family()).isEqualTo("good");
        assertThat(logged).hasSize(4).allSatisfy(line -> assertThat(line)
                .contains("7f6b5a44-0000-4000-8000-000000000001").doesNotContain("s3cr3t"));
    }

    @Test
    void haveTheTextItselfAsFloor() {
        Notice notice = new Interpreters(List.of()).interpret(Samples.message(null, "hello"));

        assertThat(notice.title()).isEqualTo("Notification");
        assertThat(notice.texts()).containsExactly(new Text.Plain("hello"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"a\": 1, \"a\": 2}", "{\"a\": NaN}", "{} {}", "{'a': 1}", "{\"a\": 1,}", "{\"a\"", "[1,,2]",
            "{\"a\": 01}", "{\"a\": \"\u0001\"}" })
    void takeForTextWhatIsNotStrictlyJson(String body) {
        assertThat(AllInterpreters.asked().interpret(Samples.message(body)).family()).isEqualTo("text");
    }

    @Test
    void readNestingWithinReasonAndTakeTheRestForText() {
        assertThat(interpreted("[".repeat(40) + "]".repeat(40)).family()).isEqualTo("json");
        assertThat(interpreted("{\"a\":".repeat(40) + "1" + "}".repeat(40)).family()).isEqualTo("json");
        assertThat(interpreted("[".repeat(5_000) + "]".repeat(5_000)).family()).isEqualTo("text");
        assertThat(interpreted("{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000)).family()).isEqualTo("text");
        assertThat(interpreted("{\"n\": " + "9".repeat(5_000) + "}").family()).isEqualTo("text");
    }

    @Test
    void openJsonThatIsWrappedInAString() {
        assertThat(interpreted("\"{\\\"AlarmName\\\": \\\"cpu\\\", \\\"NewStateValue\\\": \\\"OK\\\"}\"").family())
                .isEqualTo("cloudwatch-alarm");
        assertThat(interpreted("\uFEFF{\"AlarmName\": \"cpu\", \"NewStateValue\": \"OK\"}").family())
                .isEqualTo("cloudwatch-alarm");
    }

    @Test
    void leaveNoControlNorTornCharactersInLinks() {
        String url = "https://a.example/\uD800b\u0000";
        Interpreter linking = reading -> Optional.of(Notice.of("x", Severity.INFO, "x").titleLink(url).image(url)
                .link("x", url).fact(Fact.of("x", new Link("x", url))).build());

        Notice notice = new Interpreters(List.of(linking)).interpret(Samples.message("x"));

        assertThat(notice.titleLink()).contains("https://a.example/\uFFFDb");
        assertThat(notice.toString()).doesNotContain("\u0000").doesNotContain("\uD800");
    }

    @Test
    void hideInAMessageWhatIsSecretInTheEnvelopeAroundIt() {
        String envelope = """
                {"Type": "Notification", "TopicArn": "arn:aws:sns:eu-west-1:210987654321:alarms", "authToken": "s3cr3t-0815",
                 "Message": "called with s3cr3t-0815"}""";

        assertThat(interpreted(envelope).toString()).contains("called with ***").doesNotContain("s3cr3t");
    }

    @Test
    void leaveNoControlNorTornCharacters() {
        Notice notice = AllInterpreters.asked().interpret(
                Samples.message("a\u0000b\r\n\uD800c", "{\"name\": \"x\\u0000\\uDC00\\u001by\", \"text\": \"\uD83D\uDE00\"}"));

        assertThat(notice.title()).isEqualTo("ab \uFFFDc");
        assertThat(Samples.facts(notice)).containsExactly("Name: x\uFFFDy", "Text: \uD83D\uDE00");
    }

    private static Notice interpreted(String body) {
        return AllInterpreters.asked().interpret(Samples.message(body));
    }

    private static Notice logging(List<String> lines, java.util.function.Supplier<Notice> work) {
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                String parameters = entry.getParameters() == null ? "" : " " + List.of(entry.getParameters());
                lines.add(entry.getMessage() + parameters + (entry.getThrown() == null ? "" : " " + entry.getThrown()));
            }

            @Override
            public void flush() {
            }

            @Override
            public void close() {
            }
        };
        Logger logger = Logger.getLogger(Interpreters.class.getName());
        logger.addHandler(handler);
        try {
            return work.get();
        } finally {
            logger.removeHandler(handler);
        }
    }
}
