package dev.tocsin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;

/** Where the provider's way ends: whoever is let in there by something else passes by. */
class ProviderLoginRouteTest {

    private final Vertx vertx = Vertx.vertx();
    private final NeededRole neededRole = new NeededRole(List.of());
    private final Visitors visitors = new Visitors(neededRole, null);

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void theLocalDeveloperGetsNoSessionByALink() throws Exception {
        for (Optional<String> provider : List.of(Optional.<String> empty(), Optional.of("https://provider.example"))) {
            int port = listen(provider);
            for (String path : List.of("/console/login/provider", "/console/login/provider/", "/console/login/provider//",
                    "/console/login//provider")) {
                assertThat(get(port, path)).as(path).isEqualTo(404);
            }
        }
    }

    private int listen(Optional<String> provider) {
        People people = new People(null, null, provider, provider.map(url -> "tocsin"), Optional.of(ProviderSettings.HYBRID),
                Optional.empty());
        Router router = Router.router(vertx);
        router.route().order(-10).handler(request -> {
            visitors.note(request, Visitor.of(Identities.developer(), neededRole));
            request.next();
        });
        new ProviderLogin(people, null, null, visitors, null).register(router);
        HttpServer server = vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").toCompletionStage()
                .toCompletableFuture().join();
        return server.actualPort();
    }

    private static int get(int port, String path) throws Exception {
        return HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                HttpResponse.BodyHandlers.ofString()).statusCode();
    }
}
