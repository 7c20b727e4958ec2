package dev.tocsin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

/** A provider without an audience is warned of. */
class RequiredAudienceTest {

    private static final Optional<String> PROVIDER = Optional.of("https://idp.example.com/realms/acme");

    private static final Optional<String> NO_CLIENT = Optional.empty();

    @Test
    void warnsWhereTokensForAnyApplicationWouldDo() {
        assertThat(new RequiredAudience(PROVIDER, Optional.empty(), NO_CLIENT).warning().orElseThrow())
                .startsWith("quarkus.oidc.token.audience (QUARKUS_OIDC_TOKEN_AUDIENCE) is not set");
        assertThat(new RequiredAudience(PROVIDER, Optional.of(List.of(" ")), NO_CLIENT).warning()).isPresent();
    }

    @Test
    void warnsWhereNobodyCouldLogInByTheProvider() {
        assertThat(new RequiredAudience(PROVIDER, Optional.of(List.of("tocsin")), Optional.of("tocsin-web")).warning())
                .hasValueSatisfying(warning -> assertThat(warning).contains("quarkus.oidc.client-id"));
        assertThat(new RequiredAudience(PROVIDER, Optional.of(List.of("tocsin", " tocsin-web")), Optional.of("tocsin-web"))
                .warning()).isEmpty();
    }

    @Test
    void saysNothingWhereOneIsAskedForOrNobodyComesIn() {
        assertThat(new RequiredAudience(PROVIDER, Optional.of(List.of("tocsin")), NO_CLIENT).warning()).isEmpty();
        assertThat(new RequiredAudience(Optional.empty(), Optional.empty(), NO_CLIENT).warning()).isEmpty();
        assertThat(new RequiredAudience(Optional.of(" "), Optional.empty(), NO_CLIENT).warning()).isEmpty();
    }
}
