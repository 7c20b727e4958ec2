package dev.tocsin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.tocsin.MovingClock;
import dev.tocsin.access.FormTokens.Verdict;
import dev.tocsin.secret.Secret;
import dev.tocsin.secret.SecretSealer;

class FormTokensTest {

    private static final String KEY = Base64.getEncoder()
            .encodeToString("s3cr3t-key-of-thirty-two-bytes!!".getBytes(StandardCharsets.UTF_8));
    private static final String NEXT = Base64.getEncoder()
            .encodeToString("s3cr3t-key-that-comes-after-it!!".getBytes(StandardCharsets.UTF_8));

    private final MovingClock clock = new MovingClock(Instant.parse("2026-11-25T12:00:00Z"));
    private final NeededRole neededRole = new NeededRole(List.of());
    private final SecretSealer sealer = new SecretSealer(Optional.of(KEY), Optional.empty());
    private final FormTokens forms = new FormTokens(sealer, clock);
    private final Visitor ada = visitor("ada", "person");

    @Test
    void isGoodForTheOneWhomItWasGivenTo() {
        String token = forms.issue(ada);

        assertThat(forms.check(token, ada)).isEqualTo(Verdict.GOOD);
        assertThat(forms.check(token, visitor("bob", "person"))).isEqualTo(Verdict.STALE);
        assertThat(forms.check(token, visitor("ada", "token"))).isEqualTo(Verdict.STALE);
        assertThat(forms.check(token, Visitor.nobody(neededRole))).isEqualTo(Verdict.STALE);
    }

    @Test
    void isGoodForADay() {
        String token = forms.issue(ada);
        clock.pass(FormTokens.LIFE.minusSeconds(1));
        assertThat(forms.check(token, ada)).isEqualTo(Verdict.GOOD);
        clock.pass(Duration.ofSeconds(1));
        assertThat(forms.check(token, ada)).isEqualTo(Verdict.STALE);
    }

    @Test
    void noneOfOthersMakingIsGood() {
        String token = forms.issue(ada);
        String elsewhere = sealer.seal(Secret.of(clock.instant().getEpochSecond() + "\nperson\nada"), "configuration:payments");
        String ofAnotherKey = new FormTokens(new SecretSealer(Optional.of(NEXT), Optional.empty()), clock).issue(ada);

        for (String forged : List.of(elsewhere, ofAnotherKey, token + "A", token.substring(0, token.length() - 4), "v1:x:y",
                "x", "v1:" + sealer.currentKey().orElseThrow() + ":" + "A".repeat(10_000))) {
            assertThat(forms.check(forged, ada)).as(forged).isEqualTo(Verdict.FORGED);
        }
        assertThat(forms.check((String) null, ada)).isEqualTo(Verdict.MISSING);
        assertThat(forms.check("", ada)).isEqualTo(Verdict.MISSING);
    }

    @Test
    void outlastsAChangeOfTheKey() {
        String token = forms.issue(ada);
        FormTokens after = new FormTokens(new SecretSealer(Optional.of(NEXT), Optional.of(List.of(KEY))), clock);

        assertThat(after.check(token, ada)).isEqualTo(Verdict.GOOD);
    }

    @Test
    void withoutAKeyThereIsNone() {
        FormTokens keyless = new FormTokens(new SecretSealer(Optional.empty(), Optional.empty()), clock);

        assertThat(keyless.issue(ada)).isEmpty();
        assertThat(keyless.check(forms.issue(ada), ada)).isEqualTo(Verdict.NO_KEY);
    }

    private Visitor visitor(String name, String kind) {
        return Visitor.of(Identities.of(name, kind, Optional.of(Role.EDITOR)), neededRole);
    }
}
