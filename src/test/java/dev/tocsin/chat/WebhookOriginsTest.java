package dev.tocsin.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookOriginsTest {

    private final WebhookOrigins origins = WebhookOrigins
            .parse("tocsin.slack.webhook-origins",
                    List.of("https://hooks.slack.com", " https://hooks.slack-gov.com/ ", "http://127.0.0.1:8085"));

    @ParameterizedTest
    @ValueSource(strings = {
            "https://hooks.slack.com/services/T0/B0/s3cr3t0",
            "https://hooks.slack.com:443/services/T0/B0/s3cr3t0",
            "HTTPS://Hooks.Slack.COM/services/T0/B0/s3cr3t0",
            "https://hooks.slack-gov.com/services/T0/B0/s3cr3t0",
            "http://127.0.0.1:8085/incomingwebhooks/room?token=s3cr3t%3D%3D" })
    void allowsWhatTheListNames(String url) {
        assertThat(origins.objection(url)).isEmpty();
        assertThat(origins.allows(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "http://hooks.slack.com/s3cr3t",
            "https://hooks.slack.com:8443/s3cr3t",
            "https://hooks.slack.com./s3cr3t",
            "https://hooks.slack.com.evil.example/s3cr3t",
            "https://evil.example/hooks.slack.com/s3cr3t",
            "https://evilhooks.slack.com/s3cr3t",
            "https://hooks.slack.com@evil.example/s3cr3t",
            "https://user@hooks.slack.com/s3cr3t",
            "https://hooks.slack.com:s3cr3t@evil.example/",
            "https://evil.example#@hooks.slack.com/s3cr3t",
            "https://hooks.slack.com/s3cr3t#fragment",
            "https://hooks.slack.com:/s3cr3t",
            "https://evil.example\\@hooks.slack.com/s3cr3t",
            "https://hooks.slack.com\\.evil.example/s3cr3t",
            "https://hooks.slack.com/s3cr3t with space",
            " https://hooks.slack.com/s3cr3t",
            "https://hooks.slack.com/s3cr3t\n",
            "https://hooks.slack.com/s3cr3t\u0000",
            "https://hooks.slack.com/s3cr3t\u202e",
            "https://hooks.sl\u0430ck.com/s3cr3t",
            "https://hooks%2eslack.com/s3cr3t",
            "https:hooks.slack.com/s3cr3t",
            "https:///hooks.slack.com/s3cr3t",
            "//hooks.slack.com/s3cr3t",
            "ftp://hooks.slack.com/s3cr3t",
            "file:///etc/s3cr3t",
            "http://127.0.0.1/s3cr3t",
            "http://127.1:8085/s3cr3t",
            "http://[::ffff:127.0.0.1]:8085/s3cr3t",
            "http://169.254.169.254/latest/s3cr3t",
            "https://hooks.slack.com/%zz-s3cr3t",
            "s3cr3t",
            "" })
    void refusesEverythingElseAndKeepsTheSecret(String url) {
        assertThat(origins.allows(url)).isFalse();
        assertThat(origins.objection(url)).hasValueSatisfying(objection -> assertThat(objection).doesNotContain("s3cr3t"));
    }

    @Test
    void refusesWhatIsTooLongToBeAWebhook() {
        assertThat(origins.objection("https://hooks.slack.com/" + "a".repeat(1_024))).isPresent();
    }

    @Test
    void refusesNothingAtAll() {
        assertThat(origins.allows(null)).isFalse();
    }

    @Test
    void saysWhichOriginsAreAllowed() {
        assertThat(origins.objection("https://evil.example/s3cr3t")).contains("the origin https://evil.example is not"
                + " allowed, only https://hooks.slack.com, https://hooks.slack-gov.com, http://127.0.0.1:8085");
    }

    @ParameterizedTest
    @ValueSource(strings = { "hooks.slack.com", "https://hooks.slack.com/services", "https://user@hooks.slack.com",
            "ftp://hooks.slack.com", "https://hooks.slack.com?x", "https://*.slack.com", "" })
    void refusesAMistakeInTheList(String origin) {
        assertThatThrownBy(() -> WebhookOrigins.parse("tocsin.slack.webhook-origins", List.of("https://a.example", origin)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("tocsin.slack.webhook-origins must be").hasMessageContaining("entry 2")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("s3cr3t"));
    }
}
