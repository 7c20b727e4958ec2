package dev.tocsin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

/** A provider without an audience is warned of. */
class RequiredAudienceTest {

    private static final Optional<String> PROVIDER = Optional.of("https://idp.example.com/realms/acme");

    @Test
    void warnsWhereTokensForAnyApplicationWouldDo() {
        assertThat(new RequiredAudience(PROVIDER, Optional.empty()).warning().orElseThrow())
                .startsWith("quarkus.oidc.token.audience (QUARKUS_OIDC_TOKEN_AUDIENCE) is not set");
        assertThat(new RequiredAudience(PROVIDER, Optional.of(List.of(" "))).warning()).isPresent();
    }

    @Test
    void saysNothingWhereOneIsAskedForOrNobodyComesIn() {
        assertThat(new RequiredAudience(PROVIDER, Optional.of(List.of("tocsin"))).warning()).isEmpty();
        assertThat(new RequiredAudience(Optional.empty(), Optional.empty()).warning()).isEmpty();
        assertThat(new RequiredAudience(Optional.of(" "), Optional.empty()).warning()).isEmpty();
    }
}
