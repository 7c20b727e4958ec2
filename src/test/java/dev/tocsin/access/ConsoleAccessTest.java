package dev.tocsin.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tocsin.embedded.PostgresResource;
import dev.tocsin.secret.Secret;
import dev.tocsin.secret.SecretSealer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Who gets into the console, and what by, asked of the running application with a page of the test's own. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ConsoleAccessTest {

    private static final String ADMIN = "s3cr3t-admin-token";
    private static final String PAGE = "/console/test-page";
    private static final Duration A_FEW_SECONDS = Duration.ofSeconds(8);
    private static final HttpClient BROWSERS = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final AtomicInteger CHANGES = new AtomicInteger();

    @Inject
    Pool pool;

    @Inject
    SecretSealer sealer;

    @Inject
    FailedLogins failedLogins;

    @Inject
    NeededRole neededRole;

    /** Shows who is looking, and gives them what changes need. */
    @Path(PAGE)
    public static class TestPage {

        private final Visitors visitors;
        private final FormTokens forms;

        TestPage(Visitors visitors, FormTokens forms) {
            this.visitors = visitors;
            this.forms = forms;
        }

        @GET
        @Operation(hidden = true)
        @Produces("text/html")
        public Uni<RestResponse<String>> show(RoutingContext request) {
            Visitor now = visitors.of(request);
            return visitors.asking().map(visitor -> RestResponse.ResponseBuilder
                    .ok(visitor + " " + visitor.role().map(Role::toString).orElse("-") + " "
                            + visitor.may("POST", "/api/preview") + " " + now.name())
                    .header("Test-Form", forms.issue(visitor)).build());
        }

        @GET
        @Path("/{name}")
        @Operation(hidden = true)
        public String below() {
            return "below";
        }

        @POST
        @Operation(hidden = true)
        public String post() {
            return "changed " + CHANGES.incrementAndGet();
        }

        @PUT
        @Operation(hidden = true)
        public String put() {
            return post();
        }

        @PATCH
        @Operation(hidden = true)
        public String patch() {
            return post();
        }

        @DELETE
        @Operation(hidden = true)
        public String delete() {
            return post();
        }
    }

    /** As the pages of the console do it. */
    @Path("/test-login")
    public static class TestLogin {

        private final Logins logins;

        TestLogin(Logins logins) {
            this.logins = logins;
        }

        @GET
        @Operation(hidden = true)
        public String form() {
            return logins.form();
        }

        @POST
        @Operation(hidden = true)
        public Uni<RestResponse<String>> login(@HeaderParam("Test-Token") String token, @HeaderParam("Test-Form") String form,
                RoutingContext request) {
            return logins.byToken(Secret.of(token == null ? "" : token), form, request)
                    .map(session -> RestResponse.ResponseBuilder
                            .ok(session.visitor().name()).header("Set-Cookie", session.setCookie()).build());
        }

        @POST
        @Path("/out")
        @Operation(hidden = true)
        public Uni<RestResponse<String>> logout(RoutingContext request) {
            return logins.end(request)
                    .map(cookie -> RestResponse.ResponseBuilder.ok("out").header("Set-Cookie", cookie).build());
        }
    }

    @BeforeEach
    void forgetFailedLogins() {
        failedLogins.forgetAll();
    }

    @Test
    void withoutALoginAPageLeadsToTheLoginAndBack() {
        page(given()).redirects().follow(false).get(PAGE + "?a=b&c=d").then().statusCode(302)
                .header("Location", equalTo("/console/login?then=%2Fconsole%2Ftest-page%3Fa%3Db%26c%3Dd"));
        given().get(PAGE).then().statusCode(401).contentType("application/problem+json").body("instance", equalTo(PAGE));
        given().header("Accept", "text/csv").get(PAGE).then().statusCode(401).contentType("application/problem+json");
        page(given()).post(PAGE).then().statusCode(401);
    }

    @Test
    void withoutALoginHtmxIsToldWhatToDo() {
        for (RequestSpecification request : List.of(htmx(given()), htmx(given()).cookie("tocsin-session", "A".repeat(43)),
                htmx(given()).cookie("tocsin-session", "wrong"))) {
            request.post(PAGE).then().statusCode(401).contentType(ContentType.HTML).header("HX-Retarget", equalTo("#problem"))
                    .header("HX-Reswap", equalTo("innerHTML"))
                    .body(containsString("class=\"problem session-ended\""), containsString("role=\"alert\""),
                            containsString("href=\"/console/login\" target=\"_blank\""),
                            containsString("nothing that you typed"));
        }
    }

    /** The cookie is SameSite=Strict: behind a link of another site it is not sent. */
    @Test
    void whoComesByALinkOfAnotherSiteIsAskedAgainAsIfFromHere() {
        page(given()).header("Sec-Fetch-Site", "cross-site").get(PAGE + "?a='b'&c=%22").then().statusCode(401)
                .contentType(ContentType.HTML)
                .body(containsString("<meta http-equiv=\"refresh\" content=\"0;url=/console/test-page?a="),
                        not(containsString("'b'")));
        page(given()).header("Sec-Fetch-Site", "same-origin").redirects().follow(false).get(PAGE).then().statusCode(302);
        page(given()).header("Sec-Fetch-Site", "cross-site").cookie("tocsin-session", "A".repeat(43)).redirects().follow(false)
                .get(PAGE).then().statusCode(302);
    }

    @Test
    void theLoginAndTheAssetsAreOpenToAll() {
        assertThat(given().get("/console/login").statusCode()).isNotIn(401, 302, 403);
        assertThat(given().get("/console/assets/nothing.css").statusCode()).isEqualTo(404);
        for (String path : List.of("/console/login/x", "/console/loginx", "/console/assetsx", "/console",
                "/console/", "/console/nothing")) {
            assertThat(given().redirects().follow(false).get(path).statusCode()).as(path).isEqualTo(401);
        }
    }

    @Test
    void withoutAnIdentityProviderNobodyGetsASessionWhereItsWayWouldEnd() {
        String name = As.unique("renewing");
        Response in = login(As.newToken(name, Role.VIEWER, null).path("token"));
        long before = sessions();
        for (String path : List.of("/console/login/provider", "/console/login/provider/", "/console/login/provider//",
                "/console/login//provider")) {
            as(in).urlEncodingEnabled(false).get(path).then().statusCode(404).header("Set-Cookie", nullValue());
            page(as(in)).urlEncodingEnabled(false).get(path).then().statusCode(404).header("Set-Cookie", nullValue());
        }
        assertThat(sessions()).isEqualTo(before);
    }

    private long sessions() {
        return pool.query("SELECT count(*) AS sessions FROM console_session").executeAndAwait().iterator().next()
                .getLong("sessions");
    }

    @Test
    void otherSpellingsOfThePathAreNoWayIn() {
        for (String path : List.of("//console/test-page", "/%63onsole/test-page", "/console/./test-page",
                "/x/../console/test-page", "/console;a=b/test-page", "/;a=b/console/test-page", "/console%2Ftest-page",
                "/console//test-page", "/CONSOLE/test-page", "/console/test-page/", "/console/test-page;x=y",
                "/console/login/../test-page", "/console/assets/../test-page", "/console/assets/%2e%2e/test-page",
                "/console/assets;/../test-page", "/console/login;x=y/../../test-page")) {
            Response answer = given().urlEncodingEnabled(false).redirects().follow(false).get(path);
            assertThat(answer.statusCode()).as(path).isIn(400, 401, 404);
            assertThat(answer.asString()).as(path).doesNotContain("nobody");
        }
    }

    @Test
    void theBootstrapTokenLogsIn() {
        Response in = login(ADMIN);
        in.then().statusCode(200).body(equalTo("admin"));
        assertThat(in.header("Set-Cookie")).matches(
                "tocsin-session=[A-Za-z0-9_-]{43}; Max-Age=28800; Expires=[^;]+; Path=/console; HTTPOnly; SameSite=Strict");

        as(in).get(PAGE).then().statusCode(200).body(equalTo("admin (bootstrap-token) admin true admin"));
        as(in).get("/api/slack/channels").then().statusCode(401);
    }

    @Test
    void theCookieIsSecureWhereTheBrowserSpeaksTls() {
        for (RequestSpecification request : List.of(given().header("X-Forwarded-Proto", "https"),
                given().header("Host", "tocsin.test"), given().header("Forwarded", "for=192.0.2.43;proto=https;by=203.0.113.1"),
                given().header("Forwarded", "For=192.0.2.43; Proto=\"HTTPS\", for=198.51.100.17;proto=http"))) {
            request.header("Test-Token", ADMIN).header("Test-Form", form()).post("/test-login").then()
                    .header("Set-Cookie", allOf(startsWith("__Host-tocsin-session="), containsString("; Path=/;"),
                            containsString("Secure"), not(containsString("Domain"))));
        }
        for (String other : List.of("proto=http", "for=192.0.2.43;proto=http, proto=https", "for=proto=https;by=x",
                "proto=httpsx", "xproto=https")) {
            given().header("Forwarded", other).header("Test-Token", ADMIN).header("Test-Form", form()).post("/test-login")
                    .then().header("Set-Cookie", not(containsString("Secure")));
        }
    }

    /** A site beside ours may set cookies for both, but none of this name. */
    @Test
    void aCookieThatASiblingOfTheHostPlantedKeepsNobodyOutAndLetsNobodyIn() {
        Response in = given().header("X-Forwarded-Proto", "https").header("Test-Token", ADMIN).header("Test-Form", form())
                .post("/test-login");
        String own = in.header("Set-Cookie").split(";", 2)[0];
        String planted = "tocsin-session=" + "A".repeat(43) + "; ";
        given().header("X-Forwarded-Proto", "https").header("Cookie", planted.repeat(5) + own).get(PAGE).then()
                .statusCode(200).body(startsWith("admin"));

        String ofAnother = "tocsin-session=" + login(ADMIN).cookie("tocsin-session");
        given().header("X-Forwarded-Proto", "https").header("Cookie", ofAnother).get(PAGE).then().statusCode(401);

        given().header("X-Forwarded-Proto", "https").header("Cookie", planted + own).post("/test-login/out").then()
                .header("Set-Cookie", allOf(startsWith("__Host-tocsin-session=;"), containsString("Secure"),
                        containsString("; Path=/;")));
        given().header("X-Forwarded-Proto", "https").header("Cookie", own).get(PAGE).then().statusCode(401);
    }

    @Test
    void aWrongTokenAndOneThatWasDeletedAreAnsweredAlike() {
        String name = As.unique("revoked");
        String revoked = As.newToken(name, Role.VIEWER, null).path("token");
        login(revoked).then().statusCode(200);
        As.admin().delete("/api/tokens/" + name).then().statusCode(204);

        String detail = login("tocsin_" + "x".repeat(43)).then().statusCode(401).header("Set-Cookie", nullValue())
                .extract().path("detail");
        for (String wrong : List.of(revoked, "wrong", "", "a.b.c", ADMIN + "x")) {
            login(wrong).then().statusCode(401).header("Set-Cookie", nullValue()).body("detail", equalTo(detail));
        }
    }

    @Test
    void tenFailedLoginsAMinuteAreTaken() {
        for (int i = 0; i < FailedLogins.MOST; i++) {
            login("wrong-" + i).then().statusCode(401);
        }
        login("wrong").then().statusCode(429).header("Retry-After", matchesPattern("[1-9][0-9]?"));
        login(ADMIN).then().statusCode(429).header("Set-Cookie", nullValue()).body("detail", containsString("Wait "));
    }

    @Test
    void aLoginNeedsAFormOfOurs() {
        Visitor admin = Visitor.of(Identities.firstAdministrator(), neededRole);
        for (String form : List.of("", "x", new FormTokens(sealer, Clock.systemUTC()).issue(admin), old(nobody()))) {
            given().header("Test-Token", ADMIN).header("Test-Form", form).post("/test-login").then().statusCode(403)
                    .header("Set-Cookie", nullValue());
        }
        given().header("Test-Token", ADMIN).post("/test-login").then().statusCode(403);
    }

    @Test
    void aLogoutEndsTheSession() {
        Response in = login(ADMIN);
        Response other = login(ADMIN);
        as(in).get(PAGE).then().statusCode(200);

        as(in).post("/test-login/out").then().statusCode(200).header("Set-Cookie", allOf(startsWith("tocsin-session=;"),
                containsString("Max-Age=0"), containsString("Path=/console")));
        as(in).get(PAGE).then().statusCode(401);
        as(other).get(PAGE).then().statusCode(200);
        given().post("/test-login/out").then().statusCode(200);
    }

    @Test
    void theSessionEndsWithItsToken() {
        String name = As.unique("ends");
        Response here = login(As.newToken(name, Role.VIEWER, null).path("token"));
        as(here).get(PAGE).then().statusCode(200).body(startsWith(name + " (token) viewer false"));
        As.admin().delete("/api/tokens/" + name).then().statusCode(204);
        as(here).get(PAGE).then().statusCode(401);

        String expires = As.unique("expires");
        Response soon = login(As.newToken(expires, Role.VIEWER, Instant.now().plusSeconds(2).toString()).path("token"));
        await().atMost(A_FEW_SECONDS).untilAsserted(() -> as(soon).get(PAGE).then().statusCode(401));
    }

    @Test
    void theSessionEndsWhenItsTimeIsOverAndWhenAnotherReplicaEndsIt() {
        Response in = login(ADMIN);
        as(in).get(PAGE).then().statusCode(200);
        pool.query("UPDATE console_session SET expires_at = now()").executeAndAwait();
        await().atMost(A_FEW_SECONDS).untilAsserted(() -> as(in).get(PAGE).then().statusCode(401));

        Response again = login(ADMIN);
        as(again).get(PAGE).then().statusCode(200);
        pool.query("DELETE FROM console_session").executeAndAwait();
        await().atMost(A_FEW_SECONDS).untilAsserted(() -> as(again).get(PAGE).then().statusCode(401));
    }

    @Test
    void theSessionEndsWhenTheBootstrapTokenIsAnotherOne() {
        Response in = login(ADMIN);
        pool.query("UPDATE console_session SET bootstrap_sha256 = sha256('another') WHERE bootstrap_sha256 IS NOT NULL")
                .executeAndAwait();

        as(in).get(PAGE).then().statusCode(401);
    }

    @Test
    void theRoleIsTheTokensAsItIsNow() {
        String name = As.unique("promoted");
        Response in = login(As.newToken(name, Role.VIEWER, null).path("token"));
        send(in, "POST").then().statusCode(403).contentType("application/problem+json")
                .body("detail", equalTo("This needs the role admin. You are " + name + " and have the role viewer."));
        as(in).get("/console/audit").then().statusCode(403);
        as(in).get("/console/system").then().statusCode(403);
        assertThat(as(in).get("/console").statusCode()).isNotIn(401, 403);

        pool.query("UPDATE api_token SET role = 'admin' WHERE name = '" + name + "'").executeAndAwait();
        await().atMost(A_FEW_SECONDS).untilAsserted(() -> send(in, "POST").then().statusCode(200));
        assertThat(as(in).get("/console/system").statusCode()).isNotIn(401, 403);
    }

    @Test
    void aChangeNeedsTheFormOfWhoeverSendsIt() {
        Response in = login(ADMIN);
        int before = CHANGES.get();
        for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
            send(in, method).then().statusCode(200);
        }
        assertThat(CHANGES.get()).isEqualTo(before + 4);

        Visitor other = Visitor.of(Identities.of("ada", "person", Optional.of(Role.ADMIN)), neededRole);
        for (String form : List.of("", "forged", form(), old(Visitor.of(Identities.firstAdministrator(), neededRole)),
                new FormTokens(sealer, Clock.systemUTC()).issue(other))) {
            for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
                as(in).header("X-Tocsin-Form", form).request(method, PAGE).then().statusCode(403)
                        .contentType("application/problem+json").header("X-Tocsin-Form", nullValue());
            }
        }
        as(in).post(PAGE).then().statusCode(403);
        assertThat(CHANGES.get()).isEqualTo(before + 4);
    }

    @Test
    void aChangeThatAnotherSiteSendsIsRefused() {
        Response in = login(ADMIN);
        int before = CHANGES.get();
        for (RequestSpecification foreign : List.of(changing(in).header("Sec-Fetch-Site", "cross-site"),
                changing(in).header("Sec-Fetch-Site", "same-site"), changing(in).header("Origin", "https://evil.example"),
                changing(in).header("Origin", "null"), changing(in).header("Origin", "http://localhost:1"),
                changing(in).header("Origin", own()).header("Sec-Fetch-Site", "cross-site"),
                changing(in).header("Origin", "not an origin"),
                changing(in).header("Origin", "https://tocsin.test.evil.example"))) {
            foreign.post(PAGE).then().statusCode(403).header("X-Tocsin-Form", nullValue());
        }
        assertThat(CHANGES.get()).isEqualTo(before);
        given().header("Origin", "https://evil.example").post("/console/login").then().statusCode(403);

        for (RequestSpecification ours : List.of(changing(in).header("Origin", own()),
                changing(in).header("Sec-Fetch-Site", "same-origin"),
                changing(in).header("Origin", "null").header("Sec-Fetch-Site", "same-origin"),
                changing(in).header("Origin", "https://tocsin.test"), changing(in).header("Origin", "https://tocsin.test:443"),
                changing(in).header("Origin", "https://inside.example").header("X-Forwarded-Host", "inside.example"))) {
            ours.post(PAGE).then().statusCode(200);
        }
    }

    @Test
    void aPageThatIsOutOfDateGetsWhatItNeedsForAnotherTry() {
        Response in = login(ADMIN);
        String stale = old(Visitor.of(Identities.firstAdministrator(), neededRole));
        String fresh = htmx(as(in)).header("Origin", own()).header("X-Tocsin-Form", stale).post(PAGE).then().statusCode(403)
                .contentType(ContentType.HTML).header("HX-Retarget", equalTo("#problem"))
                .body(containsString("out of date"), containsString("role=\"alert\"")).header("X-Tocsin-Form", notNullValue())
                .extract().header("X-Tocsin-Form");

        htmx(as(in)).header("Origin", own()).header("X-Tocsin-Form", fresh).post(PAGE).then().statusCode(200);
        htmx(as(in)).header("X-Tocsin-Form", stale).post(PAGE).then().statusCode(403).header("X-Tocsin-Form", nullValue());
        htmx(as(in)).header("Origin", "https://evil.example").header("X-Tocsin-Form", stale).post(PAGE).then().statusCode(403)
                .header("X-Tocsin-Form", nullValue());
        htmx(as(in)).header("Origin", own()).header("X-Tocsin-Form", "forged").post(PAGE).then().statusCode(403)
                .header("X-Tocsin-Form", nullValue());
    }

    @Test
    void whatIsAnsweredBeforeAPageIsAskedHasTheHeadersToo() {
        Response in = login(As.token(Role.VIEWER));
        for (Response answer : List.of(as(in).get(PAGE), given().get(PAGE), as(in).get("/console/audit"), as(in).post(PAGE),
                as(in).get("/console/nothing/here"), page(given()).redirects().follow(false).get(PAGE),
                given().get("/console/login"))) {
            answer.then().header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                    .header("X-Content-Type-Options", equalTo("nosniff")).header("Cache-Control", equalTo("no-store"))
                    .header("Cross-Origin-Resource-Policy", equalTo("same-origin"))
                    .header("Cross-Origin-Opener-Policy", equalTo("same-origin"));
            assertThat(answer.headers().getList("Content-Security-Policy")).hasSize(1);
            assertThat(answer.headers().getList("Cache-Control")).hasSize(1);
        }
    }

    @Test
    void whereNobodyCanTellTheAnswerIsNotThatTheSessionHasEnded() {
        Response in = login(ADMIN);
        pool.query("ALTER TABLE console_session RENAME TO console_session_away").executeAndAwait();
        try {
            as(in).get(PAGE).then().statusCode(503).contentType("application/problem+json");
            page(as(in)).get(PAGE).then().statusCode(503).contentType(ContentType.HTML).body(containsString("out of reach"));
            htmx(as(in)).post(PAGE).then().statusCode(503).header("HX-Retarget", equalTo("#problem"));
            assertThat(login(ADMIN).statusCode()).isIn(500, 503);
        } finally {
            pool.query("ALTER TABLE console_session_away RENAME TO console_session").executeAndAwait();
        }
        as(in).get(PAGE).then().statusCode(200);
    }

    @Test
    void whoComesWithTooManyMadeUpSessionsIsToldToComeAgainAndTheDatabaseIsNotBlamed() {
        Response in = login(ADMIN);
        SqlConnection blocking = pool.getConnectionAndAwait();
        List<HttpResponse<String>> answers;
        try {
            blocking.query("BEGIN").executeAndAwait();
            blocking.query("LOCK TABLE console_session IN ACCESS EXCLUSIVE MODE").executeAndAwait();
            answers = IntStream.range(100, 200).mapToObj(ConsoleAccessTest::askWithAMadeUpSession).toList().stream()
                    .map(CompletableFuture::join).toList();
        } finally {
            blocking.query("ROLLBACK").executeAndAwait();
            blocking.closeAndAwait();
        }
        assertThat(answers).filteredOn(answer -> answer.body().contains("Too many sessions"))
                .hasSize(100 - LookUpPlaces.MOST_OF_ONE_ADDRESS)
                .allMatch(answer -> answer.statusCode() == 503 && !answer.body().contains("database")
                        && answer.headers().firstValue("Retry-After").isPresent());
        as(in).get(PAGE).then().statusCode(200);
    }

    private static CompletableFuture<HttpResponse<String>> askWithAMadeUpSession(int number) {
        return BROWSERS.sendAsync(HttpRequest.newBuilder(URI.create(own() + PAGE))
                .header("Cookie", "tocsin-session=" + "A".repeat(40) + number).header("Accept", "text/html").build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void theAuditHasTheLoginAndNothingOfTheSession() {
        String name = As.unique("audited");
        Response in = login(As.newToken(name, Role.VIEWER, null).path("token"));

        As.admin().queryParam("kind", "console-session").queryParam("who", name).get("/api/audit").then().statusCode(200)
                .body("entries.operation", hasItem("login")).body("entries.name", hasItem(name))
                .body("entries.whoKind", hasItem("token"))
                .body(not(containsString(in.cookie("tocsin-session"))));
    }

    private Response login(String token) {
        return given().header("Test-Token", token).header("Test-Form", form()).post("/test-login");
    }

    private static String form() {
        return given().get("/test-login").asString();
    }

    private static RequestSpecification as(Response login) {
        return given().cookie("tocsin-session", login.cookie("tocsin-session"));
    }

    private static RequestSpecification changing(Response login) {
        return as(login).header("X-Tocsin-Form", as(login).get(PAGE).header("Test-Form"));
    }

    private static Response send(Response login, String method) {
        return changing(login).request(method, PAGE);
    }

    private static RequestSpecification page(RequestSpecification request) {
        return request.header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    }

    private static RequestSpecification htmx(RequestSpecification request) {
        return request.header("HX-Request", "true").header("Accept", "*/*");
    }

    private static String own() {
        return "http://localhost:" + io.restassured.RestAssured.port;
    }

    private Visitor nobody() {
        return Visitor.nobody(neededRole);
    }

    /** A form that was given two days ago. */
    private String old(Visitor visitor) {
        Clock then = Clock.fixed(Instant.now().minus(Duration.ofDays(2)), ZoneOffset.UTC);
        return new FormTokens(sealer, then).issue(visitor);
    }
}
