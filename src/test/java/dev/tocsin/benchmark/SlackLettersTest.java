package dev.tocsin.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import dev.tocsin.secret.Secret;
import dev.tocsin.slack.SlackSignature;

class SlackLettersTest {

    private final SlackLetters slack = new SlackLetters("http://127.0.0.1:1");

    @Test
    void whatPeopleTypeIsSignedAsSlackSigns() {
        assertThat(slack.mentions(2, 3).letters()).allSatisfy(SlackLettersTest::isSigned);
        assertThat(slack.slashCommands(2, 3).letters()).allSatisfy(SlackLettersTest::isSigned);
    }

    private static void isSigned(Letter letter) {
        String request = letter.request().toString();
        String body = request.substring(request.indexOf("\r\n\r\n") + 4);
        assertThat(header(request, "Content-Length")).isEqualTo(String.valueOf(body.length()));
        assertThat(new SlackSignature(Secret.of(SlackLetters.SECRET), Clock.systemUTC()).objection(
                header(request, "X-Slack-Request-Timestamp"), header(request, "X-Slack-Signature"),
                body.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    private static String header(String request, String name) {
        Matcher line = Pattern.compile("\n" + name + ": (.*)\r\n").matcher(request);
        return line.find() ? line.group(1) : null;
    }

    @Test
    void noNumberComesTwiceAndAllServicesComeInTurn() {
        List<Letter> letters = slack.mentions(5, 3).letters();

        assertThat(letters).extracting(Letter::number).containsExactly(0, 1, 2, 3, 4);
        assertThat(slack.slashCommands(1, 3).letters()).extracting(Letter::number).containsExactly(5);
        String all = letters.stream().map(letter -> letter.request().toString()).collect(Collectors.joining());
        assertThat(all).contains(Arrays.stream(StubbedService.values())
                .map(service -> service.command(service.ordinal(), 3)).toList());
    }

    @Test
    void aServiceAnswersWithAsManyThingsAsTheCommandWants() {
        for (StubbedService service : StubbedService.values()) {
            assertThat(service.command(42, 7)).contains("command-00000042-7");
            assertThat(service.answer(42, 7).toString().split("answer-00000042-7\\b")).as(service.title())
                    .hasSizeGreaterThan(1);
            assertThat(service.answer(42, 7).toString()).doesNotContain("answer-00000042-8", "%");
        }
    }

    @Test
    void anAnswerSaysItsCommandItsThreadAndHowMuchItTells() {
        String posted = "{\"text\":\"*Alarms* (3)\",\"cell\":\"answer-00000042-1\",\"thread_ts\":\"" + SlackLetters.ts(42)
                + "\"}";

        assertThat(ChatStub.answer(posted, 7)).isEqualTo(new PostedAnswer(42, 42, 3, 7));
        assertThat(ChatStub.answer("{\"text\":\"Something went wrong\"}", 7)).isEqualTo(new PostedAnswer(-1, -1, -1, 7));
    }
}
