package dev.tocsin.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.vertx.core.Vertx;

/** SNS does not forget its topics when dev mode is started again. */
class TopicsFileTest {

    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms";
    private static final String ENDPOINT = "http://localhost:8080/sns";

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void topicsAndSubscriptionsAreThereAgainAfterARestart() {
        SnsSubscription confirmed;
        List<SnsSubscription> all;
        try (SnsService before = service()) {
            before.createTopic(TOPIC);
            before.setTopicAttribute(TOPIC, "DisplayName", "Alarms");
            confirmed = before.subscribe(TOPIC, "http", ENDPOINT);
            before.confirm(TOPIC, confirmed.token(), true);
            before.setAttribute(confirmed.arn(), "RawMessageDelivery", "true");
            before.subscribe(TOPIC, "https", "https://elsewhere.test/sns");
            all = before.subscriptions(TOPIC);
        }

        try (SnsService after = service()) {
            assertThat(after.subscriptions(TOPIC)).isEqualTo(all).hasSize(2);
            assertThat(after.topicAttributes(TOPIC)).containsEntry("DisplayName", "Alarms");
            after.delete(confirmed.arn());
        }
        try (SnsService later = service()) {
            assertThat(later.subscriptions(TOPIC)).singleElement().matches(one -> !one.isConfirmed());
        }
    }

    @Test
    void isWrittenAtEachChangeSinceAProcessMayBeKilled() {
        service().createTopic(TOPIC);

        await().until(() -> new TopicsFile(file()).read().topics().containsKey(TOPIC));
    }

    @Test
    void whatComesTooLateOverwritesNothing() {
        TopicsFile.Kept empty = new TopicsFile.Kept(Map.of(), List.of());
        TopicsFile before = new TopicsFile(file());
        before.close(() -> empty);
        try (SnsService after = service()) {
            after.createTopic(TOPIC);
        }

        before.write(() -> empty);

        assertThat(new TopicsFile(file()).read().topics()).containsOnlyKeys(TOPIC);
    }

    @Test
    void aFileThatCannotBeReadIsABeginning() throws IOException {
        Files.writeString(file(), "{\"topics\": {\"" + TOPIC);

        try (SnsService service = service()) {
            assertThat(service.exists(TOPIC)).isFalse();
            service.createTopic(TOPIC);
        }
        assertThat(new TopicsFile(file()).read().topics()).containsOnlyKeys(TOPIC);
    }

    private SnsService service() {
        SnsService service = new SnsService(vertx);
        service.keepIn(new TopicsFile(file()));
        return service;
    }

    private Path file() {
        return folder.resolve("sns.json");
    }
}
