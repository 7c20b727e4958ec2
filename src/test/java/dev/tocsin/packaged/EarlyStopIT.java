package dev.tocsin.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.Fault;
import dev.tocsin.standin.SigningCertificate;
import dev.tocsin.standin.SnsMessage;
import dev.tocsin.standin.SnsSigner;
import io.vertx.core.Vertx;

/** A stop just after the start, when all scheduled jobs run for the first time and the lanes take up what waits. */
@Tag("long")
class EarlyStopIT {

    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms";
    private static final String SLACK = "/services/T0/B0/s3cr3t0";
    private static final List<Integer> MILLIS_AFTER_LISTENING = List.of(0, 200, 1_000);

    @TempDir
    Path folder;

    private final SigningCertificate certificate = SigningCertificate.good();
    private Vertx vertx;
    private ChatStandIn standIn;
    private PackagedTocsin tocsin;

    @BeforeEach
    void prepare() throws Exception {
        vertx = Vertx.vertx();
        standIn = ChatStandIn.start(vertx, ChatStandIn.Options.forTests());
        standIn.faults().add(Fault.slow(SLACK, Duration.ofMillis(300)).always());
        certificate.writeTo(folder.resolve("certificates"));
        Path work = Files.createDirectories(folder.resolve(folder.getFileName() + "-tocsin"));
        tocsin = new PackagedTocsin(work, Map.of(
                "TOCSIN_SLACK_WEBHOOK_ORIGINS", standIn.url(),
                "TOCSIN_SNS_SIGNING_CERTIFICATES", folder.resolve("certificates").toString(),
                "TOCSIN_DELIVERY_PACE", "20ms",
                "TOCSIN_SNS_SUBSCRIBE", "never")).withItsOwnDatabase().start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        tocsin.close();
        standIn.close();
        vertx.close();
    }

    @Test
    void leavesNeitherStacksNorLeasesBehind() throws Exception {
        assertThat(tocsin.api("POST", "/api/slack/channels", """
                {"configurationName": "ops", "webhookUrl": "%s", "snsTopicArns": ["%s"]}""".formatted(standIn.url() + SLACK,
                TOPIC)).statusCode()).isEqualTo(201);
        for (int i = 0; i < 80; i++) {
            SnsMessage message = SnsSigner.with(certificate).sign(SnsMessage.notification(TOPIC, "message " + i));
            assertThat(tocsin.post("/sns", message.headers(), message.json()).statusCode()).isEqualTo(200);
        }
        assertThat(tocsin.stop(Duration.ofSeconds(20))).isTrue();

        for (int millis : MILLIS_AFTER_LISTENING) {
            tocsin.launch();
            tocsin.awaitListening();
            Thread.sleep(millis);
            assertThat(tocsin.stop(Duration.ofSeconds(20))).isTrue();
        }

        assertThat(tocsin.logged()).doesNotContain(" ERROR ").doesNotContain("\tat ").doesNotContain("NullPointerException");
        tocsin.start();
        // A lease that was left behind is found by the next claim, after it has lapsed; it would hold the lane until then.
        assertThat(tocsin.api("GET", "/api/deliveries?configurationName=ops&maxResults=100", null).body())
                .doesNotContain("INTERRUPTED");
        long before = standIn.received().all().size();
        await().atMost(Duration.ofSeconds(20)).until(() -> standIn.received().all().size() > before);
    }
}
