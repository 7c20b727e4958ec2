package dev.tocsin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.smallrye.config.SmallRyeConfigBuilder;

class ProviderSettingsTest {

    private static final String TYPE = "quarkus.oidc.application-type";
    private static final String STATE = "quarkus.oidc.authentication.state-secret";
    private static final String TOKENS = "quarkus.oidc.token-state-manager.encryption-secret";
    private static final String HTTPS = "quarkus.oidc.authentication.force-redirect-https-scheme";
    private static final String SECURE = "quarkus.oidc.authentication.cookie-force-secure";
    private static final String KEY = "czNjcjN0LWtleS1vZi10aGlydHktdHdvLWJ5dGVzISE=";

    private final Map<String, String> set = new HashMap<>(Map.of("quarkus.oidc.auth-server-url", "https://idp.example.com",
            "quarkus.oidc.client-id", "tocsin", "tocsin.secrets.key", KEY, "tocsin.public-url", "https://tocsin.example.com"));

    @Test
    void peopleMayComeByBrowserWhereThereIsAProviderAndAClient() {
        assertThat(derived()).containsOnlyKeys(TYPE, STATE, TOKENS, HTTPS, SECURE).containsEntry(TYPE, "hybrid")
                .containsEntry(HTTPS, "true").containsEntry(SECURE, "true");
        for (String needed : new String[] { "quarkus.oidc.auth-server-url", "quarkus.oidc.client-id" }) {
            String value = set.remove(needed);
            assertThat(derived()).isEmpty();
            set.put(needed, value);
        }
    }

    @Test
    void allReplicasHaveTheSameSecretsAndEachItsOwnPurpose() {
        Map<String, String> here = derived();
        assertThat(derived()).isEqualTo(here);
        assertThat(here.get(STATE)).hasSizeGreaterThanOrEqualTo(32).isNotEqualTo(here.get(TOKENS)).isNotEqualTo(KEY);

        set.put("tocsin.secrets.key", "czNjcjN0LWtleS10aGF0LWNvbWVzLWFmdGVyLWl0ISE=");
        assertThat(derived().get(STATE)).isNotEqualTo(here.get(STATE));
        set.remove("tocsin.secrets.key");
        assertThat(derived()).doesNotContainKeys(STATE, TOKENS);
    }

    @Test
    void whatIsSetStays() {
        set.putAll(Map.of(TYPE, "service", STATE, "mine", HTTPS, "false"));
        assertThat(derived()).containsOnlyKeys(TOKENS, SECURE);
        set.remove(STATE);
        set.put("quarkus.oidc.authentication.pkce-secret", "mine");
        assertThat(derived()).doesNotContainKey(STATE);
    }

    @Test
    void withoutTlsNobodyIsSentThere() {
        set.put("tocsin.public-url", "http://tocsin.example.com");
        assertThat(derived()).doesNotContainKeys(HTTPS, SECURE);
        set.put("tocsin.public-url", "https://tocsin.example.com");
        set.put("tocsin.console.url", "http://localhost:8080");
        assertThat(derived()).doesNotContainKey(HTTPS);
        set.put("tocsin.console.url", "https://tocsin.internal.example.com");
        assertThat(derived()).containsEntry(HTTPS, "true");
        set.remove("tocsin.console.url");
        set.remove("tocsin.public-url");
        assertThat(derived()).doesNotContainKeys(HTTPS, SECURE);
    }

    private Map<String, String> derived() {
        return ProviderSettings.derived(new SmallRyeConfigBuilder().withDefaultValues(set).build());
    }
}
