package dev.tocsin.workspace;

import static dev.tocsin.workspace.Visitor.admin;
import static dev.tocsin.workspace.Visitor.at;
import static dev.tocsin.workspace.Visitor.link;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.tocsin.OutsideWorld;
import dev.tocsin.audit.Actor;
import dev.tocsin.audit.AuditLog;
import dev.tocsin.configuration.workspaces.SlackAuthorizations;
import dev.tocsin.database.Postgres;
import dev.tocsin.embedded.PostgresResource;
import dev.tocsin.secret.Nonce;
import dev.tocsin.secret.Secret;
import dev.tocsin.secret.SecretSealer;
import dev.tocsin.slack.BotTokens;
import dev.tocsin.slack.Installation;
import dev.tocsin.slack.SlackApi;
import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.Fault;
import dev.tocsin.standin.Received;
import dev.tocsin.standin.SlackTeams;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class InstallTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String WORKSPACES = "/api/slack/workspaces/";
    private static final String ACCESS = "/api/oauth.v2.access";

    ChatStandIn standIn;

    @Inject
    Pool pool;
    @Inject
    Postgres postgres;
    @Inject
    SecretSealer sealer;
    @Inject
    InstallStore store;
    @Inject
    SlackAuthorizations workspaces;
    @Inject
    SlackApi slack;
    @Inject
    AuditLog audit;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Visitor visitor = new Visitor();

    @AfterEach
    void clear() {
        standIn.faults().clear(ACCESS);
        standIn.slack().rotate(false);
        threads.shutdown();
    }

    @Test
    void aWorkspaceAuthorizesTocsin() {
        standIn.slack().name("TALLOW", "Acme");

        Response page = visitor.authorize("TALLOW");

        page.then().statusCode(200).contentType("text/html").body(containsString("Acme has authorized Tocsin"))
                .body(containsString(
                        "<a href=\"https://console.tocsin.test/console/new/slack-channel\">Configure a channel in the console</a>"))
                .body(not(containsString("POST /api")))
                .body(containsString("TALLOW")).header("Content-Security-Policy", startsWith("default-src 'none'"))
                .header("Cache-Control", "no-store");
        Response workspace = admin().get(WORKSPACES + "TALLOW");
        workspace.then().statusCode(200).body("slackTeamName", equalTo("Acme")).body("state", equalTo("ENABLED"))
                .body("scopes", contains("chat:write", "chat:write.public", "channels:read", "groups:read", "team:read",
                        "channels:history", "groups:history", "files:write", "files:read", "app_mentions:read", "commands",
                        "usergroups:read", "users:read"))
                .body("appId", equalTo(SlackTeams.APP_ID)).body("botUserId", equalTo(SlackTeams.BOT_USER_ID))
                .body("tokenExpiresAt", nullValue());
        assertThat(standIn.slack().isGood(token("TALLOW"))).isTrue();
        assertThat(page.asString() + workspace.asString() + page.headers()).doesNotContain("s3cr3t");
    }

    @Test
    void aWorkspaceThatAFileDeclaresKeepsTheTokenOfTheFile() {
        visitor.authorize("TDECLAREDELSEWHERE").then().statusCode(200);
        String before = token("TDECLAREDELSEWHERE");
        pool.query("UPDATE slack_workspace SET managed_by = '/etc/tocsin/file.yaml' WHERE slack_team_id = 'TDECLAREDELSEWHERE'")
                .executeAndAwait();
        try {
            visitor.authorize("TDECLAREDELSEWHERE").then().statusCode(409).body(containsString("/etc/tocsin/file.yaml"));
            assertThat(token("TDECLAREDELSEWHERE")).isEqualTo(before);
        } finally {
            pool.query("UPDATE slack_workspace SET managed_by = NULL WHERE slack_team_id = 'TDECLAREDELSEWHERE'")
                    .executeAndAwait();
        }
    }

    @Test
    void theAuditSaysWhoInvitedAndThatItIsTheirs() {
        visitor.authorize("TAUDIT");

        Response entries = admin().queryParam("name", "TAUDIT").get("/api/audit");
        entries.then().body("entries.operation", contains("create", "invite")).body("entries.who", contains("admin", "admin"))
                .body("entries.whoKind", contains("bootstrap-token", "bootstrap-token"))
                .body("entries[0].after.botToken", equalTo("(secret)"));
        assertThat(entries.asString()).doesNotContain("s3cr3t");
    }

    @Test
    void theLinkLeadsToSlackWithTheScopesAndAStateThatBelongsToTheBrowser() {
        Response redirect = visitor.get(link("TLINK"));

        redirect.then().statusCode(302).header("Location", startsWith(standIn.url() + "/oauth/v2/authorize?"))
                .header("Location", containsString("client_id=" + SlackTeams.CLIENT_ID))
                .header("Location", containsString("scope=chat%3Awrite%2Cchat%3Awrite.public%2Cchannels%3Aread"))
                .header("Location", containsString("redirect_uri=https%3A%2F%2Ftocsin.test%2Fslack%2Foauth%2Fcallback"))
                .header("Location", containsString("&team=TLINK")).header("Referrer-Policy", "no-referrer");
        String state = redirect.header("Location").replaceAll(".*state=([^&]+).*", "$1");
        assertThat(state).hasSize(43);
        assertThat(redirect.header("Set-Cookie")).contains("HttpOnly").contains("Secure").contains("SameSite=Lax")
                .contains("Path=/slack").contains("Max-Age=600").doesNotContain(state);
    }

    @Test
    void nothingThatSomebodyHasToBringBackIsStored() {
        String link = link("TDIGEST");
        String state = visitor.open(link).replaceAll(".*state=([^&]+).*", "$1");

        StringBuilder stored = new StringBuilder();
        pool.query("SELECT t::text FROM slack_install t").executeAndAwait().forEach(row -> stored.append(row.getString(0)));
        assertThat(stored.toString()).contains("TDIGEST").doesNotContain(state)
                .doesNotContain(link.substring(link.indexOf('=') + 1));
    }

    @Test
    void withoutALinkNobodyGetsToSlack() {
        visitor.get("/slack/install").then().statusCode(403).contentType("text/html")
                .body(containsString("(“Add to Slack” in the console)"), containsString(
                        "<a href=\"https://console.tocsin.test/console/slack/workspaces\">Slack workspaces in the console</a>"))
                .body(not(containsString("POST /api"))).header("Location", nullValue());
        visitor.get("/slack/install?ticket=made-up").then().statusCode(403).header("Location", nullValue());
        visitor.get("/slack/install?ticket=").then().statusCode(403).header("Location", nullValue());
        given().contentType("application/json").body("{}").post(WORKSPACES + "install").then().statusCode(401);
    }

    @Test
    void aLinkExpires() {
        String link = link("TLATE");
        run("UPDATE slack_install SET expires_at = now() WHERE slack_team_id = 'TLATE'");

        visitor.get(link).then().statusCode(403).body(containsString("expired"));
    }

    @Test
    void aLinkMayBeOpenedAgainButOneAuthorizationComesOfIt() {
        String link = link("TTWICE");
        String first = at(visitor.open(link), "");
        String second = at(visitor.open(link), "");

        visitor.get(first).then().statusCode(403);
        visitor.get(second).then().statusCode(200);
        visitor.get(link).then().statusCode(403);
    }

    @Test
    void aCallbackWithoutAStateIsRefusedAndNothingIsExchanged() {
        String callback = at(visitor.open(link("TNOSTATE")), "");
        long before = lastReceived();

        for (String broken : new String[] { callback.replaceAll("&?state=[^&]*", "").replace("?&", "?"),
                callback.replaceAll("state=[^&]*", "state="), "/slack/oauth/callback?code=s3cr3t-made-up",
                callback.replaceAll("state=[^&]*", "state=" + "A".repeat(43)) }) {
            visitor.get(broken).then().statusCode(403).body(containsString("nothing was authorized"))
                    .body(not(containsString("s3cr3t")));
        }
        assertThat(exchangesAfter(before)).isEmpty();
        admin().get(WORKSPACES + "TNOSTATE").then().statusCode(404);
    }

    @Test
    void aCallbackInAnotherBrowserIsRefusedAndTheFirstMayStillFinish() {
        String callback = at(visitor.open(link("TBROWSER")), "");
        Visitor other = new Visitor();
        other.open(link("TOTHER"));
        long before = lastReceived();

        other.get(callback).then().statusCode(403).body(containsString("in this browser"));
        new Visitor().get(callback).then().statusCode(403);
        assertThat(exchangesAfter(before)).isEmpty();
        visitor.get(callback).then().statusCode(200);
    }

    @Test
    void aStateIsGoodOnceAndForTenMinutes() {
        String callback = at(visitor.open(link("TONCE")), "");
        visitor.get(callback).then().statusCode(200);
        long before = lastReceived();
        visitor.get(callback).then().statusCode(403);

        String late = at(visitor.open(link("TSLOW")), "");
        run("UPDATE slack_install SET state_expires_at = now() WHERE slack_team_id = 'TSLOW'");
        visitor.get(late).then().statusCode(403).body(containsString("ten minutes"));
        assertThat(exchangesAfter(before)).isEmpty();
        admin().get(WORKSPACES + "TSLOW").then().statusCode(404);
    }

    @Test
    void whoSaysNoAtSlackIsToldSoAndTheStateIsSpent() {
        String page = visitor.open(link("TDENY"));

        visitor.get(at(page, "&deny=1")).then().statusCode(403).body(containsString("did not allow it"));
        visitor.get(at(page, "")).then().statusCode(403);
        visitor.get("/slack/oauth/callback?error=%3Cscript%3E&state=x").then().statusCode(403)
                .body(not(containsString("script")));
        admin().get(WORKSPACES + "TDENY").then().statusCode(404);
    }

    @Test
    void aCodeThatSlackDoesNotKnowIsAnErrorAndNotRepeated() {
        String callback = at(visitor.open(link("TCODE")), "");
        visitor.get(callback.replaceAll("code=[^&]*", "code=s3cr3t-made-up")).then().statusCode(400)
                .body(containsString("invalid_code")).body(not(containsString("s3cr3t")));

        visitor.get("/slack/oauth/callback?code=%00&state=x").then().statusCode(400);
        visitor.get("/slack/oauth/callback").then().statusCode(400).body(containsString("Slack"));
    }

    @Test
    void aWrongClientSecretIsTheOperatorsToMend() {
        standIn.faults().add(Fault.answer(ACCESS, 200, "{\"ok\":false,\"error\":\"bad_client_secret\"}"));

        visitor.authorize("TSECRET").then().statusCode(503).body(containsString("tocsin.slack.client-secret"))
                .body(not(containsString("s3cr3t")));
    }

    @Test
    void whileSlackIsAwayNothingIsAuthorized() {
        standIn.faults().add(Fault.answer(ACCESS, 503, ""));

        visitor.authorize("TAWAY2").then().statusCode(503).body(containsString("Nothing was authorized"));
        admin().get(WORKSPACES + "TAWAY2").then().statusCode(404);
    }

    @Test
    void anotherWorkspaceThanTheLinksIsRefusedAndItsTokenGivenBack() {
        String callback = at(visitor.open(link("TWANTED")), "&allow=TGOT");

        visitor.get(callback).then().statusCode(400).body(containsString("TWANTED"));
        admin().get(WORKSPACES + "TGOT").then().statusCode(404);
        assertThat(standIn.received().all()).anySatisfy(request -> {
            assertThat(request.uri()).isEqualTo("/api/auth.revoke");
            assertThat(request.headers().get("authorization")).endsWith("-TGOT");
        });
    }

    @Test
    void theTokenOfAWorkspaceThatIsOursIsNotGivenBackForThat() {
        visitor.authorize("TOURS").then().statusCode(200);

        visitor.get(at(visitor.open(link("TWANTED2")), "&allow=TOURS")).then().statusCode(400);

        assertThat(standIn.received().all()).noneSatisfy(request -> {
            assertThat(request.uri()).isEqualTo("/api/auth.revoke");
            assertThat(request.headers().get("authorization")).endsWith("-TOURS");
        });
        admin().get(WORKSPACES + "TOURS").then().body("state", equalTo("ENABLED"));
    }

    @Test
    void theTokenOfAWorkspaceThatCouldNotBeStoredIsRevoked() {
        run("""
                CREATE FUNCTION refuse_workspace() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''no''; END';
                CREATE TRIGGER refuse_workspace BEFORE INSERT ON slack_workspace
                FOR EACH ROW WHEN (NEW.slack_team_id = 'TUNSTORED') EXECUTE FUNCTION refuse_workspace()""");
        try {
            visitor.authorize("TUNSTORED").then().statusCode(503).body(containsString("could not be stored"))
                    .body(containsString("The token that Slack gave is revoked"));
        } finally {
            run("DROP FUNCTION refuse_workspace CASCADE");
        }
        assertThat(revocations("TUNSTORED")).isEqualTo(1);
        admin().get(WORKSPACES + "TUNSTORED").then().statusCode(404);
    }

    @Test
    void whereTheNewTokenCannotBeRevokedThePageSaysSo() {
        standIn.faults().add(Fault.answer("/api/auth.revoke", 503, "").always());
        run("""
                CREATE FUNCTION refuse_workspace() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''no''; END';
                CREATE TRIGGER refuse_workspace BEFORE INSERT ON slack_workspace
                FOR EACH ROW WHEN (NEW.slack_team_id = 'TALIVE') EXECUTE FUNCTION refuse_workspace()""");
        try {
            visitor.authorize("TALIVE").then().statusCode(503).body(containsString("may still be good"));
        } finally {
            run("DROP FUNCTION refuse_workspace CASCADE");
            standIn.faults().clear("/api/auth.revoke");
        }
    }

    @Test
    void theTokenOfAWorkspaceThatIsOursIsNotRevokedBecauseTheNewOneCouldNotBeStored() {
        visitor.authorize("TKEPT").then().statusCode(200);
        run("UPDATE slack_workspace SET managed_by = '/etc/tocsin/file.yaml' WHERE slack_team_id = 'TKEPT'");
        try {
            visitor.authorize("TKEPT").then().statusCode(409).body(containsString("/etc/tocsin/file.yaml"))
                    .body(containsString("may still be good"));
        } finally {
            run("UPDATE slack_workspace SET managed_by = NULL WHERE slack_team_id = 'TKEPT'");
        }
        assertThat(revocations("TKEPT")).isZero();
    }

    @Test
    void wherePeopleNeedNoLinkAnybodyGetsToSlack() {
        AppSettings open = AppSettingsTest.settings(AppSettingsTest.Config.of(Optional.of(SlackTeams.CLIENT_ID),
                Optional.of(SlackTeams.CLIENT_SECRET), Optional.empty()).open(), "https://tocsin.test");

        Installs.Start start = new Installs(open, store, slack, workspaces, postgres, audit).start(null).await()
                .atMost(PATIENCE);

        assertThat(start.url()).startsWith("https://slack.com/oauth/v2/authorize?client_id=");
        Nonce state = Nonce.of(start.url().replaceAll(".*state=([^&]+).*", "$1"));
        assertThat(store.take(state, start.browser()).await().atMost(PATIENCE)).hasValueSatisfying(taken -> {
            assertThat(taken.by()).isEqualTo(Actor.system("slack-install"));
            assertThat(taken.slackTeamId()).isEmpty();
        });
    }

    @Test
    void aLinkForAnyWorkspaceTakesTheOneThatIsChosenAtSlack() {
        String link = admin().post(WORKSPACES + "install").then().statusCode(201).body("expiresAt", notNullValue())
                .body("slackTeamId", nullValue()).extract().path("url");

        visitor.get(at(visitor.open(link), "&allow=TCHOSEN")).then().statusCode(200);
        admin().get(WORKSPACES + "TCHOSEN").then().statusCode(200);
    }

    @Test
    void authorizingAnewReplacesTheTokenAndLetsLanesSendAgain() {
        visitor.authorize("TANEW").then().statusCode(200);
        String old = token("TANEW");
        run("UPDATE slack_workspace SET state = 'DISABLED', state_reason = 'token_revoked' WHERE slack_team_id = 'TANEW'");
        standIn.slack().name("TANEW", "Renamed");

        visitor.authorize("TANEW").then().statusCode(200);

        admin().get(WORKSPACES + "TANEW").then().body("state", equalTo("ENABLED")).body("stateReason", nullValue())
                .body("slackTeamName", equalTo("Renamed"));
        assertThat(token("TANEW")).isNotEqualTo(old);
        admin().queryParam("name", "TANEW").queryParam("kind", "slack-workspace").get("/api/audit").then()
                .body("entries.operation", contains("change", "invite", "create", "invite"))
                .body("entries[0].before.state", equalTo("DISABLED"))
                .body("entries[0].after.botToken", equalTo("(secret, set anew)"));
    }

    @Test
    void keepsTheRefreshTokenSealedWhereTokensExpire() {
        standIn.slack().rotate(true);
        visitor.authorize("TROTATES").then().statusCode(200);

        admin().get(WORKSPACES + "TROTATES").then().body("tokenExpiresAt", notNullValue());
        Row row = row("TROTATES");
        assertThat(row.getString("refresh_token_sealed")).startsWith("v1:");
        assertThat(sealer.open(row.getString("refresh_token_sealed"), "workspace:TROTATES").reveal()).startsWith("xoxe-1-");
        assertThat(Duration.between(row.getOffsetDateTime("created_at"), row.getOffsetDateTime("token_expires_at")))
                .isBetween(Duration.ofMinutes(715), Duration.ofMinutes(725));
    }

    @Test
    void anInstallationForAWholeOrganisationIsKeptUnderItsId() {
        standIn.slack().name("E0ORGANISATION", "Acme Group");

        visitor.authorize("E0ORGANISATION").then().statusCode(200).body(containsString("Acme Group"));
        admin().get(WORKSPACES + "E0ORGANISATION").then().body("enterpriseId", equalTo("E0ORGANISATION"))
                .body("slackTeamName", equalTo("Acme Group"));
    }

    @Test
    void aTeamsNameIsTextOnThePageAndNoMarkup() {
        standIn.slack().name("TXSS", "<script>alert('x')</script>\" onload=\"&\n");

        visitor.authorize("TXSS").then().statusCode(200).body(not(containsString("<script")))
                .body(containsString("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot; onload=&quot;&amp;"));
        admin().get(WORKSPACES + "TXSS").then().body("slackTeamName", equalTo("<script>alert('x')</script>\" onload=\"&"));
    }

    @Test
    void whoAsksForJsonGetsProblems() {
        visitor.request("application/json", "/slack/install").then().statusCode(403).contentType("application/problem+json")
                .body("detail", containsString("POST /api/slack/workspaces/install"))
                .body("instance", endsWith("/slack/install"));
        visitor.request("application/problem+json", "/slack/oauth/callback?code=x&state=y").then().statusCode(403)
                .contentType("application/problem+json");
    }

    @Test
    void aLinkIsForAWorkspaceOrForNoneAndForNothingElse() {
        admin().body(Map.of("slackTeamId", "not a team")).post(WORKSPACES + "install").then().statusCode(400)
                .body("errors.field", contains("slackTeamId"));
        admin().body(Map.of("team", "T1")).post(WORKSPACES + "install").then().statusCode(400)
                .body("errors.field", contains("team"));
    }

    @Test
    void whatCameToNothingIsForgotten() {
        visitor.open(link("TFORGET"));
        run("UPDATE slack_install SET expires_at = now() - interval '1 s', state_expires_at = now() + interval '1 minute' "
                + "WHERE slack_team_id = 'TFORGET'");
        store.expire().await().atMost(PATIENCE);
        assertThat(pool.query("SELECT 1 FROM slack_install WHERE slack_team_id = 'TFORGET'").executeAndAwait().size())
                .isEqualTo(1);
        run("UPDATE slack_install SET state_expires_at = now() - interval '1 s' WHERE slack_team_id = 'TFORGET'");
        store.expire().await().atMost(PATIENCE);
        assertThat(pool.query("SELECT 1 FROM slack_install WHERE slack_team_id = 'TFORGET'").executeAndAwait().size())
                .isZero();
    }

    @Test
    void theTableHasRoomForSoManyWithoutALink() {
        run("INSERT INTO slack_install (state_sha256, browser_sha256, actor, actor_kind, expires_at, state_expires_at) "
                + "SELECT sha256(n::text::bytea), sha256(n::text::bytea), 'crowd', 'system', now(), now() "
                + "FROM generate_series(1, " + (InstallStore.MOST_WITHOUT_LINK - 1) + ") n");
        Nonce nonce = Nonce.of("a".repeat(43));
        assertThat(store.openWithoutLink(nonce, nonce, Actor.system("crowd")).await().atMost(PATIENCE))
                .isTrue();
        assertThat(store.openWithoutLink(Nonce.of("b"), nonce, Actor.system("crowd")).await()
                .atMost(PATIENCE)).isFalse();
        run("DELETE FROM slack_install WHERE actor = 'crowd'");
    }

    @Test
    void twoWhoAuthorizeTheSameWorkspaceAtOnceBothSucceed() {
        List<Nonce> nonces = IntStream.range(0, 6).mapToObj(i -> Nonce.by(new Random(i))).toList();

        CompletableFuture.allOf(nonces.stream().map(nonce -> CompletableFuture.runAsync(() -> authorize("TRACE", nonce)))
                .toArray(CompletableFuture[]::new)).join();

        admin().queryParam("name", "TRACE").get("/api/audit").then()
                .body("entries.operation", contains("change", "change", "change", "change", "change", "create"));
        assertThat(token("TRACE")).startsWith("xoxb-");
    }

    @Test
    void asksTheDatabaseForAFewAtATimeOnly() {
        SqlConnection other = pool.getConnection().await().atMost(PATIENCE);
        Transaction transaction = other.begin().await().atMost(PATIENCE);
        other.query("LOCK TABLE slack_install").execute().await().atMost(PATIENCE);
        List<CompletableFuture<Integer>> asked = IntStream.range(0, 12)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> new Visitor().get("/slack/install?ticket=" + "A".repeat(43)).statusCode(), threads))
                .toList();

        await().atMost(PATIENCE).until(() -> asked.stream().filter(CompletableFuture::isDone).count() == 4);
        transaction.rollback().await().atMost(PATIENCE);
        other.close().await().atMost(PATIENCE);

        assertThat(asked.stream().map(CompletableFuture::join)).containsOnly(403, 503)
                .filteredOn(status -> status == 503).hasSize(4);
        visitor.get("/slack/install?ticket=" + "A".repeat(43)).then().statusCode(403);
    }

    private void authorize(String team, Nonce nonce) {
        Installation installation = new Installation(team, "Raced", Optional.empty(), Optional.empty(), Optional.empty(),
                List.of("chat:write"),
                new BotTokens(Secret.of("xoxb-" + nonce.text()), Optional.empty(), Optional.empty()));
        try {
            VertxContextSupport.subscribeAndAwait(() -> workspaces.authorize(installation, Actor.system("race")));
        } catch (Throwable failed) {
            throw new AssertionError(failed);
        }
    }

    private long revocations(String team) {
        return standIn.received().all().stream().filter(request -> request.uri().equals("/api/auth.revoke"))
                .filter(request -> request.headers().get("authorization").endsWith("-" + team)).count();
    }

    /** The stand-in keeps only so many, so those of before may be gone by now. */
    private long lastReceived() {
        return standIn.received().all().stream().mapToLong(Received::sequence).max().orElse(0);
    }

    private List<Received> exchangesAfter(long sequence) {
        return standIn.received().after(sequence).stream().filter(request -> request.uri().equals(ACCESS)).toList();
    }

    private String token(String team) {
        String sealed = row(team).getString("bot_token_sealed");
        assertThat(sealed).startsWith("v1:").doesNotContain("s3cr3t");
        return sealer.open(sealed, "workspace:" + team).reveal();
    }

    private Row row(String team) {
        return pool.preparedQuery("SELECT * FROM slack_workspace WHERE slack_team_id = $1").execute(Tuple.of(team)).await()
                .atMost(PATIENCE).iterator().next();
    }

    private void run(String sql) {
        pool.query(sql).execute().await().atMost(PATIENCE);
    }
}
