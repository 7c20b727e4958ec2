package dev.tocsin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;

/** What every answer below /console has, whoever gives it. */
class ConsoleEntranceTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void everyAnswerKeepsTheBrowserFromMisuse() throws Exception {
        int port = listen(true);
        for (String path : new String[] { "/console", "/console/deliveries", "/console/nothing", "/console/login",
                "/console/assets/console.css", "/console;a=b" }) {
            HttpResponse<String> answer = get(port, path);
            assertThat(header(answer, "Content-Security-Policy")).startsWith("default-src 'none'; script-src 'self';")
                    .contains("frame-ancestors 'none'", "base-uri 'none'").doesNotContain("unsafe", "*");
            assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(header(answer, "X-Frame-Options")).isEqualTo("DENY");
            assertThat(header(answer, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
            assertThat(header(answer, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
            assertThat(header(answer, "Referrer-Policy"))
                    .isEqualTo(path.equals("/console/login") ? "same-origin" : "no-referrer");
        }
        assertThat(get(port, "/consolefoo").headers().firstValue("Content-Security-Policy")).isEmpty();
    }

    @Test
    void onlyAssetsThatAreThereMayBeKept() throws Exception {
        int port = listen(true);
        assertThat(header(get(port, "/console/deliveries"), "Cache-Control")).isEqualTo("no-store");
        assertThat(header(get(port, "/console/assets/console.css"), "Cache-Control")).isEqualTo("max-age=7, immutable");
        assertThat(header(get(port, "/console/assets/nothing"), "Cache-Control")).isEqualTo("no-store");
        assertThat(header(get(port, "/console/assets/unsaid"), "Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void switchedOffThereIsNothing() throws Exception {
        int port = listen(false);
        for (String path : new String[] { "/console", "/console/", "/console/login", "/console/assets/console.css",
                "/console;a=b" }) {
            HttpResponse<String> answer = get(port, path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).contains("tocsin.console.enabled");
            assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
        }
        assertThat(get(port, "/api/configurations").statusCode()).isEqualTo(200);
    }

    private int listen(boolean enabled) {
        ConsoleEntrance entrance = new ConsoleEntrance(new ConsoleConfig() {
            @Override
            public boolean enabled() {
                return enabled;
            }

            @Override
            public Duration session() {
                return Duration.ofHours(8);
            }

            @Override
            public Optional<URI> url() {
                return Optional.empty();
            }
        });
        Router router = Router.router(vertx);
        router.route().handler(request -> {
            request.response().putHeader("Cache-Control", "no-store");
            request.next();
        });
        router.route().handler(entrance::enter);
        router.route("/console/assets/nothing").handler(request -> request.response().setStatusCode(404)
                .putHeader("Cache-Control", "max-age=7").end());
        router.route("/console/assets/unsaid").handler(request -> request.response().end());
        router.route("/console/nothing").handler(request -> request.fail(404));
        router.route().handler(request -> request.response().putHeader("Cache-Control", "max-age=7, immutable").end("here"));
        HttpServer server = vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").toCompletionStage()
                .toCompletableFuture().join();
        return server.actualPort();
    }

    private static HttpResponse<String> get(int port, String path) throws Exception {
        return HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow();
    }
}
