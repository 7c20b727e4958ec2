package dev.tocsin.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/**
 * A Service leads a connection to one replica for as long as it is open, so requests come until the replica ends. Each of them
 * is answered: a client hears that its connection ends before it ends.
 */
@Tag("long")
class KeptConnectionsIT {

    private static final int CONNECTIONS = 60;
    private static final int LONGEST_REST_MILLIS = 10;
    private static final int STOPS = 2;

    @TempDir
    Path folder;

    private final Random chance = new Random(7);
    private final List<String> broken = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger answered = new AtomicInteger();
    private final ConcurrentLinkedQueue<Integer> statuses = new ConcurrentLinkedQueue<>();
    private Vertx vertx;
    private PackagedTocsin tocsin;

    @BeforeEach
    void prepare() throws Exception {
        vertx = Vertx.vertx();
        tocsin = new PackagedTocsin(Files.createDirectories(folder.resolve(folder.getFileName() + "-tocsin")),
                Map.of("TOCSIN_SNS_SUBSCRIBE", "never"));
    }

    @AfterEach
    void stop() {
        tocsin.close();
        vertx.close();
    }

    @Test
    void everyRequestOverAConnectionThatIsKeptIsAnsweredUntilTheEnd() throws Exception {
        for (int stop = 0; stop < STOPS; stop++) {
            tocsin.start();
            CountDownLatch ended = new CountDownLatch(CONNECTIONS);
            for (int i = 0; i < CONNECTIONS; i++) {
                HttpClient client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(1));
                vertx.runOnContext(begin -> ask(client, ended));
            }
            int before = answered.get();
            while (answered.get() < before + 20 * CONNECTIONS) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            assertThat(tocsin.stop(Duration.ofSeconds(30))).isTrue();
            assertThat(ended.await(20, TimeUnit.SECONDS)).as("all connections have ended").isTrue();
        }
        assertThat(broken).isEmpty();
        assertThat(statuses).isSubsetOf(404, 503);
    }

    /** Again and again, until it is told that the connection ends; from then on a Service would lead it elsewhere. */
    private void ask(HttpClient client, CountDownLatch ended) {
        client.request(new RequestOptions().setAbsoluteURI(tocsin.url() + "/nothing").setMethod(HttpMethod.GET))
                .compose(request -> request.send()).compose(response -> response.body().map(body -> response))
                .onSuccess(response -> answered(client, response, ended))
                .onFailure(failure -> {
                    broken.add(String.valueOf(failure));
                    ended.countDown();
                });
    }

    private void answered(HttpClient client, HttpClientResponse response, CountDownLatch ended) {
        answered.incrementAndGet();
        statuses.add(response.statusCode());
        if ("close".equalsIgnoreCase(response.getHeader("Connection"))) {
            client.close();
            ended.countDown();
        } else {
            vertx.setTimer(1 + chance.nextInt(LONGEST_REST_MILLIS), rested -> ask(client, ended));
        }
    }
}
