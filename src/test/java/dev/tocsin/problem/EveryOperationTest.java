package dev.tocsin.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tocsin.OutsideWorld;
import dev.tocsin.embedded.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** What every operation of the API refuses before its resource is asked, and what none refuses. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class EveryOperationTest {

    private static final Set<String> METHODS = Set.of("get", "post", "patch", "delete");
    private static final Set<String> OF_TESTS = Set.of("/api/added/later", "/api/broken", "/api/limited", "/api/limited/wrong");

    private JsonNode document;

    @BeforeEach
    void readTheDocument() throws IOException {
        document = new ObjectMapper().readTree(given().queryParam("format", "json").get("/openapi").asString());
    }

    @Test
    void refusesParametersThatItDoesNotKnowAndNamesThoseThatItKnows() {
        eachOperation((method, path, operation) -> {
            TreeSet<String> known = new TreeSet<>();
            operation.path("parameters").forEach(parameter -> {
                if (parameter.path("in").asText().equals("query")) {
                    known.add(parameter.path("name").asText());
                }
            });
            Response answer = problem(request().contentType("application/json").request(method, path + "?surplus=s3cr3t"), 400,
                    method + path);
            assertThat(answer.jsonPath().getList("errors")).as(method + path).isEqualTo(List.of(Map.of("field", "surplus",
                    "message", "unknown query parameter; there "
                            + (known.isEmpty() ? "is none" : "are " + String.join(", ", known)))));
        });
    }

    @Test
    void refusesOnlyTheParametersThatItDoesNotKnow() {
        Response answer = problem(request().get("/api/audit?kind=slack-channel&operation=create&since=now"), 400, "audit");

        assertThat(answer.jsonPath().getList("errors.field")).isEqualTo(List.of("operation", "since"));
        assertThat(answer.jsonPath().getString("errors[0].message"))
                .isEqualTo("unknown query parameter; there are kind, maxResults, name, nextToken, who");
    }

    @Test
    void whatIsNotOfTheApiMayBeGivenMore() {
        assertThat(given().get("/openapi?format=json&surplus=1").statusCode()).isEqualTo(200);
        assertThat(given().accept("application/json").get("/slack/oauth/callback?state=x&code=y&surplus=1").asString())
                .doesNotContain("unknown query parameter");
    }

    @Test
    void refusesToAnswerInALanguageThatItDoesNotSpeak() {
        eachOperation((method, path, operation) -> problem(
                request().contentType("application/json").accept("text/html").request(method, path), 406, method + path));
    }

    @Test
    void answersThoseWhoAcceptProblemsOrAnythingOrDoNotSay() {
        eachOperation((method, path, operation) -> {
            for (String accept : List.of("application/problem+json", "Application/Problem+JSON;q=0.9, text/html", "*/*",
                    "application/json, application/problem+json")) {
                boolean isJson = !operation.path("responses").toString().contains("\"application/yaml\"");
                Response answer = request().contentType("application/json").accept(accept).request(method, path);
                if (isJson || !accept.contains("application/json")) {
                    assertThat(answer.statusCode()).as(method + path + " " + accept).isNotEqualTo(406);
                }
            }
        });
        for (String accept : List.of("application/problem+json", "*/*")) {
            Response list = request().accept(accept).get("/api/configurations");
            assertThat(list.statusCode()).as(accept).isEqualTo(200);
            assertThat(list.contentType()).as(accept).startsWith("application/json");
            assertThat(request().accept(accept).get("/api/configurations/export").contentType()).startsWith("application/yaml");
        }
    }

    @Test
    void refusesBodiesThatItCannotRead() {
        eachOperation((method, path, operation) -> {
            if (operation.path("responses").has("415")) {
                problem(request().contentType("text/plain").body("x").request(method, path), 415, method + path);
            }
        });
    }

    @Test
    void refusesBodiesThatAreTooLarge() {
        String large = " ".repeat(3 * 1024 * 1024);
        eachOperation((method, path, operation) -> {
            if (operation.path("responses").has("413")) {
                problem(request().contentType("application/json").body(large).request(method, path), 413, method + path);
            }
        });
    }

    private interface Operation {
        void take(String method, String path, JsonNode operation);
    }

    private void eachOperation(Operation what) {
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            if (path.getKey().startsWith("/api") && !OF_TESTS.contains(path.getKey())) {
                path.getValue().properties().stream().filter(operation -> METHODS.contains(operation.getKey()))
                        .forEach(operation -> what.take(operation.getKey(), filled(path.getKey()), operation.getValue()));
            }
        }
    }

    /** Of something that there is not. */
    private static String filled(String template) {
        return template.replace("{id}", "0").replace("{messageId}", "00000000-0000-4000-8000-000000000000")
                .replaceAll("\\{[a-zA-Z]+}", "nothing");
    }

    private static Response problem(Response answer, int status, String what) {
        assertThat(answer.statusCode()).as(what + answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).as(what).startsWith(Problem.MEDIA_TYPE);
        assertThat(answer.jsonPath().getInt("status")).as(what).isEqualTo(status);
        return answer;
    }

    private static RequestSpecification request() {
        return given().auth().oauth2("s3cr3t-admin-token");
    }
}
