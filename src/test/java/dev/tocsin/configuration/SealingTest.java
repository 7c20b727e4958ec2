package dev.tocsin.configuration;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.tocsin.problem.ProblemException;
import dev.tocsin.secret.Secret;
import dev.tocsin.secret.SecretSealer;

class SealingTest {

    @Test
    void withoutAKeyTheAnswerSaysWhatToSet() {
        Sealing sealing = new Sealing(new SecretSealer(Optional.of(""), Optional.empty()));

        assertThatThrownBy(() -> sealing.seal(Secret.of("s3cr3t"), "configuration:a")).isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("503").hasMessageContaining("tocsin.secrets.key")
                .hasMessageContaining("openssl rand -base64 32").hasMessageNotContaining("s3cr3t");
    }
}
