package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tocsin.chat.Chats;
import dev.tocsin.embedded.PostgresResource;
import dev.tocsin.notice.Samples;
import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.Gallery;
import dev.tocsin.standin.SnsPublisher;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;

/** The gallery in front of a running Tocsin. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class GalleryTest {

    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TestHTTPResource("/")
    URL tocsin;

    @Inject
    Chats chats;

    private final Vertx vertx = Vertx.vertx();
    private final SnsPublisher http = new SnsPublisher(vertx);
    private ChatStandIn standIn;

    @BeforeEach
    void open() throws Exception {
        standIn = ChatStandIn.start(vertx, ChatStandIn.Options.forTests());
        standIn.offer(new Gallery(http, tocsin.toURI(),
                Optional.of(ConfigProvider.getConfig().getValue("tocsin.api.admin-token", String.class))));
    }

    @AfterEach
    void close() {
        standIn.close();
        http.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void listsEverySample() throws Exception {
        JsonNode names = json(get("/stand-in/gallery/samples").body());

        List<String> listed = StreamSupport.stream(names.spliterator(), false).map(JsonNode::asText).toList();
        assertThat(listed).containsAll(Samples.names()).contains("monitoring/alarm-metric.json")
                .noneMatch(name -> name.endsWith(".golden.json") || name.endsWith(".properties"));
    }

    @Test
    void showsWhatTocsinWouldSend() throws Exception {
        JsonNode shown = json(get("/stand-in/gallery/previews/monitoring/alarm-metric.json").body());

        assertThat(shown.at("/sample/message").asText()).isEqualTo(Samples.body("monitoring/alarm-metric.json"));
        assertThat(shown.at("/preview/family").asText()).isEqualTo("cloudwatch-alarm");
        JsonNode golden = json(java.nio.file.Files.readString(Samples.golden("monitoring/alarm-metric.json")));
        assertThat(shown.at("/preview/notice")).isEqualTo(golden.path("notice"));
        assertThat(shown.at("/preview/slack")).isEqualTo(golden.path("slack"));
        assertThat(shown.at("/preview/chime/Content").asText().lines().toList()).hasSameSizeAs(golden.path("chime"));
    }

    @Test
    void knowsNothingButItsSamples() throws Exception {
        for (String name : List.of("none.json", "monitoring/alarm-metric.golden.json", "../application-dev.properties", "")) {
            assertThat(get("/stand-in/gallery/previews/" + name).statusCode()).as(name).isIn(400, 404);
        }
    }

    @Test
    void saysWhyThereIsNoPreview() throws Exception {
        standIn.offer(new Gallery(http, tocsin.toURI(), Optional.of("wrong")));

        HttpResponse<String> answer = get("/stand-in/gallery/previews/monitoring/alarm-metric.json");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(json(answer.body()).path("error").asText()).startsWith("Tocsin answered 401");
    }

    @Test
    void servesItsPage() throws Exception {
        assertThat(get("/stand-in/gallery").body()).contains("<title>Tocsin: the gallery</title>");
        for (String file : List.of("gallery.js", "gallery.css", "message.js", "drawing/message.js", "drawing/drawing.css")) {
            assertThat(get("/stand-in/" + file).statusCode()).as(file).isEqualTo(200);
        }
    }

    @Test
    void canDrawWhatEveryDestinationIsSent() throws Exception {
        StringBuilder scripts = new StringBuilder();
        for (String chat : List.of("slack", "chime", "teams")) {
            scripts.append(get("/stand-in/drawing/" + chat + ".js").body());
        }

        JsonNode preview = json(get("/stand-in/gallery/previews/monitoring/alarm-metric.json").body()).path("preview");
        preview.fieldNames().forEachRemaining(name -> assertThat(List.of("family", "notice").contains(name)
                || scripts.indexOf("name: \"" + name + "\"") > 0).as(name).isTrue());
        assertThat(chats.kinds()).isNotEmpty()
                .allSatisfy(kind -> assertThat(scripts.toString()).containsPattern("kinds: \\[.*\"" + kind + "\""));
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(URI.create(standIn.url() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
