package dev.tocsin.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

/** Against a server that answers well, slowly, too much or not at all. */
class LimitedHttpTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LITTLE = Duration.ofMillis(300);
    private static final int LARGEST = 1_000;
    private static final int CONNECTIONS = 2;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<HttpServerRequest> requests = new CopyOnWriteArrayList<>();
    private final LimitedHttp http = new LimitedHttp(vertx.createHttpClient(new HttpClientOptions()
            .setMaxPoolSize(CONNECTIONS).setMaxWaitQueueSize(CONNECTIONS)), LARGEST);
    private volatile Handler<HttpServerRequest> behaviour;
    private String origin;

    @BeforeEach
    void listen() {
        HttpServer server = vertx.createHttpServer().connectionHandler(connection -> {
            connections.incrementAndGet();
            connection.closeHandler(closed -> connections.decrementAndGet());
        }).requestHandler(request -> {
            requests.add(request);
            behaviour.handle(request);
        }).listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
        origin = "http://127.0.0.1:" + server.actualPort();
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void postsWhatItIsGivenAndBringsBackTheAnswer() {
        CompletableFuture<String> received = new CompletableFuture<>();
        behaviour = request -> request.body().onSuccess(body -> {
            received.complete(request.getHeader("Authorization") + " " + request.getHeader("Content-Type") + " " + body);
            request.response().setStatusCode(429).putHeader("Retry-After", "30").end("slower");
        });

        HttpAnswer answer = http.post(origin + "/a?b=%3D+", Optional.of("Bearer s3cr3t"),
                HttpBody.form(Map.of("token", "s3cr3t &=")), PATIENCE).await().atMost(PATIENCE);

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("retry-after")).contains("30");
        assertThat(answer.text()).isEqualTo("slower");
        assertThat(received.join()).isEqualTo(
                "Bearer s3cr3t application/x-www-form-urlencoded token=s3cr3t+%26%3D");
        assertThat(requests.get(0).uri()).isEqualTo("/a?b=%3D+");
    }

    @Test
    void followsNoRedirect() {
        behaviour = request -> request.response().setStatusCode(302).putHeader("Location", origin + "/elsewhere").end();

        assertThat(http.get(origin, PATIENCE).await().atMost(PATIENCE).status()).isEqualTo(302);
        assertThat(requests).hasSize(1);
    }

    @Test
    void takesAnAnswerOfTheLargestSizeAndNoneThatIsLarger() {
        behaviour = request -> request.response().end("x".repeat(LARGEST));
        assertThat(http.get(origin, PATIENCE).await().atMost(PATIENCE).body()).hasSize(LARGEST);

        behaviour = request -> request.response().end("x".repeat(LARGEST + 1));
        assertThatThrownBy(() -> http.get(origin, PATIENCE).await().atMost(PATIENCE)).isInstanceOf(AnswerTooLong.class);
    }

    @Test
    void hangsUpOnAnAnswerWithoutEnd() {
        behaviour = request -> {
            request.response().setChunked(true);
            vertx.setPeriodic(1, timer -> request.response().write("x".repeat(100)));
        };

        assertThatThrownBy(() -> http.get(origin, PATIENCE).await().atMost(PATIENCE)).isInstanceOf(AnswerTooLong.class);
        await().until(() -> connections.get() == 0);
    }

    @Test
    void whatNobodyWaitsForAnyMoreKeepsNoConnection() {
        behaviour = request -> {
        };
        assertThatThrownBy(() -> http.get(origin, LITTLE).await().atMost(PATIENCE)).isInstanceOf(TimeoutException.class);
        await().until(() -> connections.get() == 0);

        http.get(origin, PATIENCE).subscribe().with(answer -> {
        }).cancel();
        await().until(() -> connections.get() == 0);
    }

    @Test
    void whoeverGaveUpWaitingForAConnectionSendsNothing() {
        behaviour = request -> {
        };
        List<CompletableFuture<HttpAnswer>> slow = IntStream.range(0, CONNECTIONS)
                .mapToObj(i -> http.get(origin + "/slow", PATIENCE).subscribeAsCompletionStage()).toList();
        await().until(() -> requests.size() == CONNECTIONS);
        assertThatThrownBy(() -> http.get(origin + "/late", LITTLE).await().atMost(PATIENCE))
                .isInstanceOf(TimeoutException.class);

        behaviour = request -> request.response().end("on time");
        requests.forEach(request -> request.response().end());
        slow.forEach(CompletableFuture::join);

        assertThat(http.get(origin + "/next", PATIENCE).await().atMost(PATIENCE).text()).isEqualTo("on time");
        assertThat(requests).extracting(HttpServerRequest::uri).doesNotContain("/late");
    }

    @Test
    void noMoreWaitThanThereIsRoomFor() {
        behaviour = request -> {
        };
        IntStream.range(0, CONNECTIONS).forEach(i -> ask());
        await().until(() -> requests.size() == CONNECTIONS);
        IntStream.range(0, CONNECTIONS).forEach(i -> ask());

        assertThatThrownBy(() -> http.get(origin, PATIENCE).await().atMost(PATIENCE))
                .hasMessageContaining("max wait queue size");
    }

    private void ask() {
        http.get(origin, PATIENCE).subscribe().with(answer -> {
        }, failure -> {
        });
    }

    @Test
    void failsAsConnectionsDo() {
        assertThatThrownBy(() -> http.get("http://127.0.0.1:1/", PATIENCE).await().atMost(PATIENCE))
                .hasRootCauseInstanceOf(java.net.ConnectException.class);
        assertThatThrownBy(() -> http.get("http://nowhere.invalid/", PATIENCE).await().atMost(PATIENCE))
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void aHeaderThatIsNoneSendsNothing() {
        behaviour = request -> request.response().end();
        assertThatThrownBy(() -> http.post(origin, Optional.of("Bearer a\r\nX-Injected: 1"), HttpBody.json("{}"), PATIENCE)
                .await().atMost(PATIENCE)).isInstanceOf(IllegalArgumentException.class);
        assertThat(requests).isEmpty();
    }
}
