package dev.tocsin.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.OutsideWorld;
import dev.tocsin.embedded.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;

/** Values that no client sends by accident, in every member and every parameter of every operation. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class HostileRequestsTest {

    private static final Set<String> METHODS = Set.of("get", "post", "patch", "delete");
    private static final Set<String> OF_TESTS = Set.of("/api/added/later", "/api/broken", "/api/limited", "/api/limited/wrong");
    /** Documents, which have tests of their own. */
    private static final Set<String> DOCUMENTS = Set.of("/api/configurations/import", "/api/declaration/dry-run");

    /** JSON of strings that are in no place right. */
    private static final List<String> UNUSABLE = List.of("\"a\\u0000b\"", "\"\\ud800\"", "\"a\\udc00b\"", "[\"\\u0000\"]",
            "{\"\\u0000\":\"\\u0000\"}", "1e999999999");
    /** JSON that is in no place right, whatever the member. */
    private static final List<String> UNREADABLE = List.of("1" + "0".repeat(2_000), "-0.0",
            "[".repeat(2_000) + "]".repeat(2_000),
            "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000), "{\"a\":1,\"a\":2}", "[" + "[],".repeat(30_000) + "[]]");
    /** What is a word of text at most. */
    private static final List<String> DOUBTFUL = List.of("\"\"", "\" \"", "\"\\t\"", "\"+999999999-12-31T23:59:59Z\"",
            "\"-999999999-01-01T00:00:00Z\"", "\"NaN\"", "true", "0", "\"" + "x".repeat(300_000) + "\"", "null", "[null]",
            "[\"\"]");
    private static final List<String> IN_ADDRESSES = List.of("", " ", "\u0000", "a\u0000b", "\ufffe", "x".repeat(3_000), "%",
            "'",
            "../..", "99999999999999999999", "-1", "1e9", "NaN", "+999999999-12-31T23:59:59Z", "\ud83d\ude00", "null");
    private static final List<String> RAW_IN_ADDRESSES = List.of("%00", "%ED%A0%80", "%C0%80", "%FF", "%", "%zz", "%u0000");

    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private JsonNode document;

    @BeforeEach
    void readTheDocument() throws IOException {
        document = new ObjectMapper().readTree(given().queryParam("format", "json").get("/openapi").asString());
    }

    /** Some of the values are names that a token may have. */
    @AfterEach
    void nothingStays() {
        List.of("deploy-bot", "NaN").forEach(name -> send("delete", "/api/tokens/" + name, ""));
    }

    @Test
    void noMemberOfNoBodyMakesAFaultOfOurs() {
        List<String> tried = new ArrayList<>();
        eachMember((method, path, example, member) -> {
            tried.add(method + path + member.getKey());
            List<String> wrong = new ArrayList<>(UNUSABLE);
            wrong.addAll(tried.contains(method + path) ? List.of() : UNREADABLE);
            tried.add(method + path);
            for (String value : wrong) {
                HttpResponse<String> answer = send(method, path, with(example, member.getKey(), value));
                assertThat(answer.statusCode()).as("%s %s %s=%.40s %s", method, path, member.getKey(), value,
                        answer.body()).isEqualTo(400);
            }
            for (String value : DOUBTFUL) {
                HttpResponse<String> answer = send(method, path, with(example, member.getKey(), value));
                assertThat(answer.statusCode()).as("%s %s %s=%.40s %.300s", method, path, member.getKey(), value,
                        answer.body()).isLessThan(500);
            }
        });
        assertThat(tried).hasSizeGreaterThan(80);
    }

    @Test
    void whatIsNoTextIsNoEmptyString() {
        List<String> tried = new ArrayList<>();
        eachMember((method, path, example, member) -> {
            if (isText(schema(member.getValue()))) {
                return;
            }
            tried.add(method + path + member.getKey());
            for (String value : List.of("\"\"", "\" \"", "\"\\n\"")) {
                HttpResponse<String> answer = send(method, path, with(example, member.getKey(), value));
                assertThat(answer.statusCode()).as("%s %s %s=%s %s", method, path, member.getKey(), value,
                        answer.body()).isEqualTo(400);
                assertThat(JsonPath.from(answer.body()).getString("errors[0].field")).as(method + path + answer.body())
                        .startsWith(member.getKey());
            }
        });
        assertThat(tried).anyMatch(one -> one.endsWith("expiresAt")).anyMatch(one -> one.endsWith("role"))
                .anyMatch(one -> one.endsWith("loggingLevel")).anyMatch(one -> one.endsWith("userAuthorizationRequired"))
                .anyMatch(one -> one.endsWith("tags")).hasSizeGreaterThan(12);
    }

    @Test
    void noParameterMakesAFaultOfOurs() {
        eachOperation((method, path, operation) -> {
            for (JsonNode parameter : operation.path("parameters")) {
                String name = parameter.path("name").asText();
                List<String> values = new ArrayList<>(RAW_IN_ADDRESSES);
                IN_ADDRESSES.forEach(value -> values.add(URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20")));
                for (String value : values) {
                    if (!parameter.path("in").asText().equals("header")) {
                        String address = parameter.path("in").asText().equals("query")
                                ? filled(path) + "?" + name + "=" + value
                                : filled(path.replace("{" + name + "}", value));
                        assertThat(statusLine(method, address)).as("%s %.200s", method, address)
                                .matches("HTTP/1.1 [234][0-9]{2} .*");
                    }
                }
            }
        });
    }

    @Test
    void noParameterIsEmpty() {
        List<String> tried = new ArrayList<>();
        eachOperation((method, path, operation) -> {
            for (JsonNode parameter : operation.path("parameters")) {
                String name = parameter.path("name").asText();
                if (parameter.path("in").asText().equals("query")) {
                    for (String value : List.of("", "%20")) {
                        String address = filled(path) + "?" + name + "=" + value;
                        tried.add(address);
                        assertThat(statusLine(method, address)).as(method + " " + address).startsWith("HTTP/1.1 400 ");
                    }
                }
            }
        });
        assertThat(tried).anyMatch(one -> one.contains("maxResults")).anyMatch(one -> one.contains("dryRun"))
                .anyMatch(one -> one.contains("via")).anyMatch(one -> one.contains("deliveries?state"))
                .anyMatch(one -> one.contains("topics?state")).anyMatch(one -> one.contains("partition"));
    }

    private interface Member {
        void take(String method, String path, ObjectNode example, Map.Entry<String, JsonNode> member);
    }

    private interface Operation {
        void take(String method, String path, JsonNode operation);
    }

    private void eachMember(Member what) {
        eachOperation((method, path, operation) -> {
            JsonNode body = operation.at("/requestBody/content/application~1json");
            if (!body.isMissingNode() && !DOCUMENTS.contains(path)) {
                ObjectNode example = (ObjectNode) body.path("examples").iterator().next().path("value");
                schema(body.path("schema")).path("properties").properties()
                        .forEach(member -> what.take(method, path, example, member));
            }
        });
    }

    private void eachOperation(Operation what) {
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            if (path.getKey().startsWith("/api") && !OF_TESTS.contains(path.getKey())) {
                path.getValue().properties().stream().filter(operation -> METHODS.contains(operation.getKey()))
                        .forEach(operation -> what.take(operation.getKey(), path.getKey(), operation.getValue()));
            }
        }
    }

    /** By one client for all of them: REST Assured makes a new one for each of these thousands. */
    private static HttpResponse<String> send(String method, String path, String body) {
        URI address = URI.create(RestAssured.baseURI + ":" + RestAssured.port + filled(path));
        try {
            return CLIENT.send(HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10))
                    .header("Authorization", "Bearer s3cr3t-admin-token").header("Content-Type", "application/json")
                    .method(method.toUpperCase(Locale.ROOT), BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** As it is, since clients send no such addresses. */
    private static String statusLine(String method, String address) {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((method.toUpperCase(Locale.ROOT) + " " + address + " HTTP/1.1\r\nHost: localhost\r\n"
                    + "Authorization: Bearer s3cr3t-admin-token\r\nContent-Type: application/json\r\nConnection: close\r\n"
                    + "Content-Length: 2\r\n\r\n{}").getBytes(StandardCharsets.UTF_8));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)).readLine();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    /** Of something that there is not. */
    private static String filled(String template) {
        return template.replace("{id}", "0").replace("{messageId}", "00000000-0000-4000-8000-000000000000")
                .replaceAll("\\{[a-zA-Z]+}", "nothing");
    }

    /** Put together as text, for values that no tree can hold. */
    private static String with(ObjectNode example, String member, String json) {
        ObjectNode others = JsonNodeFactory.instance.objectNode();
        example.properties().stream().filter(one -> !one.getKey().equals(member))
                .forEach(one -> others.set(one.getKey(), one.getValue()));
        String rest = others.toString();
        return "{\"" + member + "\": " + json + (others.isEmpty() ? "}" : ", " + rest.substring(1));
    }

    private JsonNode schema(JsonNode node) {
        JsonNode one = node.has("anyOf") ? node.path("anyOf").get(0) : node.has("allOf") ? node.path("allOf").get(0) : node;
        return one.has("$ref") ? schema(document.at(one.path("$ref").asText().substring(1))) : one;
    }

    /** Any text will do; of these messageId and others have rules of their own. */
    private static boolean isText(JsonNode schema) {
        String type = schema.path("type").toString();
        return type.contains("string") && !schema.has("enum") && !schema.has("format");
    }
}
