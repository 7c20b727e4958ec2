package dev.tocsin.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.embedded.EmbeddedChannel;
import io.quarkus.vertx.http.runtime.filters.Filter;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;

/** A stop, as those see it who have connections. */
class DepartureContractTest {

    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final DoorMetrics metrics = new DoorMetrics(new SimpleMeterRegistry());
    private final Connections connections = new Connections(10,
            new Connections.Patience(Duration.ofSeconds(10), Duration.ofSeconds(30)), System::nanoTime, why -> {
            });
    private final Departure departure = new Departure(connections, new Config(FAREWELL));
    private final Vertx vertx = Vertx.vertx();
    private HttpServer server;

    @BeforeEach
    void listen() throws Exception {
        DoorBeans beans = new DoorBeans();
        Entrance entrance = new Entrance(new Ways(List.of(beans.everythingElse(new Config(FAREWELL))), metrics), departure,
                metrics);
        Filters filters = new Filters();
        entrance.register(filters);
        Router router = Router.router(vertx);
        filters.getFilters().stream().sorted(Comparator.comparing(Filter::getPriority).reversed())
                .forEach(filter -> router.route().handler(filter.getHandler()));
        router.route().handler(context -> context.request().body().onSuccess(body -> context.response().end("done")));
        server = vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").toCompletionStage()
                .toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void theAnswerToARequestThatWasUnderWaySaysThatItsConnectionEnds() throws Exception {
        try (Socket client = new Socket("127.0.0.1", server.actualPort())) {
            client.setSoTimeout(10_000);
            send(client, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{");
            Thread.sleep(300);

            departure.begin(null);
            send(client, "}");

            assertThat(everything(client)).contains("200 OK", "done").containsIgnoringCase("connection: close");
        }
    }

    @Test
    void beforeAStopAConnectionIsKept() throws Exception {
        try (Socket client = new Socket("127.0.0.1", server.actualPort())) {
            client.setSoTimeout(10_000);
            send(client, "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

            assertThat(everything(client).split("200 OK", -1)).hasSize(3);
        }
    }

    @Test
    void theStopGoesOnAtOnceWhereNobodyWasThere() {
        departure.begin(null);

        assertThat(awaited()).isLessThan(Duration.ofMillis(500));
    }

    /** Who was told to close a connection opens the next one at once, and here, until a Service leads elsewhere. */
    @Test
    void theStopWaitsAMomentForThoseWhoComeAgain() {
        EmbeddedChannel used = accepted();
        departure.begin(null);
        CompletableFuture<Duration> stop = CompletableFuture.supplyAsync(this::awaited);
        used.close();
        pause(500);
        accepted().close();

        assertThat(stop.join()).isBetween(Duration.ofMillis(1_400), FAREWELL.minusSeconds(1));
    }

    @Test
    void thoseWhoNeverCeaseToComeAreNotWaitedForLonger() {
        departure.begin(null);
        accepted().close();
        CompletableFuture<Duration> stop = CompletableFuture.supplyAsync(this::awaited);
        while (!stop.isDone()) {
            accepted().close();
            pause(100);
        }

        assertThat(stop.join()).isBetween(FAREWELL.minusSeconds(1), FAREWELL.plusSeconds(2));
    }

    private EmbeddedChannel accepted() {
        EmbeddedChannel accepted = new EmbeddedChannel();
        new EmbeddedChannel(connections).writeInbound(accepted);
        accepted.attr(Connection.KEY).get().beginRequest();
        accepted.attr(Connection.KEY).get().endRequest();
        return accepted;
    }

    private Duration awaited() {
        long begun = System.nanoTime();
        try {
            departure.awaitRest(null);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().flush();
    }

    /** Until the other side closes. */
    private static String everything(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }

    private record Config(Duration farewell) implements DoorConfig {

        @Override
        public Duration headTimeout() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Duration bodyTimeout() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Duration answerTimeout() {
            return Duration.ofSeconds(30);
        }

        @Override
        public OptionalInt connections() {
            return OptionalInt.empty();
        }
    }
}
