package dev.tocsin.silence;

import static io.restassured.RestAssured.given;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tocsin.OutsideWorld;
import dev.tocsin.configuration.Api;
import dev.tocsin.console.Visit;
import dev.tocsin.embedded.PostgresResource;
import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.Fault;
import dev.tocsin.standin.Received;
import dev.tocsin.standin.SigningCertificate;
import dev.tocsin.standin.SlackTeams.Channel;
import dev.tocsin.standin.SnsSigner;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.smallrye.health.api.Wellness;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** What falls silent shows everywhere; and a canary goes the whole way, by SNS, a lane and Slack. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class SilenceTest {

    private static final String DELETE = "/api/chat.delete";

    private static int counter;

    ChatStandIn standIn;
    @Inject
    Pool pool;
    @Inject
    SilenceWatch watch;
    @Inject
    SilenceStore store;
    @Inject
    SilenceNews news;
    @Inject
    @Wellness
    SilenceReport report;
    @Inject
    ChannelWatch channels;
    @Inject
    Canaries canaries;
    @TestHTTPResource("/sns")
    URL sns;
    @TestHTTPResource(value = "/health/well", management = true)
    URL wellness;
    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    private final int number = ++counter;
    private final String team = "TSILENT" + number;
    private final String name = "silent-" + number;
    private final String neighbour = "silent-neighbour-" + number;
    private final String channel = "C0SILENT" + number;
    private final String topic = "arn:aws:sns:eu-west-1:123456789012:" + name;
    private final String other = topic + "-other";

    @BeforeEach
    void aChannelOfAWorkspaceAndAWebhook() throws IOException, URISyntaxException {
        SigningCertificate certificate = SigningCertificate.make().dnsNames("sns.amazonaws.com").certificate();
        certificate.writeTo(ConfigProvider.getConfig().getValue("tocsin.sns.signing-certificates", Path.class));
        standIn.sns().deliver(SnsSigner.with(certificate), sns.toURI());
        standIn.sns().createTopic(topic);
        standIn.sns().createTopic(other);
        api().body(Map.of("slackTeamId", team, "botToken", "xoxb-s3cr3t-" + team)).post("/api/slack/workspaces").then()
                .statusCode(201);
        api().body(Map.of("configurationName", name, "slackTeamId", team, "slackChannelId", channel, "snsTopicArns",
                List.of(topic))).post("/api/slack/channels").then().statusCode(201);
        api().body(Map.of("configurationName", neighbour, "webhookUrl",
                standIn.url() + "/services/T0/BSILENT" + number + "/s3cr3t",
                "snsTopicArns", List.of(topic, other))).post("/api/slack/channels").then().statusCode(201);
    }

    @AfterEach
    void nothingStays() {
        standIn.faults().clear();
        List.of(name, neighbour).forEach(one -> api().delete("/api/slack/channels/" + one));
        api().delete("/api/slack/workspaces/" + team);
        pool.query("DELETE FROM silence").executeAndAwait();
    }

    @Test
    void aBotThatWasRemovedFromItsChannelShowsEverywhereUntilItIsBack() throws Throwable {
        standIn.slack().channel(team, new Channel(channel, "board", true, false, false));
        looked();

        api().get("/api/overview").then().statusCode(200).body("silences.subject", hasItem(name))
                .body("silences.find { it.subject == '" + name + "' }.kind", equalTo("CHANNEL"))
                .body("silences.find { it.subject == '" + name + "' }.why", containsString("/invite"));
        given().get(wellness).then().statusCode(503)
                .body("checks.find { it.name == 'Nothing has fallen silent' }.data['CHANNEL "
                        + name + "']", containsString("channel_not_found"));
        done(report.measure());
        assertThat(given().accept("text/plain").get(metrics).asString())
                .containsPattern("tocsin_silences\\{[^}]*kind=\"CHANNEL\"[^}]*} 1.0");

        Visit.by(Api.TOKEN).page().get("/console").then().statusCode(200).body(containsString("fallen silent"),
                containsString("<a class=\"foreign\" href=\"/console/configurations?nameContains=" + name));

        standIn.slack().channel(team, new Channel(channel, "board", true, false, true));
        looked();

        await().atMost(ofSeconds(5)).untilAsserted(
                () -> api().get("/api/overview").then().body("silences.subject", not(hasItem(name))));
        given().get(wellness).then().body("checks.find { it.name == 'Nothing has fallen silent' }.status", equalTo("UP"));
    }

    @Test
    void aPublicChannelThatTheAppIsNotInIsNoFaultWhereItMayPostAnywhere() throws Throwable {
        standIn.slack().channel(team, new Channel(channel, "open", false, false, false));
        looked();
        assertThat(silences()).doesNotContain(name);

        standIn.slack().channel(team, new Channel(channel, "open", false, true, false));
        looked();
        assertThat(silences()).as("archived").contains(name);
    }

    @Test
    void whereSlackIsAwayNothingIsSaid() throws Throwable {
        standIn.faults().add(Fault.answer("/api/conversations.info", 503, ""));
        looked();

        assertThat(silences()).doesNotContain(name);
    }

    @Test
    void peopleAreToldInTheChannelOfTheConfigurationThatIsNamedForIt() throws Throwable {
        done(store.begin(SilenceKind.CHANNEL, new Silent(name, Instant.now(), "the app was removed")));

        done(news.tell(neighbour));

        await().atMost(ofSeconds(10)).untilAsserted(() -> assertThat(standIn.received().accepted()).anyMatch(
                message -> message.uri().contains("/BSILENT" + number + "/")
                        && message.body().contains("the app was removed")));
        assertThat(api().queryParam("configurationName", neighbour).get("/api/deliveries").jsonPath()
                .<String> getList("items.state")).contains("DELIVERED");
    }

    @Test
    void aCanaryGoesTheWholeWayAndIsTakenAwayAgain() throws Throwable {
        // Where the stand-in does not know the method.
        standIn.faults().add(Fault.answer(DELETE, 200, "{\"ok\":true}").always());
        confirmed();

        for (int i = 0; i < 40 && ended() == 0; i++) {
            done(canaries.round(List.of(name)));
            pool.query("UPDATE canary SET look_at = '-infinity'").executeAndAwait();
            Thread.sleep(100);
        }

        assertThat(ended()).isEqualTo(1);
        Received posted = standIn.received().accepted().stream()
                .filter(message -> message.body().contains("Canary for " + name)).findFirst().orElseThrow();
        assertThat(posted.room()).isEqualTo(channel);
        assertThat(standIn.received().all()).anyMatch(
                call -> call.uri().equals(DELETE) && call.body().contains("channel=" + channel) && call.body().contains("ts="));
        assertThat(silences()).doesNotContain(name);
        JsonPath history = api().get("/api/notifications/" + pool.query("SELECT message_id FROM canary").executeAndAwait()
                .iterator().next().getUUID(0)).jsonPath();
        await().atMost(ofSeconds(10)).until(() -> "DELIVERED".equals(api()
                .get("/api/notifications/" + history.getString("messageId")).jsonPath().getString("state")));
        assertThat(api().get("/api/notifications/" + history.getString("messageId")).jsonPath()
                .getString("deliveries.find { it.configurationName == '" + neighbour + "' }.attempts[0].reason"))
                .contains("the canary of " + name + " ends here");
        assertThat(standIn.received().accepted()).as("nobody else is shown it").noneMatch(
                message -> message.uri().contains("/BSILENT" + number + "/"));
        assertThatOnlyOthersCountAsTheTopicsMessages();
    }

    /** Both are noted at the same time, every few seconds. */
    private void assertThatOnlyOthersCountAsTheTopicsMessages() {
        api().body(Map.of("message", "hello")).post("/api/topics/" + other + "/publish").then().statusCode(202);
        await().atMost(ofSeconds(20)).until(() -> lastMessageAt(other) != null);
        assertThat(lastMessageAt(topic)).isNull();
    }

    private Object lastMessageAt(String topicArn) {
        return pool.preparedQuery("SELECT last_message_at FROM subscription WHERE topic_arn = $1")
                .executeAndAwait(Tuple.of(topicArn)).iterator().next().getValue(0);
    }

    @Test
    void aRoundFindsNothingWhereAllIsWell() throws Throwable {
        done(watch.round());

        assertThat(silences()).doesNotContain(name, neighbour, topic);
    }

    private void confirmed() {
        List.of(topic, other).forEach(one -> await().atMost(ofSeconds(20)).until(
                () -> "CONFIRMED".equals(api().get("/api/topics/" + one).jsonPath().getString("state"))));
    }

    private long ended() {
        return pool.query("SELECT count(*) FROM canary WHERE ended_at IS NOT NULL").executeAndAwait().iterator().next()
                .getLong(0);
    }

    private List<String> silences() {
        return pool.query("SELECT subject FROM silence WHERE over_at IS NULL").executeAndAwait().stream()
                .map(row -> row.getString(0)).toList();
    }

    /** At this channel, now. */
    private void looked() throws Throwable {
        pool.preparedQuery("""
                INSERT INTO channel_look (configuration_id, next_at)
                SELECT id, '-infinity' FROM configuration WHERE configuration_name = $1
                ON CONFLICT (configuration_id) DO UPDATE SET next_at = excluded.next_at, lease = NULL""")
                .executeAndAwait(Tuple.of(name));
        done(channels.watch());
    }

    private static void done(Uni<Void> work) throws Throwable {
        VertxContextSupport.subscribeAndAwait(() -> work);
    }

    private static RequestSpecification api() {
        return given().auth().oauth2("s3cr3t-admin-token").contentType("application/json");
    }
}
