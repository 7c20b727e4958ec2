package dev.tocsin.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import dev.tocsin.command.SomeCommandsConfig;
import dev.tocsin.problem.ProblemException;
import dev.tocsin.secret.Nonce;
import dev.tocsin.slack.SlackAppConfig;

class AppSettingsTest {

    private static final Optional<String> NONE = Optional.empty();

    record Config(URI apiUrl, URI authorizeUrl, Duration timeout, Optional<String> clientId,
            Optional<String> clientSecret, Optional<String> signingSecret, List<String> scopes, List<String> webhookOrigins,
            boolean openInstall)
            implements
                SlackAppConfig {
        static Config of(Optional<String> clientId, Optional<String> clientSecret, Optional<String> signingSecret) {
            return new Config(URI.create("https://slack.com/api"), URI.create("https://slack.com/oauth/v2/authorize"),
                    Duration.ofSeconds(1), clientId, clientSecret, signingSecret, List.of("chat:write", "team:read"),
                    List.of("https://hooks.slack.com"), false);
        }

        Config open() {
            return new Config(apiUrl, authorizeUrl, timeout, clientId, clientSecret, signingSecret, scopes, webhookOrigins,
                    true);
        }
    }

    @Test
    void saysWhatHasToBeSetBeforeAWorkspaceCanAuthorizeTocsin() {
        assertUnavailable(() -> settings(Config.of(NONE, NONE, NONE), null).requireInstallable(), "tocsin.public-url",
                "tocsin.slack.client-id", "tocsin.slack.client-secret", "/api/slack/manifest");
        assertUnavailable(() -> settings(Config.of(Optional.of("1.2"), NONE, NONE), "https://a").app(),
                "not set: tocsin.slack.client-secret.");
        assertUnavailable(() -> settings(Config.of(NONE, NONE, NONE), "https://a").signature(),
                "not set: tocsin.slack.signing-secret.");
        assertUnavailable(() -> settings(Config.of(NONE, NONE, NONE), null).publicUrl(), "tocsin.public-url");
        assertThatCode(() -> settings(Config.of(Optional.of("1.2"), Optional.of("s3cr3t"), NONE), "https://a")
                .requireInstallable()).doesNotThrowAnyException();
    }

    @Test
    void startsWithoutAnyOfIt() {
        assertThat(settings(Config.of(NONE, NONE, NONE), null).appIfSet()).isEmpty();
    }

    @Test
    void leadsToSlacksPageAndBack() {
        AppSettings settings = settings(Config.of(Optional.of("1.2"), Optional.of("s3cr3t"), NONE), "https://a.test/tocsin/");

        assertThat(settings.authorizeUrl(Nonce.of("abc"), Optional.of("T1"))).isEqualTo(
                "https://slack.com/oauth/v2/authorize?client_id=1.2&scope=chat%3Awrite%2Cteam%3Aread"
                        + "&redirect_uri=https%3A%2F%2Fa.test%2Ftocsin%2Fslack%2Foauth%2Fcallback&state=abc&team=T1");
        assertThat(settings.path()).isEqualTo("/tocsin/slack");
        assertThat(settings.isHttps()).isTrue();
        assertThat(settings(Config.of(NONE, NONE, NONE), "http://localhost:8080").isHttps()).isFalse();
        assertThat(settings(Config.of(NONE, NONE, NONE), "http://localhost:8080").path()).isEqualTo("/slack");
    }

    private static void assertUnavailable(ThrowingCallable call, String... words) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, ended -> {
            assertThat(ended.problem().status()).isEqualTo(503);
            assertThat(ended.problem().detail()).contains(words).doesNotContain("s3cr3t");
        });
    }

    static AppSettings settings(SlackAppConfig config, String publicUrl) {
        return new AppSettings(config, Optional.ofNullable(publicUrl).map(URI::create),
                SomeCommandsConfig.usual(), Clock.systemUTC());
    }
}
