package dev.tocsin.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import com.sun.net.httpserver.HttpServer;

import dev.tocsin.OutsideWorld;
import dev.tocsin.embedded.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class HttpPostsTest {

    @Inject
    Outbound outbound;

    @Test
    void bytesArriveAsTheyAreAndWithoutAuthorization() throws IOException {
        byte[] bytes = new byte[70_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        CompletableFuture<byte[]> arrived = new CompletableFuture<>();
        CompletableFuture<List<String>> headers = new CompletableFuture<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            headers.complete(List.of(String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))));
            arrived.complete(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("OK".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            exchange.close();
        });
        server.start();
        try {
            HttpPosts posts = outbound.posts(new HttpLimits(Duration.ofSeconds(5), Duration.ofSeconds(5), 2, HttpLimits.ANY,
                    Duration.ofSeconds(5), 1024));

            HttpAnswer answer = posts.post("http://localhost:" + server.getAddress().getPort() + "/upload/v1/x", bytes,
                    Duration.ofSeconds(10)).await().atMost(Duration.ofSeconds(15));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo("OK");
            assertThat(arrived.join()).isEqualTo(bytes);
            assertThat(headers.join()).containsExactly("application/octet-stream", "null");
        } finally {
            server.stop(0);
        }
    }
}
