package dev.tocsin.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.MovingClock;
import dev.tocsin.secret.Secret;

/** With the example of docs.slack.dev/authentication/verifying-requests-from-slack. */
class SlackSignatureTest {

    private static final String TIMESTAMP = "1531420618";
    private static final String SIGNATURE = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
    private static final byte[] BODY = ("token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
            + "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect"
            + "&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554"
            + "%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c")
            .getBytes(StandardCharsets.UTF_8);

    private final MovingClock clock = new MovingClock(Instant.ofEpochSecond(1531420618));
    private final SlackSignature signature = new SlackSignature(Secret.of("8f742231b10e8888abcd99yyyzzz85a5"), clock);

    @Test
    void acceptsWhatSlackSigned() {
        assertThat(signature.objection(TIMESTAMP, SIGNATURE, BODY)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "v0=", "a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
            "v0=A2114D57B48EAC39B9AD189DD8316235A7B4A8D21A10BD27519666489C69B503",
            "v1=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
            "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b504" })
    void refusesAnyOtherSignature(String other) {
        assertThat(signature.objection(TIMESTAMP, other, BODY)).hasValueSatisfying(why -> assertThat(why)
                .contains("tocsin.slack.signing-secret").doesNotContain("8f742231"));
    }

    @Test
    void refusesAnotherBodyTimestampOrSecret() {
        byte[] changed = BODY.clone();
        changed[0] ^= 1;

        assertThat(signature.objection(TIMESTAMP, SIGNATURE, changed)).isPresent();
        assertThat(signature.objection("1531420619", SIGNATURE, BODY)).isPresent();
        assertThat(new SlackSignature(Secret.of("other"), clock).objection(TIMESTAMP, SIGNATURE, BODY)).isPresent();
    }

    @Test
    void refusesWhatIsOlderThanFiveMinutes() {
        clock.pass(Duration.ofMinutes(5));
        assertThat(signature.objection(TIMESTAMP, SIGNATURE, BODY)).isEmpty();
        clock.pass(Duration.ofSeconds(1));
        assertThat(signature.objection(TIMESTAMP, SIGNATURE, BODY))
                .hasValueSatisfying(why -> assertThat(why).contains("300 s"));
    }

    @Test
    void refusesWhatComesFromMoreThanFiveMinutesAhead() {
        clock.pass(Duration.ofMinutes(-5));
        assertThat(signature.objection(TIMESTAMP, SIGNATURE, BODY)).isEmpty();
        clock.pass(Duration.ofSeconds(-1));
        assertThat(signature.objection(TIMESTAMP, SIGNATURE, BODY)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "-1", "1531420618.5", " 1531420618", "99999999999999999999" })
    void refusesATimestampThatIsNone(String timestamp) {
        assertThat(signature.objection(timestamp, SIGNATURE, BODY)).isPresent();
    }

    @Test
    void refusesWhatHasNoHeaders() {
        assertThat(signature.objection(null, SIGNATURE, BODY)).isPresent();
        assertThat(signature.objection(TIMESTAMP, null, BODY)).isPresent();
    }
}
