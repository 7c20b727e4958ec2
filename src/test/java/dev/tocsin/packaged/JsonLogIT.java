package dev.tocsin.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.SigningCertificate;
import dev.tocsin.standin.SnsMessage;
import dev.tocsin.standin.SnsSigner;
import io.vertx.core.Vertx;

/**
 * {@code tocsin.log.format=json}: all that the console has is JSON, from the migration to the stop, and a message is found by
 * its id.
 */
@Tag("long")
class JsonLogIT {

    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms";

    @TempDir
    Path folder;

    @Test
    void everyLineIsJsonAndAMessageIsFoundByItsMembers() throws Exception {
        Vertx vertx = Vertx.vertx();
        ChatStandIn standIn = ChatStandIn.start(vertx, ChatStandIn.Options.forTests());
        SigningCertificate certificate = SigningCertificate.good();
        certificate.writeTo(folder.resolve("certificates"));
        Path work = Files.createDirectories(folder.resolve(folder.getFileName() + "-tocsin"));
        PackagedTocsin tocsin = new PackagedTocsin(work, settings(standIn));
        SnsMessage message = SnsSigner.with(certificate).sign(SnsMessage.notification(TOPIC, "disk\nfull"));
        try (tocsin) {
            tocsin.start();
            tocsin.api("POST", "/api/slack/channels", """
                    {"configurationName": "ops", "webhookUrl": "%s/services/T0/B0/s3cr3t0", "snsTopicArns": ["%s"],
                     "loggingLevel": "INFO"}""".formatted(standIn.url(), TOPIC));
            assertThat(tocsin.post("/sns", message.headers(), message.json()).statusCode()).isEqualTo(200);
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> of(message, lines(tocsin)).size() >= 2);
        } finally {
            standIn.close();
            vertx.close();
        }

        List<JsonNode> lines = lines(tocsin);
        assertThat(lines).allSatisfy(line -> assertThat(line.path("at").asText()).endsWith("Z"));
        assertThat(lines).anyMatch(line -> line.path("logger").asText().startsWith("org.flywaydb"));
        assertThat(of(message, lines)).extracting(line -> line.path("logger").asText())
                .contains("tocsin.outcomes", "dev.tocsin.delivery.DeliveryMetrics");
        assertThat(of(message, lines)).allSatisfy(line -> {
            assertThat(line.path("configurationName").asText()).isEqualTo("ops");
            assertThat(line.path("outcome").asText()).isEqualTo("DELIVERED");
            assertThat(line.path("deliveryId").isIntegralNumber()).isTrue();
        });
        assertThat(lines).filteredOn(line -> line.path("message").asText().startsWith("Tocsin ")).singleElement()
                .satisfies(start -> assertThat(start.path("message").asText())
                        .contains(", commit ", PackagedTocsin.isNative() ? ", native, " : ", Java ",
                                ", PostgreSQL 17", "TOCSIN_DELIVERY_FOLD_AFTER=0", "TOCSIN_LOG_FORMAT=json",
                                "TOCSIN_API_ADMIN_TOKEN=(hidden)")
                        .doesNotContain("s3cr3t"));
    }

    private Map<String, String> settings(ChatStandIn standIn) {
        return new HashMap<>(Map.of("TOCSIN_LOG_FORMAT", "json",
                "TOCSIN_SLACK_WEBHOOK_ORIGINS", standIn.url(),
                "TOCSIN_SNS_SIGNING_CERTIFICATES", folder.resolve("certificates").toString(),
                "TOCSIN_SNS_SUBSCRIBE", "never"));
    }

    private static List<JsonNode> of(SnsMessage message, List<JsonNode> lines) {
        return lines.stream().filter(line -> line.path("messageId").asText().equals(message.messageId())).toList();
    }

    private static List<JsonNode> lines(PackagedTocsin tocsin) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : tocsin.logged().split("\n")) {
            try {
                lines.add(new ObjectMapper().readTree(line));
            } catch (JsonProcessingException none) {
                throw new AssertionError("no JSON: " + line, none);
            }
        }
        return lines;
    }
}
