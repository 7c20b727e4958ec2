package dev.tocsin.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.tocsin.aws.LogsApi;
import dev.tocsin.aws.LogsApiOfTheStandIn;
import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.Fault;
import dev.tocsin.standin.LogsService.Event;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;

class CloudWatchLogsTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static ChatStandIn standIn;
    private static LogsApi api;

    @BeforeAll
    static void start() {
        standIn = ChatStandIn.start(VERTX, ChatStandIn.Options.forTests());
        api = LogsApiOfTheStandIn.at(standIn.url());
    }

    @AfterAll
    static void stop() {
        LogsApiOfTheStandIn.close(api);
        standIn.close();
        VERTX.close();
    }

    @Test
    void writesTheLastEntriesBeforeItStops() throws InterruptedException {
        CloudWatchLogs logs = logs(Map.of("region", "eu-central-1"));
        logs.offer("stopped", Instant.now(), "last");
        logs.offer("stopped-too", Instant.now(), "last too");

        logs.stop(null);

        assertThat(standIn.logs().events("/aws/chatbot/stopped")).extracting(Event::message).containsExactly("last");
        assertThat(standIn.logs().events("/aws/chatbot/stopped-too")).hasSize(1);
    }

    @Test
    @Timeout(10)
    void stopsThoughCloudWatchLogsDoesNotAnswer() throws InterruptedException {
        standIn.faults().add(Fault.silence("/#PutLogEvents"));
        CloudWatchLogs logs = logs(Map.of("region", "eu-central-1"));
        logs.offer("silent", Instant.now(), "last");
        long start = System.nanoTime();

        logs.stop(null);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(2_900), Duration.ofSeconds(6));
        standIn.faults().clear();
    }

    @Test
    void doesNothingWithoutARegion() throws InterruptedException {
        standIn.received().clear();
        CloudWatchLogs logs = logs(Map.of());
        logs.offer("off", Instant.now(), "entry");

        logs.stop(null);

        assertThat(standIn.received().all()).isEmpty();
    }

    private static CloudWatchLogs logs(Map<String, String> properties) {
        return new CloudWatchLogs(api, LogSettingsTest.config(properties), new SimpleMeterRegistry(), VERTX, Clock.systemUTC());
    }
}
