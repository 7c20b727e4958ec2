package dev.tocsin.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

class GivenSettingsTest {

    private static final int DEFAULTS = 100;
    private static final int SYSTEM = 400;

    @Test
    void whatDiffersFromItsDefaultIsListedWithItsValueWhereThatCannotBeASecret() {
        assertThat(given(Map.of("tocsin.delivery.pace", "2s", "tocsin.delivery.burst", "3", "tocsin.sns.subscribe", "never",
                "tocsin.delivery.fold-after", "5", "java.home", "/opt"), Map.of("tocsin.delivery.fold-after", "5")))
                .containsExactly("tocsin.delivery.burst=3", "tocsin.delivery.pace=2s", "tocsin.sns.subscribe=never");
    }

    @Test
    void noTextIsShownWhateverItsNameSays() {
        assertThat(given(Map.of("tocsin.secrets.key", "czNjcjN0LXMzY3IzdC1zM2NyM3QtczNjcjN0LXMzY3I=",
                "tocsin.sns.max-age", "s3cr3t-by-mistake", "tocsin.api.admin-token", "1234567890123456",
                "quarkus.datasource.reactive.url", "postgresql://u:s3cr3t@db/tocsin"), Map.of()))
                .hasSize(4).allMatch(setting -> setting.endsWith("=(hidden)"));
    }

    @Test
    void whatIsASecretByItsNameIsHiddenThoughItLooksLikeANumberOrAWord() {
        Map<String, String> secrets = Map.of("TOCSIN_SLACK_CLIENT_SECRET", "12345678", "TOCSIN_SLACK_SIGNING_SECRET",
                "password", "TOCSIN_API_ADMIN_TOKEN", "123456789", "TOCSIN_SECRETS_KEY", "1h", "TOCSIN_SECRETS_PREVIOUS_KEYS",
                "true", "QUARKUS_DATASOURCE_PASSWORD", "1234", "QUARKUS_OIDC_CREDENTIALS_SECRET", "auto",
                "QUARKUS_HTTP_SSL_CERTIFICATE_KEY_STORE_PASSWORD", "12345", "QUARKUS_CREDENTIALS", "1");
        var config = new SmallRyeConfigBuilder().withSources(new EnvConfigSource(secrets, 300)).build();

        assertThat(GivenSettings.of(config)).hasSize(secrets.size()).allMatch(setting -> setting.endsWith("=(hidden)"));
        assertThat(given(Map.of("tocsin.slack.client-secret", "12345678", "tocsin.slack.signing-secret", "password"), Map.of()))
                .containsExactly("tocsin.slack.client-secret=(hidden)", "tocsin.slack.signing-secret=(hidden)");
        assertThat(given(Map.of("tocsin.database.login", "password"), Map.of()))
                .containsExactly("tocsin.database.login=password");
    }

    @Test
    void aVariableIsListedByItsOwnName() {
        var config = new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(Map.of("TOCSIN_DELIVERY_LATE_AFTER", "1m", "TOCSIN_NEW_THING", "s3cr3t"), 300))
                .withSources(new PropertiesConfigSource(Map.of("tocsin.delivery.late-after", "5m"), "defaults", DEFAULTS))
                .build();

        assertThat(GivenSettings.of(config)).containsExactly("TOCSIN_DELIVERY_LATE_AFTER=1m", "TOCSIN_NEW_THING=(hidden)");
    }

    @Test
    void whereItComesFromIsSaidInWords() {
        var config = new SmallRyeConfigBuilder().withSources(new EnvConfigSource(Map.of("TOCSIN_DELIVERY_PACE", "1m"), 300),
                new PropertiesConfigSource(Map.of("tocsin.delivery.burst", "3"),
                        "file:/deployments/config/application.properties", SYSTEM))
                .build();

        assertThat(GivenSettings.listed(config)).extracting(GivenSetting::name, GivenSetting::source).containsExactlyInAnyOrder(
                tuple("TOCSIN_DELIVERY_PACE", "environment variable"),
                tuple("tocsin.delivery.burst", "/deployments/config/application.properties"));
    }

    private static List<String> given(Map<String, String> given, Map<String, String> defaults) {
        return GivenSettings.of(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(given, "given", SYSTEM),
                        new PropertiesConfigSource(defaults, "defaults", DEFAULTS))
                .build());
    }
}
