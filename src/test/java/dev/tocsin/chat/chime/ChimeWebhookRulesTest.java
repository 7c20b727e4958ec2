package dev.tocsin.chat.chime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChimeWebhookRulesTest {

    private final ChimeWebhookRules rules = new ChimeWebhookRules(
            () -> List.of("https://hooks.chime.aws", "http://127.0.0.1:8085"));

    @ParameterizedTest
    @ValueSource(strings = {
            "https://hooks.chime.aws/incomingwebhooks/8f5e0f1c-0000-4000-8000-000000000000?token=s3cr3tAaBbCcDd%3D%3D",
            "https://hooks.chime.aws/incomingwebhooks/8f5e0f1c?token=s3cr3t_AaBb-==",
            "https://hooks.chime.aws/incomingwebhooks/8f5e0f1c?token=WXV8M3xzM2NyM3Q8MXxz%7C",
            "http://127.0.0.1:8085/incomingwebhooks/room0?token=s3cr3t0" })
    void takesAWebhook(String url) {
        assertThat(rules.objection(url)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://hooks.chime.aws/incomingwebhooks/room0", "https://hooks.chime.aws/?token=s3cr3t",
            "https://hooks.chime.aws/incomingwebhooks/room0?token=", "https://hooks.chime.aws/incomingwebhooks/?token=s3cr3t",
            "https://hooks.chime.aws/incomingwebhooks/room0?token=s3cr3t&also=this",
            "https://hooks.chime.aws/incomingwebhooks/room0?toKEN=s3cr3t",
            "https://hooks.chime.aws/incomingwebhooks/../admin?token=s3cr3t",
            "https://hooks.chime.aws.evil.example/incomingwebhooks/room0?token=s3cr3t" })
    void objectsToEverythingElseAndKeepsTheSecret(String url) {
        assertThat(rules.objection(url)).hasValueSatisfying(objection -> assertThat(objection).doesNotContain("s3cr3t"));
    }
}
