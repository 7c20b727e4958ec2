package dev.tocsin.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class SecretSealerTest {

    private static final String KEY = key(1);
    private static final String OTHER_KEY = key(2);
    private static final String CONTEXT = "configuration:payments";
    private static final Secret SECRET = Secret.of("https://hooks.slack.com/services/T0/B0/s3cr3t0");

    private final SecretSealer sealer = sealer(KEY);

    @Test
    void opensWhatItSealed() {
        assertThat(sealer.open(sealer.seal(SECRET, CONTEXT), CONTEXT)).isEqualTo(SECRET);
    }

    @Test
    void opensWhateverTextWasSealed() {
        for (String text : List.of("", "ä€😀", "x".repeat(10_000))) {
            assertThat(sealer.open(sealer.seal(Secret.of(text), CONTEXT), CONTEXT).reveal()).isEqualTo(text);
        }
    }

    @Test
    void namesSchemeAndKeyAndShowsNothingOfTheValue() {
        assertThat(sealer.seal(SECRET, CONTEXT)).matches("v1:72cd6e84:[A-Za-z0-9_-]{80,120}").doesNotContain("s3cr3t");
    }

    @Test
    void sealsTheSameValueDifferentlyEachTime() {
        assertThat(sealer.seal(SECRET, CONTEXT)).isNotEqualTo(sealer.seal(SECRET, CONTEXT));
    }

    @Test
    void opensInItsOwnContextOnly() {
        String sealed = sealer.seal(SECRET, CONTEXT);

        assertThatThrownBy(() -> sealer.open(sealed, "configuration:other")).isInstanceOf(UnopenableSecret.class)
                .hasMessageContaining("another place").hasMessageNotContaining("s3cr3t");
    }

    @Test
    void refusesWhatWasChanged() {
        String sealed = sealer.seal(SECRET, CONTEXT);
        char last = sealed.charAt(20);
        String changed = sealed.substring(0, 20) + (last == 'A' ? 'B' : 'A') + sealed.substring(21);

        assertThatThrownBy(() -> sealer.open(changed, CONTEXT)).isInstanceOf(UnopenableSecret.class);
    }

    @Test
    void refusesWhatIsNoSealedText() {
        for (String text : List.of("", "s3cr3t", "v2:72cd6e84:AAAA", "v1:72cd6e84:AAAA", "v1:72cd6e84:?", "v1:72cd6e84",
                "v1:s3cr3t:AAAA")) {
            assertThatThrownBy(() -> sealer.open(text, CONTEXT)).as(text).isInstanceOf(UnopenableSecret.class)
                    .hasMessageNotContaining("s3cr3t").hasMessageContaining(CONTEXT);
        }
    }

    @Test
    void opensWithThePreviousKeyAfterTheKeyWasChanged() {
        String sealed = sealer.seal(SECRET, CONTEXT);
        SecretSealer rotated = new SecretSealer(Optional.of(OTHER_KEY), Optional.of(List.of(KEY)));

        assertThat(rotated.open(sealed, CONTEXT)).isEqualTo(SECRET);
        assertThat(sealer(OTHER_KEY).open(rotated.seal(SECRET, CONTEXT), CONTEXT)).isEqualTo(SECRET);
    }

    @Test
    void saysWhichKeyIsMissing() {
        String sealed = sealer.seal(SECRET, CONTEXT);

        assertThatThrownBy(() -> sealer(OTHER_KEY).open(sealed, CONTEXT)).isInstanceOf(UnopenableSecret.class)
                .hasMessageContaining("72cd6e84").hasMessageContaining("tocsin.secrets.previous-keys");
    }

    @Test
    void withoutAKeySaysWhatToSet() {
        SecretSealer keyless = new SecretSealer(Optional.empty(), Optional.empty());

        assertThatThrownBy(() -> keyless.seal(SECRET, CONTEXT)).isInstanceOf(SecretSealer.NoSealingKey.class)
                .hasMessageContaining("tocsin.secrets.key").hasMessageContaining("openssl rand -base64 32");
    }

    @Test
    void refusesAMalformedKeyAtOnceWithoutShowingIt() {
        String tooShort = Base64.getEncoder().encodeToString("s3cr3t".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> sealer("s3cr3t!")).hasMessageContaining("tocsin.secrets.key is not base64")
                .hasMessageNotContaining("s3cr3t");
        assertThatThrownBy(() -> sealer(tooShort)).hasMessageContaining("6 bytes, not 32");
        assertThatThrownBy(() -> new SecretSealer(Optional.of(KEY), Optional.of(List.of(OTHER_KEY, tooShort))))
                .hasMessageContaining("tocsin.secrets.previous-keys holds 6 bytes");
    }

    @Test
    void takesAKeyThatEndsWithALineBreak() {
        assertThat(sealer(KEY + "\n").open(sealer.seal(SECRET, CONTEXT), CONTEXT)).isEqualTo(SECRET);
    }

    private static SecretSealer sealer(String key) {
        return new SecretSealer(Optional.of(key), Optional.empty());
    }

    private static String key(int filling) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) filling);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
