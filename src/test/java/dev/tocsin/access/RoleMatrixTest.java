package dev.tocsin.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tocsin.configuration.ConfigurationKinds;
import dev.tocsin.embedded.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/**
 * Which role each operation needs, asked of the running application. An operation that the table does not know is a mistake.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RoleMatrixTest {

    private static final String TABLE = """
            GET    /api/slack/workspaces                     viewer
            POST   /api/slack/workspaces                     admin
            GET    /api/slack/workspaces/{slackTeamId}       viewer
            PATCH  /api/slack/workspaces/{slackTeamId}       admin
            DELETE /api/slack/workspaces/{slackTeamId}       admin
            POST   /api/slack/workspaces/install             admin
            GET    /api/slack/manifest                       viewer
            GET    /api/destinations                         viewer
            GET    /api/overview                             viewer
            GET    /api/notifications                        viewer
            GET    /api/notifications/{messageId}            viewer
            POST   /api/notifications/{messageId}/deliver    editor
            GET    /api/deliveries                           viewer
            GET    /api/deliveries/{id}                      viewer
            POST   /api/deliveries/{id}/redeliver            editor
            GET    /api/refusals                             viewer
            GET    /api/postings                             viewer
            GET    /api/postings/{id}                        viewer
            POST   /api/postings/{id}/acknowledge            editor
            POST   /api/postings/{id}/resolve                editor
            POST   /api/postings/{id}/reopen                 editor
            POST   /api/preview                              editor
            GET    /api/topics                               viewer
            GET    /api/topics/{topicArn}                    viewer
            POST   /api/topics/{topicArn}/check              editor
            POST   /api/topics/{topicArn}/publish            editor
            GET    /api/regions/{region}/topics              viewer
            POST   /api/configurations/{configurationName}/test editor
            POST   /api/configurations/{configurationName}/enable editor
            POST   /api/configurations/{configurationName}/disable editor
            GET    /api/configurations                       viewer
            GET    /api/configurations/export                viewer
            GET    /api/declaration                          viewer
            POST   /api/declaration/dry-run                  admin
            POST   /api/configurations/import                editor
            GET    /api/command-people                       viewer
            POST   /api/command-people                       admin
            POST   /api/command-people/{id}/approve          admin
            POST   /api/command-people/{id}/decline          admin
            DELETE /api/command-people/{id}                  admin
            GET    /api/custom-actions                       viewer
            POST   /api/custom-actions                       editor
            GET    /api/custom-actions/{actionName}          viewer
            PATCH  /api/custom-actions/{actionName}          editor
            DELETE /api/custom-actions/{actionName}          editor
            GET    /api/tokens                               admin
            POST   /api/tokens                               admin
            GET    /api/tokens/{name}                        admin
            DELETE /api/tokens/{name}                        admin
            GET    /api/audit                                admin
            GET    /api/commands                             admin
            GET    /api/commands/{id}                        admin
            GET    /api/iam/policy-templates                 viewer
            """;

    /** Of each kind of configurations. */
    private static final String OF_A_KIND = """
            GET    %1$s                       viewer
            POST   %1$s                       editor
            GET    %1$s/{configurationName}   viewer
            PATCH  %1$s/{configurationName}   editor
            DELETE %1$s/{configurationName}   editor
            """;

    /** Resources of other tests. */
    private static final Set<String> NOT_OURS = Set.of("/api/added/later", "/api/broken", "/api/limited", "/api/limited/wrong");
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private final ConfigurationKinds kinds;

    private final Map<Role, String> tokens = new EnumMap<>(Role.class);

    RoleMatrixTest(ConfigurationKinds kinds) {
        this.kinds = kinds;
    }

    @BeforeEach
    void aTokenOfEachRole() {
        for (Role role : Role.values()) {
            tokens.put(role, As.token(role));
        }
    }

    @Test
    void theTableKnowsEveryOperation() throws IOException {
        JsonNode document = new ObjectMapper().readTree(given().queryParam("format", "json").get("/openapi").asString());
        Set<String> operations = document.path("paths").properties().stream()
                .filter(path -> path.getKey().startsWith("/api") && !NOT_OURS.contains(path.getKey()))
                .flatMap(path -> path.getValue().properties().stream().map(Map.Entry::getKey).map(String::toUpperCase)
                        .filter(METHODS::contains).map(method -> method + " " + path.getKey()))
                .collect(Collectors.toSet());

        assertThat(table().keySet()).isEqualTo(operations);
    }

    @Test
    void eachOperationLetsInThoseWhoHaveItsRoleAndNobodyElse() {
        table().forEach((operation, needed) -> {
            for (Role role : Role.values()) {
                Response answer = request(operation, role);
                if (role.compareTo(needed) < 0) {
                    assertThat(answer.statusCode()).as(operation + " as " + role).isEqualTo(403);
                } else {
                    assertThat(answer.statusCode()).as(operation + " as " + role).isNotIn(401, 403).isLessThan(500);
                }
            }
            String[] words = operation.split(" ");
            given().request(words[0], path(words[1])).then().statusCode(401).contentType("application/problem+json")
                    .body("detail", containsString("needs the role " + needed));
        });
    }

    @Test
    void a403SaysWhichRoleIsNeededAndWhichThereIs() {
        request("POST /api/slack/channels", Role.VIEWER).then().statusCode(403).contentType("application/problem+json")
                .body("title", equalTo("Forbidden")).body("detail", containsString("needs the role editor"))
                .body("detail", containsString("have the role viewer")).body("instance", equalTo("/api/slack/channels"));
    }

    @Test
    void pathsThatNobodySpokeOfAreReadByAllAndChangedByAdministrators() {
        request("GET /api/added/later", Role.VIEWER).then().statusCode(200);
        request("POST /api/added/later", Role.EDITOR).then().statusCode(403);
        request("POST /api/added/later", Role.ADMIN).then().statusCode(405);
    }

    @Test
    void otherSpellingsOfThePathAreNoWayAroundTheRole() {
        String name = As.unique("spelt");
        As.newToken(name, Role.VIEWER, null).then().statusCode(201);
        for (String path : List.of("/api/tokens", "/api/tokens/", "//api/tokens", "/api//tokens", "/api/./tokens",
                "/api/x/../tokens", "/api/%74okens", "/api/tokens;a=b", "/api;a=b/tokens", "/%61pi/tokens", "/api/tokens%2F",
                "/api/audit;x", "/api/tokens/" + name + ";a=b", "/api/tokens//" + name, "/api/slack/..;/tokens",
                "/api/slack/%2e%2e/tokens", "/api/tokens?x=/api/slack/channels", "/api/tokens%3Ba=b", "/api%3Ba=b/tokens",
                "/api%3b/tokens", "/api%253B/tokens", "/api/slack%5C..%5Ctokens", "/api%5Ctokens", "/api%2Ftokens")) {
            for (RequestSpecification who : List.of(As.with(tokens.get(Role.EDITOR)), As.nobody())) {
                Response answer = who.urlEncodingEnabled(false).get(path);
                assertThat(answer.statusCode()).as(path).isIn(400, 401, 403, 404);
                assertThat(answer.asString()).as(path).doesNotContain("createdBy");
            }
        }
    }

    private Response request(String operation, Role role) {
        String[] words = operation.split(" ");
        boolean hasBody = Set.of("POST", "PATCH").contains(words[0]);
        var request = As.with(tokens.get(role));
        return (hasBody ? request.body("{}") : request).request(words[0], path(words[1]));
    }

    /** Of something that there is not, so that even an administrator's request changes nothing. */
    private static String path(String template) {
        return template.replace("{id}", "0").replace("{messageId}", "00000000-0000-4000-8000-000000000000")
                .replaceAll("\\{[a-zA-Z]+}", "nothing");
    }

    private Map<String, Role> table() {
        String ofKinds = kinds.all().stream().map(kind -> OF_A_KIND.formatted(kind.path())).collect(Collectors.joining());
        return (TABLE + ofKinds).lines().map(line -> line.split(" +"))
                .collect(Collectors.toMap(words -> words[0] + " " + words[1],
                        words -> Role.named(words[2]), (one, other) -> one, TreeMap::new));
    }
}
