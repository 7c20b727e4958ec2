package dev.tocsin.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import dev.tocsin.OutsideWorld;
import dev.tocsin.configuration.Api;
import dev.tocsin.embedded.PostgresResource;
import dev.tocsin.problem.Problem;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** The way into the console and out of it, without scripts. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class LoginPageTest {

    @Inject
    Pool pool;

    @Inject
    ConsoleProblems problems;

    @Test
    void theAddressWithoutAPathLeadsToTheConsoleAndThatToTheLogin() {
        given().redirects().follow(false).get("/").then().statusCode(303).header("Location", equalTo("/console"));
        given().redirects().follow(false).header("Accept", "text/html").get("/console/system").then().statusCode(302)
                .header("Location", equalTo("/console/login?then=%2Fconsole%2Fsystem"));
        given().queryParam("then", "/console/system").get("/console/login").then().statusCode(200)
                .header("Cache-Control", equalTo("no-store")).body(containsString("value=\"/console/system\""))
                .body(containsString("TOCSIN_API_ADMIN_TOKEN")).body(not(containsString("Log in with your organisation")));
    }

    @Test
    void aTokenLeadsToWhatWasAskedForAndNowhereElse() {
        Visit.login(Api.TOKEN, "/console/audit?kind=slack-channel").then().statusCode(303)
                .header("Location", equalTo("/console/audit?kind=slack-channel"))
                .cookie("tocsin-session");
        Visit.login(Api.TOKEN, "https://example.com/console").then().statusCode(303)
                .header("Location", equalTo("/console"));
    }

    @Test
    void aWrongTokenIsSaidOnTheSamePage() {
        Response refused = Visit.login("tocsin_s3cr3t<b>", "/console/audit");

        refused.then().statusCode(401).contentType("text/html").header("Set-Cookie", nullValue())
                .body(containsString("This token is not valid, has expired or was deleted."))
                .body(containsString("value=\"/console/audit\"")).body(containsString("name=\"token\""))
                .body(not(containsString("s3cr3t")));
    }

    @Test
    void whereTheDatabaseIsAwayTheFormSaysSoAndKeepsWhereItLeads() {
        SqlConnection blocking = pool.getConnectionAndAwait();
        try {
            blocking.query("BEGIN").executeAndAwait();
            blocking.query("LOCK TABLE console_session IN ACCESS EXCLUSIVE MODE").executeAndAwait();
            Visit.login(Api.TOKEN, "/console/audit").then().statusCode(503).contentType("text/html")
                    .header("Set-Cookie", nullValue()).body(containsString("You cannot be logged in now, because the database"))
                    .body(containsString("value=\"/console/audit\"")).body(not(containsString("http-equiv")));
        } finally {
            blocking.query("ROLLBACK").executeAndAwait();
            blocking.closeAndAwait();
        }
    }

    /** It would ask for the form's address, and forget what was typed. */
    @Test
    void onlyAPageThatWasReadIsAskedForAgainByItself() {
        Problem away = Problem.of("unavailable", 503, "Unavailable", "Away.");

        assertThat(problems.html(away, false, true)).contains("http-equiv=\"refresh\"");
        assertThat(problems.html(away, false, false)).contains("Away.").doesNotContain("http-equiv", "tries again");
    }

    @Test
    void aFormOfAnotherSiteIsSentOnceMore() {
        given().redirects().follow(false).formParam("form", "made-up").formParam("token", "s3cr3t-admin-token")
                .post("/console/login").then().statusCode(403).body(containsString("Send it again"))
                .body(containsString("name=\"form\""));
    }

    @Test
    void whoIsLoggedInGoesOnAndWhoLogsOutComesBack() {
        Visit visit = Visit.by(Api.TOKEN);
        visit.page().queryParam("then", "/console/audit").get("/console/login").then().statusCode(303)
                .header("Location", equalTo("/console/audit"));
        visit.page().get("/console").then().statusCode(200).body(containsString("Log out"));

        visit.change().post("/console/logout").then().statusCode(200)
                .header("HX-Redirect", equalTo("/console/login?loggedOut=1"))
                .header("Set-Cookie", containsString("tocsin-session=;"));
        visit.page().get("/console").then().statusCode(302);
        given().get("/console/login?loggedOut=1").then().body(containsString("You are logged out."));
    }

    @Test
    void aPageShowsWhatItsVisitorMayDo() {
        String name = Api.unique("viewer");
        String token = Api.api().body(Map.of("name", name, "role", "viewer")).post("/api/tokens").path("token");
        Visit viewer = Visit.by(token);

        viewer.page().get("/console/slack/workspaces").then().statusCode(200).body(containsString(name))
                .body(not(containsString("Add by a bot token"))).body(not(containsString("href=\"/console/tokens\"")))
                .body(not(containsString("href=\"/console/system\"")));
        for (String path : new String[] { "/console/tokens", "/console/audit", "/console/system", "/console/system/health" }) {
            viewer.page().get(path).then().statusCode(403).body(containsString("role admin"));
        }
        viewer.change().formParam("botToken", "xoxb-s3cr3t-TVIEWER").post("/console/slack/workspaces").then()
                .statusCode(403);
    }
}
