package dev.tocsin.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.SigningCertificate;
import dev.tocsin.standin.SnsMessage;
import dev.tocsin.standin.SnsSigner;
import io.vertx.core.Vertx;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** Against a database that is given, and then taken away for a while. */
class DatabaseOutageIT {

    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms";

    @TempDir
    Path folder;

    private final SigningCertificate certificate = SigningCertificate.good();

    @Test
    void sendsSnsAwayWithA503WhileTheDatabaseIsAwayAndDeliversAfterwards() throws Exception {
        certificate.writeTo(folder.resolve("certificates"));
        Path work = Files.createDirectories(folder.resolve(folder.getFileName() + "-tocsin"));
        Vertx vertx = Vertx.vertx();
        ChatStandIn standIn = ChatStandIn.start(vertx, ChatStandIn.Options.forTests());
        EmbeddedPostgres postgres = postgres(0);
        try (PackagedTocsin tocsin = new PackagedTocsin(work, Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://127.0.0.1:" + postgres.getPort() + "/postgres",
                "QUARKUS_DATASOURCE_USERNAME", "postgres",
                "QUARKUS_DATASOURCE_PASSWORD", "postgres",
                "TOCSIN_SECRETS_KEY", "czNjcjN0LXMzY3IzdC1zM2NyM3QtczNjcjN0LXMzY3I=",
                "TOCSIN_SLACK_WEBHOOK_ORIGINS", standIn.url(),
                "TOCSIN_SNS_SIGNING_CERTIFICATES", folder.resolve("certificates").toString())).start()) {
            assertThat(tocsin.api("POST", "/api/slack/channels", """
                    {"configurationName": "ops", "webhookUrl": "%s/services/T0/B0/s3cr3t0", "snsTopicArns": ["%s"]}"""
                    .formatted(standIn.url(), TOPIC)).statusCode()).isEqualTo(201);
            SnsMessage before = signed("before");
            assertThat(publish(tocsin, before)).isEqualTo(200);

            postgres.close();
            SnsMessage during = signed("during");
            assertThat(publish(tocsin, during)).isEqualTo(503);
            assertThat(tocsin.api("GET", "/api/notifications", null).statusCode()).isEqualTo(503);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !tocsin.isReady());

            postgres = postgres(postgres.getPort());
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(tocsin::isReady);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> publish(tocsin, during) == 200);
            assertThat(standIn.received().awaitAccepted(2, Duration.ofSeconds(45)).stream().map(one -> one.body()))
                    .anyMatch(body -> body.contains("before")).anyMatch(body -> body.contains("during"));
        } finally {
            standIn.close();
            vertx.close();
            postgres.close();
        }
    }

    private EmbeddedPostgres postgres(int port) throws IOException {
        return EmbeddedPostgres.builder().setPort(port).setDataDirectory(folder.resolve("data")).setCleanDataDirectory(false)
                .start();
    }

    private SnsMessage signed(String message) {
        return SnsSigner.with(certificate).sign(SnsMessage.notification(TOPIC, message));
    }

    private static int publish(PackagedTocsin tocsin, SnsMessage message) throws IOException {
        return tocsin.post("/sns", message.headers(), message.json()).statusCode();
    }
}
