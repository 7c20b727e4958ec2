package dev.tocsin.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.tocsin.secret.Secret;
import dev.tocsin.secret.SecretSealer;
import dev.tocsin.secret.UnopenableSecret;

class OpenCredentialsTest {

    private static final String CONTEXT = "configuration:ops";

    private final SecretSealer sealer = new SecretSealer(Optional.of("czNjcjN0LXMzY3IzdC1zM2NyM3QtczNjcjN0LXMzY3I="),
            Optional.empty());
    private final OpenCredentials credentials = new OpenCredentials(sealer);

    @Test
    void aChangedCredentialIsUsedAtOnce() {
        String before = sealer.seal(Secret.of("before"), CONTEXT);
        String after = sealer.seal(Secret.of("after"), CONTEXT);

        assertThat(credentials.of(address(before, CONTEXT)).reveal()).isEqualTo("before");
        assertThat(credentials.of(address(after, CONTEXT)).reveal()).isEqualTo("after");
        assertThat(credentials.of(address(before, CONTEXT)).reveal()).isEqualTo("before");
    }

    @Test
    void whatIsKnownHereIsOfNoUseInAnotherPlace() {
        String sealed = sealer.seal(Secret.of("s3cr3t"), CONTEXT);
        credentials.of(address(sealed, CONTEXT));

        assertThatThrownBy(() -> credentials.of(address(sealed, "configuration:other")))
                .isInstanceOf(UnopenableSecret.class);
    }

    private static Claim.Address address(String sealed, String context) {
        return new Claim.Address("slack-webhook", "", sealed, context, false, true);
    }
}
