package dev.tocsin.chat.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.chat.Outcome;
import dev.tocsin.chat.Outcome.Delivered;
import dev.tocsin.chat.Outcome.Fault;
import dev.tocsin.chat.Outcome.Rejected;
import dev.tocsin.chat.Outcome.RetryAfter;
import dev.tocsin.chat.Reply.Answer;
import dev.tocsin.slack.SlackCode;
import dev.tocsin.slack.SlackCode.Meaning;

class SlackOutcomesTest {

    @Test
    void takesNothingButOkForASuccessOfAWebhook() {
        assertThat(SlackOutcomes.ofWebhook(answer(200, "ok"))).isEqualTo(new Delivered(200, Optional.empty()));
        assertThat(SlackOutcomes.ofWebhook(answer(200, "<html>Log in</html>")))
                .isEqualTo(new RetryAfter(200, "HTTP 200 with an unexpected body", Optional.empty(), false, true));
        assertThat(SlackOutcomes.ofWebhook(answer(404, "no_team")))
                .isEqualTo(new Rejected(404, "HTTP 404: no_team", Fault.DESTINATION)
                        .with("make a new incoming webhook in Slack and store its URL"));
    }

    @Test
    void keepsTheNameThatTheWebApiGivesAMessage() {
        String body = "{\"ok\":true,\"channel\":\"C1\",\"ts\":\"1503435956.000247\",\"message\":{\"ts\":\"x\",\"error\":\"y\",\"text\":\""
                + "a".repeat(100_000) + "\"}}";
        assertThat(SlackOutcomes.ofApi(answer(200, body))).isEqualTo(new Delivered(200, Optional.of("1503435956.000247")));
    }

    @Test
    void doesNotSendAgainWhatSlackTookEvenIfTheAnswerBreaksOff() {
        assertThat(SlackOutcomes.ofApi(answer(200, "{\"ok\":true,\"ts\":\"1.2\",\"message\":{\"te")))
                .isEqualTo(new Delivered(200, Optional.of("1.2")));
    }

    @Test
    void takesAYesWithoutANameOfTheMessageForASuccess() {
        assertThat(SlackOutcomes.ofApi(answer(200, "{\"ok\":true}"))).isEqualTo(new Delivered(200, Optional.empty()));
        assertThat(SlackOutcomes.ofApi(answer(200, "{\"ok\":true,\"ts\":17}"))).isEqualTo(new Delivered(200, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "ok", "[]", "{}", "{\"ok\":\"true\"}", "<html>", "{\"ok\":false}",
            "{\"ok\":tru", "{\"ok\":", "\u0000", "[[[[[[[[" })
    void triesAgainAfterAnAnswerThatIsNotSlacks(String body) {
        assertThat(SlackOutcomes.ofApi(answer(200, body))).isInstanceOf(RetryAfter.class);
    }

    @ParameterizedTest
    @CsvSource({ "internal_error, true", "fatal_error, true", "service_unavailable, false", "request_timeout, false",
            "org_login_required, false",
            "team_added_to_org, false" })
    void triesAgainWhenSlackHasATrouble(String error, boolean ambiguous) {
        assertThat(api(error)).isEqualTo(new RetryAfter(200, error, Optional.empty(), false, ambiguous));
    }

    @ParameterizedTest
    @CsvSource({ "channel_not_found, DESTINATION", "team_access_not_granted, DESTINATION", "not_in_channel, DESTINATION",
            "is_archived, DESTINATION",
            "restricted_action_read_only_channel, DESTINATION", "invalid_auth, CREDENTIAL", "token_revoked, CREDENTIAL",
            "missing_scope, CREDENTIAL", "account_inactive, CREDENTIAL", "invalid_blocks, CONTENT", "msg_too_long, CONTENT",
            "msg_blocks_too_long, CONTENT", "no_text, CONTENT", "too_many_attachments, CONTENT", "something_new, CONTENT" })
    void rejectsByTheErrorCode(String error, Fault fault) {
        assertThat(api(error)).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected).isEqualTo(new Rejected(200, error, fault, rejected.advice()));
            assertThat(rejected.advice().isPresent()).as("advice").isEqualTo(fault != Fault.CONTENT);
        });
    }

    /** Whoever adds a code finds here what becomes of the message. */
    @Test
    void eachClassOfCodesHasItsOutcome() {
        Map<Meaning, Predicate<Outcome>> expected = new EnumMap<>(Meaning.class);
        expected.put(Meaning.TOO_FAST, SlackOutcomesTest::isRateLimited);
        expected.put(Meaning.WORKSPACE_TOO_FAST, SlackOutcomesTest::isRateLimited);
        expected.put(Meaning.NOT_NOW, outcome -> outcome instanceof RetryAfter later && !later.rateLimited());
        expected.put(Meaning.MAYBE_DONE, outcome -> outcome instanceof RetryAfter later && later.ambiguous());
        expected.put(Meaning.TOKEN, outcome -> isFaultOf(outcome, Fault.CREDENTIAL));
        expected.put(Meaning.TOKEN_IS_DEAD, outcome -> isFaultOf(outcome, Fault.CREDENTIAL));
        expected.put(Meaning.SCOPE, outcome -> isFaultOf(outcome, Fault.CREDENTIAL));
        expected.put(Meaning.DESTINATION, outcome -> isFaultOf(outcome, Fault.DESTINATION));
        expected.put(Meaning.UNSEEN_CHANNEL, outcome -> isFaultOf(outcome, Fault.DESTINATION));
        // Of our settings: no answer to a message has it, so it is as one that nobody knows.
        expected.put(Meaning.SETTINGS, outcome -> isFaultOf(outcome, Fault.CONTENT));

        expected.forEach((meaning, isAsExpected) -> assertThat(SlackCode.allThatMean(meaning)).as(meaning.name())
                .isNotEmpty().allMatch(code -> isAsExpected.test(api(code))));
        // What ends an authorization says besides whether a message can be posted, by one of the classes above.
        assertThat(SlackCode.allThatMean(Meaning.AUTHORIZATION_IS_OVER))
                .allMatch(code -> isFaultOf(api(code), Fault.CREDENTIAL) || isFaultOf(api(code), Fault.DESTINATION));
        assertThat(expected.keySet()).as("each class").hasSize(Meaning.values().length - 1)
                .doesNotContain(Meaning.AUTHORIZATION_IS_OVER);
    }

    private static boolean isRateLimited(Outcome outcome) {
        return outcome instanceof RetryAfter later && later.rateLimited() && !later.ambiguous();
    }

    private static boolean isFaultOf(Outcome outcome, Fault fault) {
        return outcome instanceof Rejected rejected && rejected.fault() == fault;
    }

    @Test
    void saysWhatToDoAboutAChannelThatIsShut() {
        assertThat(api("is_archived")).isEqualTo(new Rejected(200, "is_archived", Fault.DESTINATION)
                .with("unarchive the channel in Slack, or name another"));
        assertThat(SlackOutcomes.ofWebhook(answer(410, "channel_is_archived"))).isInstanceOfSatisfying(Rejected.class,
                rejected -> assertThat(rejected.advice()).contains("unarchive the channel in Slack, or name another"));
        assertThat(SlackOutcomes.ofApi(answer(404, "<html>"))).isInstanceOfSatisfying(Rejected.class,
                rejected -> assertThat(rejected.advice().orElseThrow()).contains("tocsin.slack.api-url"));
    }

    @Test
    void waitsWhenItIsTooFast() {
        assertThat(api("ratelimited")).isEqualTo(
                new RetryAfter(200, "rate limited (HTTP 200)", Optional.of(Duration.ofSeconds(1)), true, false));
        assertThat(SlackOutcomes.ofApi(new Answer(429, Optional.of(Duration.ofSeconds(9)), "{\"ok\":false}"))).isEqualTo(
                new RetryAfter(429, "rate limited (HTTP 429), Retry-After 9 s", Optional.of(Duration.ofSeconds(9)), true,
                        false));
        assertThat(api("message_limit_exceeded")).isEqualTo(
                new RetryAfter(200, "message_limit_exceeded", Optional.of(Duration.ofMinutes(5)), true, false));
    }

    @Test
    void showsNoErrorThatIsNotACode() {
        assertThat(api("xoxb-s3cr3t is invalid"))
                .isEqualTo(new Rejected(200, "an error without a readable code", Fault.CONTENT));
    }

    private static Outcome api(String error) {
        return SlackOutcomes.ofApi(answer(200, "{\"ok\":false,\"error\":\"" + error + "\"}"));
    }

    private static Answer answer(int status, String body) {
        return new Answer(status, Optional.empty(), body);
    }
}
