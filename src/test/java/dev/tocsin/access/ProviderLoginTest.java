package dev.tocsin.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tocsin.embedded.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.mutiny.sqlclient.Pool;

/** People log in to the console at the page of their identity provider; the test is their browser. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(value = IdentityProviderStandIn.class, initArgs = @ResourceArg(name = IdentityProviderStandIn.BY_BROWSER, value = "yes"), restrictToAnnotatedClass = true)
class ProviderLoginTest {

    private static final String PROVIDER = "/console/login/provider";
    private static final String PAGE = "/console/test-of-provider";

    IdentityProviderStandIn provider;

    @Inject
    Pool pool;

    @Inject
    Logins logins;

    @Inject
    FailedLogins failedLogins;

    private final Map<String, String> cookies = new HashMap<>();

    /** Shows who is looking. */
    @Path(PAGE)
    public static class TestPage {

        private final Visitors visitors;

        TestPage(Visitors visitors) {
            this.visitors = visitors;
        }

        @GET
        @Operation(hidden = true)
        @Produces("text/html")
        public String show(RoutingContext request) {
            Visitor visitor = visitors.of(request);
            return visitor + " " + visitor.role().orElseThrow();
        }
    }

    @BeforeEach
    void forgetFailures() {
        failedLogins.forgetAll();
    }

    @Test
    void thePersonGetsASessionWithTheRoleOfTheClaim() {
        Response in = logIn(provider.claims("ada", "site-reliability"), "?then=%2Fconsole%2Fdeliveries%3Fstate%3DDEAD");
        in.then().statusCode(200).body(containsString(
                "<meta http-equiv=\"refresh\" content=\"0;url=/console/deliveries?state=DEAD\">"));
        assertThat(in.headers().getValues("Set-Cookie")).anyMatch(cookie -> cookie.startsWith("tocsin-session=")
                && cookie.contains("SameSite=Strict") && cookie.contains("HTTPOnly"));

        browser().get(PAGE).then().statusCode(200).body(equalTo("ada (person) admin"));
        As.admin().queryParam("kind", "console-session").queryParam("who", "ada").get("/api/audit").then()
                .body("entries.operation", hasItem("login")).body("entries.whoKind", hasItem("person"));
    }

    @Test
    void whatQuarkusWouldRememberThePersonByIsTakenAway() {
        logIn(provider.claims("vera", "tocsin-viewer"), "");

        assertThat(cookies.keySet()).containsExactly("tocsin-session");
        assertThat(pool.query("SELECT role FROM console_session WHERE actor = 'vera'").executeAndAwait().iterator().next()
                .getString("role")).isEqualTo("viewer");
    }

    @Test
    void theBrowserIsSentWithPkceAndANonceAndItsCookiesAreForTheLoginAlone() {
        Response sent = browser().get(PROVIDER + "?then=/console/topics");
        sent.then().statusCode(302).header("Location", startsWith(provider.authorizePage() + "?"));
        Map<String, String> asked = query(sent.header("Location"));
        assertThat(asked).containsEntry("response_type", "code").containsEntry("client_id", "tocsin")
                .containsEntry("code_challenge_method", "S256").containsKeys("code_challenge", "nonce", "state");
        assertThat(asked.get("redirect_uri")).endsWith(PROVIDER);
        assertThat(sent.headers().getValues("Set-Cookie")).hasSize(1)
                .allMatch(cookie -> cookie.startsWith("q_auth") && cookie.toLowerCase(Locale.ROOT).contains("httponly")
                        && cookie.contains("Path=/console/login"));
        assertThat(sent.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
    }

    @Test
    void whoeverHasNoRoleIsToldSo() {
        Response refused = logIn(provider.claims("norman<b>", "admin", "tocsin-admin"), "");

        refused.then().statusCode(403).body(allOf(containsString("norman&lt;b&gt;"), containsString("tocsin.oidc.viewer-roles"),
                not(containsString("<b>"))));
        assertThat(cookies).isEmpty();
        browser().get(PAGE).then().statusCode(302);
    }

    @Test
    void whatTheProviderDidNotSayIsRefused() {
        JsonObject claims = provider.claims("mallory", "platform");
        Response sent = browser().get(PROVIDER);
        Map<String, String> asked = query(sent.header("Location"));
        keep(sent);
        Map<String, String> begun = new HashMap<>(cookies);

        Map<String, String> ofAnother = new HashMap<>(asked);
        ofAnother.put("nonce", "another");
        Map<String, String> ofAnotherBrowser = new HashMap<>(asked);
        ofAnotherBrowser.put("code_challenge", "another");
        for (String back : List.of("?code=made-up&state=" + asked.get("state"),
                "?code=" + provider.signIn(claims, ofAnother) + "&state=" + asked.get("state"),
                "?code=" + provider.signIn(claims, ofAnotherBrowser) + "&state=" + asked.get("state"),
                "?code=" + provider.signIn(claims.copy().put("aud", "other"), asked) + "&state=" + asked.get("state"),
                "?error=access_denied&error_description=%3Cscript%3E&state=" + asked.get("state"))) {
            cookies.clear();
            cookies.putAll(begun);
            Response answer = browser().get(PROVIDER + back);
            answer.then().statusCode(401).body(allOf(containsString("did not log you in"), not(containsString("<script>"))));
            assertThat(answer.headers().getValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("tocsin-session"));
        }
        cookies.clear();
        browser().get(PROVIDER + "?code=" + provider.signIn(claims, asked) + "&state=" + asked.get("state")).then()
                .statusCode(302).header("Location", startsWith(provider.authorizePage()));
        assertThat(cookies).isEmpty();
    }

    @Test
    void nobodyCanHaveTheProviderAskedAgainAndAgain() {
        Response sent = browser().get(PROVIDER);
        String state = query(sent.header("Location")).get("state");
        keep(sent);
        for (int i = 0; i < FailedLogins.MOST; i++) {
            browser().get(PROVIDER + "?code=made-up&state=" + state).then().statusCode(401);
        }
        browser().get(PROVIDER + "?code=made-up&state=" + state).then().statusCode(429)
                .header("Retry-After", matchesPattern("[1-9][0-9]?"));
    }

    @Test
    void theWayEndsInTheConsoleWhateverALinkSays() {
        logIn(provider.claims("ada", "platform"), "?then=https%3A%2F%2Fevil.example").then()
                .body(containsString("content=\"0;url=/console\""));
    }

    @Test
    void tokensStayTheWayIntoTheApiAndTheConsole() {
        String bearer = provider.signed(provider.claims("ed", "tocsin-editor"));
        As.with(bearer).get("/api/slack/channels").then().statusCode(200);
        As.with(bearer).get("/api/audit").then().statusCode(403);
        As.with(provider.signed(provider.claims("ed", "tocsin-editor")) + "x").get("/api/slack/channels").then()
                .statusCode(401);
        given().redirects().follow(false).header("Accept", "text/html").get("/api/slack/channels").then().statusCode(401)
                .contentType("application/problem+json");
        given().redirects().follow(false).header("Accept", "text/html").get(PAGE).then().statusCode(302)
                .header("Location", startsWith("/console/login?then="));
        As.admin().get("/api/audit").then().statusCode(200);
        assertThat(logins.leadToProvider()).isTrue();
        logIn(provider.claims("ada", "platform"), "");
        browser().get("/api/slack/channels").then().statusCode(401);
    }

    /** Each would else be a session that outlives the token, and keeps a role that was taken away. */
    @Test
    void nobodyButWhoComesFromTheProviderGetsASessionHere() {
        String session = tokenSession();
        String bearer = provider.signed(provider.claims("ed", "tocsin-editor"));
        long before = sessions();
        for (String path : List.of(PROVIDER, PROVIDER + "/", PROVIDER + "//", "/console/login//provider",
                "//console/login/provider", "/console/login/./provider", "/console/login/provider;a=b",
                "/console/login/%70rovider")) {
            for (RequestSpecification request : List.of(browser(), browser().cookie("tocsin-session", session),
                    browser().header("Authorization", "Bearer " + bearer),
                    browser().header("Authorization", "Bearer " + bearer).cookie("tocsin-session", session))) {
                Response answer = request.get(path + "?then=/console/topics");
                assertThat(answer.statusCode()).as(path).isIn(302, 401, 404);
                assertThat(answer.headers().getValues("Set-Cookie")).as(path)
                        .noneMatch(cookie -> cookie.startsWith("tocsin-session"));
            }
        }
        browser().cookie("tocsin-session", session).get(PROVIDER).then().statusCode(302)
                .header("Location", startsWith(provider.authorizePage()));
        assertThat(sessions()).isEqualTo(before);
    }

    private String tokenSession() {
        String cookie = given().contentType("application/x-www-form-urlencoded").redirects().follow(false)
                .formParam("form", logins.form()).formParam("token", "s3cr3t-admin-token").post("/console/login").then()
                .statusCode(303).extract().cookie("tocsin-session");
        given().cookie("tocsin-session", cookie).get(PAGE).then().statusCode(200);
        return cookie;
    }

    private long sessions() {
        return pool.query("SELECT count(*) AS sessions FROM console_session").executeAndAwait().iterator().next()
                .getLong("sessions");
    }

    /** All the way: to the provider, back with a code, and once more without it. */
    private Response logIn(JsonObject claims, String query) {
        Response sent = browser().get(PROVIDER + query);
        sent.then().statusCode(302);
        keep(sent);
        Map<String, String> asked = query(sent.header("Location"));
        Response back = browser().get(PROVIDER + "?code=" + provider.signIn(claims, asked) + "&state=" + asked.get("state"));
        for (int redirects = 0; back.statusCode() == 302 && redirects < 3; redirects++) {
            keep(back);
            URI next = URI.create(back.header("Location"));
            back = browser().get(next.getRawPath() + (next.getRawQuery() == null ? "" : "?" + next.getRawQuery()));
        }
        keep(back);
        return back;
    }

    private RequestSpecification browser() {
        return given().urlEncodingEnabled(false).redirects().follow(false).header("Accept", "text/html")
                .cookies(cookies);
    }

    private void keep(Response answer) {
        answer.headers().getValues("Set-Cookie").forEach(cookie -> {
            String[] pair = cookie.split(";", 2)[0].split("=", 2);
            if (cookie.contains("Max-Age=0")) {
                cookies.remove(pair[0]);
            } else {
                cookies.put(pair[0], pair[1]);
            }
        });
    }

    private static Map<String, String> query(String url) {
        return Arrays.stream(URI.create(url).getRawQuery().split("&")).map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }
}
