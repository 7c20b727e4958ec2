package dev.tocsin.workspace;

import static dev.tocsin.workspace.Visitor.admin;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tocsin.OutsideWorld;
import dev.tocsin.audit.Actor;
import dev.tocsin.configuration.workspaces.SlackAuthorizations;
import dev.tocsin.embedded.PostgresResource;
import dev.tocsin.quiet.RepeatedLines;
import dev.tocsin.secret.Secret;
import dev.tocsin.secret.SecretSealer;
import dev.tocsin.slack.BotTokens;
import dev.tocsin.slack.SlackApi;
import dev.tocsin.slack.SlackApp;
import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.Fault;
import dev.tocsin.standin.SlackTeams;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class TokenRotationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String BAD_SECRET = "{\"ok\":false,\"error\":\"bad_client_secret\"}";
    private static final String ACCESS = "/api/oauth.v2.access";

    ChatStandIn standIn;

    @Inject
    Pool pool;
    @Inject
    SecretSealer sealer;
    @Inject
    SlackApi slack;
    @Inject
    AppSettings settings;
    @Inject
    DueRotations due;
    @Inject
    SlackAuthorizations workspaces;
    @Inject
    RepeatedLines log;
    @Inject
    Scheduler scheduler;
    @TestHTTPResource(value = "/health/well", management = true)
    URL wellness;

    @BeforeEach
    void rotate() {
        standIn.slack().rotate(true);
    }

    @AfterEach
    void clear() {
        scheduler.resume();
        standIn.slack().rotate(false);
        standIn.faults().clear(ACCESS);
    }

    @Test
    void exchangesTokensTwoHoursBeforeTheyExpire() {
        String old = authorized("TROT1");
        expiresIn("TROT1", "121 minutes");
        asAReplica();
        assertThat(standIn.slack().refreshes("TROT1")).isZero();

        expiresIn("TROT1", "119 minutes");
        awaitRefreshed("TROT1", old);

        assertThat(standIn.slack().isGood(token("TROT1"))).isTrue();
        assertThat(standIn.slack().refreshes("TROT1")).isEqualTo(1);
        assertThat(minutesLeft("TROT1")).isBetween(700.0, 720.0);
        Response audit = admin().queryParam("name", "TROT1").get("/api/audit");
        audit.then().body("entries[0].who", equalTo("token-rotation"))
                .body("entries[0].after.botToken", equalTo("(secret, set anew)"))
                .body("entries[0].after.refreshToken", equalTo("(secret, set anew)"));
        assertThat(audit.asString()).doesNotContain("s3cr3t");
    }

    @Test
    void exchangesATokenThatWasSaidToHaveExpiredWithinTenSeconds() {
        String old = authorized("TROT2");
        expiresIn("TROT2", "0");

        await().atMost(Duration.ofSeconds(10)).until(() -> !token("TROT2").equals(old));
    }

    @Test
    void severalReplicasSpendNoRefreshTokenTwice() {
        List<String> teams = IntStream.range(0, 8).mapToObj(i -> "TREPLICA" + i).toList();
        teams.forEach(this::authorized);
        standIn.faults().add(Fault.slow(ACCESS, Duration.ofMillis(300)).times(20));

        teams.forEach(team -> expiresIn(team, "10 minutes"));
        CompletableFuture.allOf(IntStream.range(0, 3).mapToObj(i -> CompletableFuture.runAsync(this::asAReplica))
                .toArray(CompletableFuture[]::new)).join();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(teams).allSatisfy(team -> {
            assertThat(standIn.slack().refreshes(team)).isEqualTo(1);
            assertThat(state(team)).isEqualTo("ENABLED");
            assertThat(minutesLeft(team)).isGreaterThan(700);
        }));
    }

    @Test
    void whileSlackIsAwayItIsTriedAgain() {
        String old = authorized("TROT3");
        standIn.faults().add(Fault.answer(ACCESS, 503, ""));
        expiresIn("TROT3", "0");

        lookUntil(() -> nextTryIn("TROT3") > 0);
        assertThat(nextTryIn("TROT3")).isLessThanOrEqualTo(60);
        assertThat(state("TROT3")).isEqualTo("ENABLED");
        dueNow("TROT3");
        awaitRefreshed("TROT3", old);
    }

    @Test
    void aRateLimitIsObserved() {
        authorized("TROT4");
        standIn.faults().add(Fault.answer(ACCESS, 429, "").header("Retry-After", "900"));
        expiresIn("TROT4", "0");

        lookUntil(() -> nextTryIn("TROT4") > 800);
    }

    @Test
    void aRefusedRefreshTokenDisablesTheWorkspaceWhenItsTokenHasExpired() {
        String old = authorized("TROT5");
        slack.refresh(app(), refreshToken("TROT5")).await().atMost(PATIENCE); // what another kept, and we lost
        expiresIn("TROT5", "90 minutes");

        lookUntil(() -> nextTryIn("TROT5") > 200);
        assertThat(state("TROT5")).isEqualTo("ENABLED");
        assertThat(token("TROT5")).isEqualTo(old);

        expiresIn("TROT5", "0");
        dueNow("TROT5");
        lookUntil(() -> state("TROT5").equals("DISABLED"));
        admin().get("/api/slack/workspaces/TROT5").then().body("stateReason", equalTo("invalid_refresh_token"));
    }

    @Test
    void aWorkspaceThatIsGoneIsDisabledAtOnce() {
        authorized("TROT6");
        standIn.faults().add(Fault.answer(ACCESS, 200, "{\"ok\":false,\"error\":\"account_inactive\"}"));
        expiresIn("TROT6", "90 minutes");

        lookUntil(() -> state("TROT6").equals("DISABLED"));
        admin().get("/api/slack/workspaces/TROT6").then().body("stateReason", equalTo("account_inactive"));
        admin().queryParam("name", "TROT6").get("/api/audit").then().body("entries[0].who", equalTo("token-rotation"));
    }

    @Test
    void aWrongClientSecretIsNoWorkspacesFaultWhileItsTokenIsGood() {
        authorized("TROT7");
        standIn.faults().add(Fault.answer(ACCESS, 200, BAD_SECRET));
        expiresIn("TROT7", "90 minutes");

        lookUntil(() -> nextTryIn("TROT7") > 200);
        assertThat(state("TROT7")).isEqualTo("ENABLED");
    }

    @Test
    void aWrongClientSecretDisablesTheWorkspaceOnceItsTokenHasExpiredAndARightOneBringsItBack() {
        String old = authorized("TROT10");
        standIn.faults().add(Fault.answer(ACCESS, 200, BAD_SECRET).always());
        expiresIn("TROT10", "0");

        lookUntil(() -> state("TROT10").equals("DISABLED"));
        admin().get("/api/slack/workspaces/TROT10").then().body("stateReason", equalTo("bad_client_secret"))
                .body("stateAdvice", containsString("tocsin.slack.client-secret"));
        given().get(wellness).then().statusCode(503).body("checks.find { it.name.startsWith('Slack') }.data.TROT10",
                containsString("bad_client_secret: set tocsin.slack.client-secret"));
        dueNow("TROT10");
        lookUntil(() -> nextTryIn("TROT10") > 200);
        admin().queryParam("name", "TROT10").get("/api/audit").then()
                .body("entries.findAll { it.after?.state == 'DISABLED' }.size()", equalTo(1));

        standIn.faults().clear(ACCESS);
        dueNow("TROT10");
        awaitRefreshed("TROT10", old);
        admin().get("/api/slack/workspaces/TROT10").then().body("state", equalTo("ENABLED"))
                .body("stateReason", nullValue()).body("stateAdvice", nullValue());
    }

    @Test
    void withoutTheAppsSecretAWorkspaceIsDisabledOnceItsTokenHasExpired() throws Throwable {
        authorized("TROT11");
        pause();
        AppSettings unset = AppSettingsTest.settings(AppSettingsTest.Config.of(Optional.empty(), Optional.empty(),
                Optional.empty()), "https://tocsin.test");
        TokenRotation replica = new TokenRotation(due, unset, sealer, slack, workspaces, log);
        expiresIn("TROT11", "0");
        dueNow("TROT11");

        VertxContextSupport.subscribeAndAwait(replica::refreshThoseDue);

        admin().get("/api/slack/workspaces/TROT11").then().body("state", equalTo("DISABLED"))
                .body("stateReason", equalTo("slack_app_not_set"))
                .body("stateAdvice", containsString("tocsin.slack.client-id"));
    }

    @Test
    void whileSlackIsAwayAnExpiredTokenShowsAndItsLanesWait() {
        String old = authorized("TROT12");
        standIn.faults().add(Fault.answer(ACCESS, 503, "").always());
        expiresIn("TROT12", "0");

        lookUntil(() -> nextTryIn("TROT12") > 0);
        assertThat(state("TROT12")).isEqualTo("ENABLED");
        given().get(wellness).then().statusCode(503).body("checks.find { it.name.startsWith('Slack') }.data.TROT12",
                containsString("is not renewed yet"));

        run("UPDATE slack_workspace SET state_since = now() - interval '3 days' WHERE slack_team_id = 'TROT12'");
        standIn.faults().clear(ACCESS);
        dueNow("TROT12");
        awaitRefreshed("TROT12", old);
        assertThat(row("TROT12").getBoolean("opened_now")).as("what waited is not too old to be tried").isTrue();
    }

    @Test
    void aStopWaitsForAnExchangeUnderWayAndNoneBeginsAfterIt() throws Exception {
        String old = authorized("TROT13");
        pause();
        standIn.faults().add(Fault.slow(ACCESS, Duration.ofSeconds(1)));
        TokenRotation replica = new TokenRotation(due, settings, sealer, slack, workspaces, log);
        expiresIn("TROT13", "10 minutes");
        dueNow("TROT13");
        CompletableFuture<Void> exchange = CompletableFuture.runAsync(() -> refresh(replica));
        await().atMost(PATIENCE).until(() -> nextTryIn("TROT13") > 0);

        replica.beginNoMore(null);
        replica.awaitThoseUnderWay(null);

        String anew = token("TROT13");
        assertThat(anew).isNotEqualTo(old);
        assertThat(standIn.slack().isGood(anew)).isTrue();
        exchange.join();
        expiresIn("TROT13", "10 minutes");
        dueNow("TROT13");
        refresh(replica);
        assertThat(token("TROT13")).isEqualTo(anew);
    }

    @Test
    void keepsNothingForAWorkspaceThatWasAuthorizedAnewMeanwhile() throws Throwable {
        authorized("TROT8");
        String spent = row("TROT8").getString("refresh_token_sealed");
        String anew = authorized("TROT8");
        BotTokens late = new BotTokens(Secret.of("xoxb-s3cr3t-late"), Optional.empty(), Optional.empty());

        assertThat(VertxContextSupport.subscribeAndAwait(
                () -> workspaces.renew("TROT8", spent, late, Actor.system("test")))).isFalse();
        assertThat(VertxContextSupport.subscribeAndAwait(
                () -> workspaces.disableFor("TROT8", spent, "late", Actor.system("test")))).isFalse();
        assertThat(token("TROT8")).isEqualTo(anew);
        assertThat(state("TROT8")).isEqualTo("ENABLED");
    }

    /** Slack takes a refresh token once, so what it gave for it must not be let go of because our own key was changed. */
    @Test
    void keepsTheNewTokensThoughTheSpentOneWasSealedAnewMeanwhile() throws Throwable {
        authorized("TROT10");
        String spent = row("TROT10").getString("refresh_token_sealed");
        pool.preparedQuery("UPDATE slack_workspace SET refresh_token_sealed = $2 WHERE slack_team_id = $1")
                .execute(Tuple.of("TROT10", sealer.resealed(spent, "workspace:TROT10"))).await().atMost(PATIENCE);
        BotTokens next = new BotTokens(Secret.of("xoxb-s3cr3t-next"), Optional.empty(), Optional.empty());

        assertThat(VertxContextSupport.subscribeAndAwait(
                () -> workspaces.renew("TROT10", spent, next, Actor.system("test")))).isTrue();
        assertThat(token("TROT10")).isEqualTo("xoxb-s3cr3t-next");
    }

    @Test
    void doesNotLetGoOfNewTokensBecauseTheDatabaseFailsForAMoment() {
        String old = authorized("TROT9");
        run("""
                CREATE FUNCTION refuse_tokens() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''no''; END';
                CREATE TRIGGER refuse_tokens BEFORE UPDATE OF bot_token_sealed ON slack_workspace
                FOR EACH ROW WHEN (NEW.slack_team_id = 'TROT9') EXECUTE FUNCTION refuse_tokens()""");
        try {
            expiresIn("TROT9", "30 minutes");
            await().atMost(PATIENCE).until(() -> standIn.slack().refreshes("TROT9") == 1);
            assertThat(token("TROT9")).isEqualTo(old);
        } finally {
            run("DROP FUNCTION refuse_tokens CASCADE");
        }

        await().atMost(PATIENCE).until(() -> !token("TROT9").equals(old));
        assertThat(standIn.slack().refreshes("TROT9")).isEqualTo(1);
        assertThat(standIn.slack().isGood(token("TROT9"))).isTrue();
    }

    /** So that nobody but the test looks at what is due. */
    private void pause() {
        scheduler.pause();
        await().pollDelay(Duration.ofMillis(300)).until(() -> true);
    }

    private void asAReplica() {
        refresh(new TokenRotation(due, settings, sealer, slack, workspaces, log));
    }

    private static void refresh(TokenRotation replica) {
        try {
            VertxContextSupport.subscribeAndAwait(replica::refreshThoseDue);
        } catch (Throwable failed) {
            throw new AssertionError(failed);
        }
    }

    /** Looks at once and again, beside the scheduled looks each 5 s. */
    private void lookUntil(Callable<Boolean> condition) {
        await().atMost(PATIENCE).until(() -> {
            asAReplica();
            return condition.call();
        });
    }

    /** Answers the bot token. */
    private String authorized(String team) {
        new Visitor().authorize(team).then().statusCode(200);
        return token(team);
    }

    private void expiresIn(String team, String interval) {
        pool.preparedQuery("UPDATE slack_workspace SET token_expires_at = now() + $2::text::interval WHERE slack_team_id = $1")
                .execute(Tuple.of(team, interval)).await().atMost(PATIENCE);
    }

    private void dueNow(String team) {
        run("UPDATE slack_workspace SET next_refresh_at = now() WHERE slack_team_id = '" + team + "'");
    }

    private void awaitRefreshed(String team, String old) {
        lookUntil(() -> !token(team).equals(old));
    }

    private String token(String team) {
        return sealer.open(row(team).getString("bot_token_sealed"), "workspace:" + team).reveal();
    }

    private Secret refreshToken(String team) {
        return sealer.open(row(team).getString("refresh_token_sealed"), "workspace:" + team);
    }

    private String state(String team) {
        return row(team).getString("state");
    }

    private double minutesLeft(String team) {
        return row(team).getDouble("minutes_left");
    }

    /** In seconds; negative if it is due. */
    private double nextTryIn(String team) {
        return row(team).getDouble("next_try_in");
    }

    private Row row(String team) {
        return pool.preparedQuery("""
                SELECT *, extract(epoch FROM token_expires_at - now())::float8 / 60 AS minutes_left,
                       extract(epoch FROM next_refresh_at - now())::float8 AS next_try_in,
                       state_since > now() - interval '1 minute' AS opened_now
                FROM slack_workspace WHERE slack_team_id = $1""").execute(Tuple.of(team)).await().atMost(PATIENCE).iterator()
                .next();
    }

    private void run(String sql) {
        pool.query(sql).execute().await().atMost(PATIENCE);
    }

    private static SlackApp app() {
        return new SlackApp(SlackTeams.CLIENT_ID, Secret.of(SlackTeams.CLIENT_SECRET));
    }
}
