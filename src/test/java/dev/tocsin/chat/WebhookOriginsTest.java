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

    private static final WebhookOrigins BELOW = WebhookOrigins.parse("tocsin.teams.webhook-origins",
            List.of("https://*.logic.azure.com", "https://*.Environment.api.powerplatform.com:443",
                    "https://*.flows.eu.example.org:8443", "http://localhost:8090"));

    @ParameterizedTest
    @ValueSource(strings = {
            "https://prod-12.westeurope.logic.azure.com:443/workflows/s3cr3t",
            "https://prod-12.westeurope.logic.azure.com/workflows/s3cr3t",
            "https://x.logic.azure.com/s3cr3t",
            "HTTPS://X.Logic.Azure.COM/s3cr3t",
            "https://default0123.6a.environment.api.powerplatform.com:443/powerautomate/s3cr3t",
            "https://a.flows.eu.example.org:8443/s3cr3t",
            "http://localhost:8090/workflows/s3cr3t" })
    void allowsEveryHostBelowASuffix(String url) {
        assertThat(BELOW.objection(url)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "https://logic.azure.com/s3cr3t",
            "https://.logic.azure.com/s3cr3t",
            "https://evillogic.azure.com/s3cr3t",
            "https://evil.example/.logic.azure.com/s3cr3t",
            "https://evil.example?.logic.azure.com",
            "https://x.logic.azure.com.evil.example/s3cr3t",
            "https://x.logic.azure.com./s3cr3t",
            "https://x.logic.azure.com:8443/s3cr3t",
            "https://x.logic.azure.com@evil.example/s3cr3t",
            "https://evil.example#.logic.azure.com",
            "https://evil.example\\.logic.azure.com/s3cr3t",
            "https://x_y/.logic.azure.com/s3cr3t",
            "https://*.logic.azure.com/s3cr3t",
            "http://x.logic.azure.com/s3cr3t",
            "http://x.logic.azure.com:443/s3cr3t",
            "https://a.flows.eu.example.org/s3cr3t",
            "https://x.localhost:8090/s3cr3t" })
    void refusesWhatOnlyLooksLikeBelow(String url) {
        assertThat(BELOW.objection(url)).hasValueSatisfying(objection -> assertThat(objection).doesNotContain("s3cr3t"));
    }

    @Test
    void saysWhichSuffixesAreAllowed() {
        assertThat(BELOW.objection("https://evil.example/s3cr3t")).hasValueSatisfying(objection -> assertThat(objection)
                .endsWith("only http://localhost:8090, https://*.logic.azure.com, https://*.environment.api.powerplatform.com,"
                        + " https://*.flows.eu.example.org:8443"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://*", "https://*.com", "https://*.co.uk", "https://*.azure.com", "https://*.10.0.0.1",
            "https://*.cloudapp.azure.com", "https://*.westeurope.cloudapp.azure.com", "https://*.s3.amazonaws.com",
            "https://*.eu-west-1.elb.amazonaws.com", "http://*.logic.azure.com", "https://a*.logic.azure.com",
            "https://*a.logic.azure.com", "https://a.*.logic.azure.com", "https://*.*.logic.azure.com", "*.logic.azure.com",
            "https://*.logic..azure.com", "https://*..logic.azure.com", "https://*.logic.azure.com." })
    void refusesASuffixThatLetsInTooMuch(String suffix) {
        assertThatThrownBy(() -> WebhookOrigins.parse("tocsin.teams.webhook-origins", List.of("https://a.example", suffix)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("tocsin.teams.webhook-origins must be").hasMessageContaining("entry 2")
                .hasMessageEndingWith("for example https://*.logic.azure.com");
    }

    @Test
    void showsASuffixButNoUrl() {
        assertThatThrownBy(() -> WebhookOrigins.parse("p", List.of("https://*.co.uk")))
                .hasMessageContaining("(https://*.co.uk)");
        assertThatThrownBy(() -> WebhookOrigins.parse("p", List.of("https://*.logic.azure.com/workflows/s3cr3t?sig=s3cr3t")))
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("s3cr3t"));
    }
}
