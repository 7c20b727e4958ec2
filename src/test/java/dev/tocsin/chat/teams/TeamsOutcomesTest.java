package dev.tocsin.chat.teams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;

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

class TeamsOutcomesTest {

    @ParameterizedTest
    @CsvSource({ "200,''", "202,''", "200,'{\"ok\": true}'", "201,1" })
    void takesAcceptedForDeliveredButNotConfirmed(int status, String body) {
        assertThat(of(status, body))
                .isEqualTo(new Delivered(status, Optional.empty(), Optional.of(TeamsOutcomes.UNCONFIRMED)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "400 | TriggerInputSchemaMismatch  | CONTENT     | other form of envelope",
            "401 | DirectApiAuthorizationRequired | DESTINATION | sig of its URL is wrong",
            "403 | AuthorizationFailed         | DESTINATION | only people of the tenant",
            "404 | WorkflowNotFound            | DESTINATION | no such workflow any more",
            "410 | Gone                        | DESTINATION | switched off",
            "400 | WorkflowTriggerIsNotEnabled | DESTINATION | owner has left",
            "413 | RequestEntityTooLarge       | CONTENT     | too large" })
    void saysWhatIsWrongAndWhatToDo(int status, String code, Fault fault, String advice) {
        Outcome outcome = of(status, error(code));

        assertThat(outcome).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.status()).isEqualTo(status);
            assertThat(rejected.fault()).isEqualTo(fault);
            assertThat(rejected.told()).startsWith("HTTP " + status + ": " + code + ": ").contains(advice);
            assertThat(rejected.advice().isPresent()).isEqualTo(fault == Fault.DESTINATION);
        });
    }

    @Test
    void waitsAsLongAsItIsTold() {
        assertThat(TeamsOutcomes.of(new Answer(429, Optional.of(Duration.ofSeconds(77)), error("TooManyRequests")))).isEqualTo(
                new RetryAfter(429, "HTTP 429: TooManyRequests: rate limited by Teams", Optional.of(Duration.ofSeconds(77)),
                        true,
                        false));
        assertThat(of(429, "")).isEqualTo(
                new RetryAfter(429, "HTTP 429: rate limited by Teams", Optional.of(Duration.ofSeconds(30)), true, false));
    }

    @Test
    void readsAnErrorThatIsPassedOnAsASuccess() {
        String said = "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error %s with"
                + " ContextId tcid=0,server=s3cr3t";
        assertThat(of(200, said.formatted(429))).isEqualTo(new RetryAfter(200,
                "HTTP 200 with error 429: rate limited by Teams", Optional.of(Duration.ofSeconds(30)), true, false));
        assertThat(of(200, said.formatted(413))).isEqualTo(
                new Rejected(200, "HTTP 200 with error 413: the message is too large for Teams", Fault.CONTENT));
        assertThat(of(200, said.formatted(500)))
                .isEqualTo(new RetryAfter(200, "HTTP 200 with error 500", Optional.empty(), false, false));
        assertThat(of(200, said.formatted(418)))
                .isEqualTo(new Rejected(200, "HTTP 200 with error 418", Fault.DESTINATION)
                        .with("look into the workflow's run history in Power Automate"));
    }

    @ParameterizedTest
    @ValueSource(ints = { 502, 504 })
    void takesALostAnswerForPerhapsDelivered(int status) {
        assertThat(of(status, error("NoResponse"))).isInstanceOfSatisfying(RetryAfter.class, retry -> {
            assertThat(retry.ambiguous()).isTrue();
            assertThat(retry.rateLimited()).isFalse();
            assertThat(retry.reason()).contains("lost sight");
        });
    }

    @ParameterizedTest
    @CsvSource({ "500,false", "503,false", "408,false" })
    void triesAgainAfterAFaultOfTheirs(int status, boolean ambiguous) {
        assertThat(of(status, "")).isInstanceOfSatisfying(RetryAfter.class,
                retry -> assertThat(retry.ambiguous()).isEqualTo(ambiguous));
    }

    @Test
    void takesAPageForNoAnswerOfAFlow() {
        assertThat(of(200, " <!doctype html><title>Sign in</title>")).isInstanceOfSatisfying(RetryAfter.class,
                retry -> assertThat(retry.ambiguous()).isTrue());
        assertThat(of(302, "")).isInstanceOfSatisfying(Rejected.class,
                rejected -> assertThat(rejected.fault()).isEqualTo(Fault.DESTINATION));
    }

    @Test
    void showsNoSecretThatAnAnswerRepeats() {
        for (int status : new int[] { 200, 302, 400, 401, 404, 418, 429, 500, 502 }) {
            for (String body : new String[] { error("sig=s3cr3t"), error("s3cr3tAaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQqRrSs"),
                    "s3cr3t" }) {
                assertThat(of(status, body).toString()).doesNotContain("s3cr3t");
            }
        }
    }

    private static Outcome of(int status, String body) {
        return TeamsOutcomes.of(new Answer(status, Optional.empty(), body));
    }

    private static String error(String code) {
        return "{\"error\": {\"code\": \"" + code + "\", \"message\": \"The workflow s3cr3t is not to be shown.\"}}";
    }
}
