package dev.tocsin.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;

/** The stand-in's SNS comes again as SNS does. */
class SnsDeliveriesTest {

    private static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms";
    private static final SnsSigner SIGNER = SnsSigner.with(SigningCertificate.good());
    private static final SnsPatience QUICK = new SnsPatience(Duration.ofMillis(10), Duration.ofMillis(20),
            Duration.ofMinutes(1));
    private static final int SILENCE = 0;

    private final Vertx vertx = Vertx.vertx();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    /** What is answered in turn; 200 after these. */
    private final ConcurrentLinkedQueue<Integer> answers = new ConcurrentLinkedQueue<>();
    private HttpServer subscriber;
    private SnsDeliveries deliveries;

    @BeforeEach
    void listen() throws Exception {
        subscriber = vertx.createHttpServer().requestHandler(request -> request.body().onSuccess(body -> {
            bodies.add(body.toString());
            Integer status = answers.poll();
            if (status == null || status != SILENCE) {
                request.response().setStatusCode(status == null ? 200 : status).end();
            }
        })).listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        deliveries = new SnsDeliveries(vertx, QUICK);
    }

    @AfterEach
    void close() {
        deliveries.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void comesAgainWithTheSameMessageUntilItIsTaken() {
        answers.addAll(List.of(503, 500, 429));

        offer("x");

        await().until(() -> deliveries.count() == 0);
        assertThat(bodies).hasSize(4).containsOnly(bodies.get(0));
        assertThat(bodies.get(0)).contains("\"Signature\"");
    }

    @Test
    void comesAgainWhereNobodyListenedYet() throws Exception {
        int port = subscriber.actualPort();
        subscriber.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        deliveries.offer(URI.create("http://127.0.0.1:" + port + "/sns"), SIGNER, SnsMessage.notification(TOPIC, "x"));

        await().pollDelay(Duration.ofMillis(100)).until(() -> deliveries.count() == 1);
        HttpServer later = vertx.createHttpServer().requestHandler(request -> request.response().end())
                .listen(port, "127.0.0.1").toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);

        await().until(() -> deliveries.count() == 0);
        later.close();
    }

    @Test
    void givesUpWhatIsRefusedForGood() {
        answers.add(403);

        offer("x");

        await().until(() -> deliveries.count() == 0);
        assertThat(bodies).hasSize(1);
    }

    @Test
    void givesUpWhatIsTooOld() {
        deliveries.close();
        deliveries = new SnsDeliveries(vertx, new SnsPatience(Duration.ofMillis(10), Duration.ofMillis(10), Duration.ZERO));
        answers.add(503);

        offer("x");

        await().until(() -> deliveries.count() == 0);
        assertThat(bodies).hasSize(1);
    }

    @Test
    void pausesTwiceAsLongEachTimeAndNoLongerThanTheLongest() {
        SnsPatience patience = SnsPatience.IN_DEV_MODE;

        assertThat(IntStream.of(1, 2, 3, 5, 6, 100).mapToObj(patience::pauseAfter).map(Duration::toSeconds))
                .containsExactly(1L, 2L, 4L, 16L, 20L, 20L);
    }

    @Test
    void hasNoMoreUnderWayThanItHasConnectionsAndKeepsTheRest() {
        IntStream.range(0, SnsPublisher.CONNECTIONS).forEach(i -> answers.add(SILENCE));
        IntStream.range(0, SnsPublisher.CONNECTIONS + 10).forEach(i -> offer("message " + i));

        await().until(() -> bodies.size() == SnsPublisher.CONNECTIONS);
        await().pollDelay(Duration.ofMillis(100)).until(() -> bodies.size() == SnsPublisher.CONNECTIONS);
        assertThat(deliveries.count()).isEqualTo(SnsPublisher.CONNECTIONS + 10);
    }

    @Test
    void takesNoMoreBytesThanItHasRoomFor() {
        String large = "x".repeat(256 * 1024);
        IntStream.range(0, SnsPublisher.CONNECTIONS).forEach(i -> answers.add(SILENCE));

        int taken = 0;
        while (offer(large)) {
            taken++;
        }

        assertThat(taken * (long) large.length()).isBetween(SnsDeliveries.MOST_BYTES - 2L * large.length(),
                SnsDeliveries.MOST_BYTES);
        assertThat(offer("small")).as("what still fits").isTrue();
    }

    private boolean offer(String message) {
        return deliveries.offer(URI.create("http://127.0.0.1:" + subscriber.actualPort() + "/sns"), SIGNER,
                SnsMessage.notification(TOPIC, message));
    }
}
