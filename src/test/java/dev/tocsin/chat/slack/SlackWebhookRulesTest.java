package dev.tocsin.chat.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlackWebhookRulesTest {

    private final SlackWebhookRules rules = new SlackWebhookRules(config("https://hooks.slack.com", "http://127.0.0.1:8085"));

    static SlackConfig config(String... origins) {
        return new SlackConfig() {
            @Override
            public List<String> webhookOrigins() {
                return List.of(origins);
            }

            @Override
            public URI apiUrl() {
                return URI.create("https://slack.com/api");
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://hooks.slack.com/services/T00000000/B00000000/s3cr3t00000000000000000",
            "http://127.0.0.1:8085/services/T0/B0/s3cr3t0", "https://hooks.slack.com/services/T0/B0/s3cr3t_-9" })
    void takesAnIncomingWebhook(String url) {
        assertThat(rules.objection(url)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://hooks.slack.com/", "https://hooks.slack.com/services/T0/B0",
            "https://hooks.slack.com/services/T0/B0/", "https://hooks.slack.com/services/T0//s3cr3t",
            "https://hooks.slack.com/services/T0/B0/s3cr3t/more", "https://hooks.slack.com/services/T0/../s3cr3t",
            "https://hooks.slack.com/services/T0/B0/s3cr3t?a=b", "https://hooks.slack.com/services/T0/B0/s3cr3t%0d%0a",
            "https://hooks.slack.com/commands/T0/B0/s3cr3t", "https://hooks.slack.com/workflows/T0/A0/0/s3cr3t",
            "https://evil.example/services/T0/B0/s3cr3t" })
    void objectsToEverythingElseAndKeepsTheSecret(String url) {
        assertThat(rules.objection(url)).hasValueSatisfying(objection -> assertThat(objection).doesNotContain("s3cr3t"));
    }
}
