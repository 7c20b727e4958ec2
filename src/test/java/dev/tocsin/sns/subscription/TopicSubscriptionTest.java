package dev.tocsin.sns.subscription;

import static io.restassured.RestAssured.given;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tocsin.OutsideWorld;
import dev.tocsin.embedded.PostgresResource;
import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.Fault;
import dev.tocsin.standin.SigningCertificate;
import dev.tocsin.standin.SnsMessage;
import dev.tocsin.standin.SnsSigner;
import dev.tocsin.standin.SnsSubscription;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** From a configuration to a confirmed subscription, by the AWS SDK over real HTTP to SNS's query protocol. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class TopicSubscriptionTest {

    private static final String ENDPOINT = "https://tocsin.test/sns";
    private static final Duration PERIOD = ofSeconds(1);
    private static final Duration PATIENCE = ofSeconds(20);

    private static int counter;
    private static SnsSigner signer;

    ChatStandIn standIn;
    @Inject
    Pool pool;
    @TestHTTPResource("/sns")
    URL sns;

    private final int number = ++counter;
    private final String topic = "arn:aws:sns:eu-west-1:123456789012:subscribed-" + number;
    private final List<String> configurations = new ArrayList<>();

    /** One certificate bears the names of SNS in two partitions. */
    @BeforeEach
    void snsDeliversToThisRun() throws IOException, URISyntaxException {
        if (signer == null) {
            SigningCertificate certificate = SigningCertificate.make()
                    .dnsNames("sns.amazonaws.com", "sns-cn-north-1.amazonaws.com.cn",
                            "sns-cn-northwest-1.amazonaws.com.cn")
                    .certificate();
            certificate.writeTo(ConfigProvider.getConfig().getValue("tocsin.sns.signing-certificates", Path.class));
            signer = SnsSigner.with(certificate);
        }
        standIn.sns().deliver(signer, sns.toURI());
    }

    @AfterEach
    void nothingStays() {
        standIn.faults().clear();
        configurations.forEach(name -> api().delete("/api/slack/channels/" + name));
    }

    @Test
    void subscribesAndConfirmsTopicsOfTwoPartitionsAndFourRegionsEachInItsOwn() {
        List<String> topics = List.of(topic, "arn:aws:sns:us-east-1:123456789012:subscribed-" + number,
                "arn:aws-cn:sns:cn-north-1:210987654321:subscribed-" + number,
                "arn:aws-cn:sns:cn-northwest-1:210987654321:subscribed-" + number);
        topics.forEach(standIn.sns()::createTopic);

        String configuration = configure(topics);

        for (String one : topics) {
            JsonPath shown = await(one, "CONFIRMED");
            SnsSubscription subscription = standIn.sns().subscriptions(one).get(0);
            assertThat(subscription.endpoint()).isEqualTo(ENDPOINT);
            assertThat(subscription.protocol()).isEqualTo("https");
            assertThat(subscription.isAuthenticated()).as("only its owner can unsubscribe").isTrue();
            assertThat(shown.getString("subscriptionArn")).isEqualTo(subscription.arn());
            assertThat(shown.<String> getList("configurationNames")).containsExactly(configuration);
            assertThat(shown.getString("confirmedAt")).isNotNull();
            assertThat(shown.getString("reason")).isNull();
        }
        // The stand-in takes an ARN only in a request that is signed for its Region.
        api().queryParam("configurationName", configuration).queryParam("state", "CONFIRMED").get("/api/topics").then()
                .statusCode(200).body("topics", hasSize(4)).body("topics.topicArn", equalTo(topics.stream().sorted().toList()));
    }

    @Test
    void repairsWithinOnePeriodWhatWasDeletedBehindOurBack() {
        standIn.sns().createTopic(topic);
        configure(List.of(topic));
        String first = await(topic, "CONFIRMED").getString("subscriptionArn");

        standIn.sns().delete(first);

        Awaitility.await().atMost(PERIOD.plus(ofSeconds(3))).untilAsserted(() -> assertThat(
                standIn.sns().subscriptions(topic)).singleElement().matches(SnsSubscription::isConfirmed));
        String second = standIn.sns().subscriptions(topic).get(0).arn();
        Awaitility.await().atMost(PATIENCE)
                .until(() -> second.equals(topic(topic).getString("subscriptionArn")));
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void looksNowWhereSomebodyAsksForIt() {
        standIn.sns().createTopic(topic);
        configure(List.of(topic));
        String first = await(topic, "CONFIRMED").getString("subscriptionArn");
        notDueForAnHour();
        standIn.sns().delete(first);

        JsonPath shown = api().post("/api/topics/{arn}/check", topic).then().statusCode(200).extract().jsonPath();

        assertThat(standIn.sns().subscriptions(topic)).singleElement().matches(one -> !one.arn().equals(first));
        assertThat(shown.getString("state")).isIn("PENDING_CONFIRMATION", "CONFIRMED");
        assertThat(shown.getString("instructions.subscribe")).contains(topic);
    }

    @Test
    void looksNowAlsoAtWhatAnotherReplicaHasClaimedAndDoesNotAnswer() {
        standIn.sns().createTopic(topic);
        configure(List.of(topic));
        String first = await(topic, "CONFIRMED").getString("subscriptionArn");
        notDueForAnHour();
        pool.preparedQuery("UPDATE subscription SET lease = $2 WHERE topic_arn = $1")
                .executeAndAwait(Tuple.of(topic, UUID.randomUUID()));
        standIn.sns().setAttribute(first, "RawMessageDelivery", "true");

        api().post("/api/topics/{arn}/check", topic).then().statusCode(200).body("state", equalTo("CONFIRMED"));

        assertThat(standIn.sns().subscriptions(topic).get(0).attributes()).containsEntry("RawMessageDelivery", "false");
    }

    @Test
    void saysThatThereIsNothingToLookAt() {
        api().post("/api/topics/{arn}/check", topic + "-unknown").then().statusCode(404)
                .body("detail", containsString("No configuration names the topic"));
        api().post("/api/topics/{arn}/check", "alarms").then().statusCode(400)
                .body("errors[0].message", containsString("must be the ARN of an SNS topic"));
    }

    private void notDueForAnHour() {
        pool.preparedQuery(
                "UPDATE subscription SET next_check_at = now() + interval '1 hour', lease = NULL WHERE topic_arn = $1")
                .executeAndAwait(Tuple.of(topic));
    }

    @Test
    void switchesRawDeliveryOff() {
        standIn.sns().createTopic(topic);
        configure(List.of(topic));
        String arn = await(topic, "CONFIRMED").getString("subscriptionArn");

        standIn.sns().setAttribute(arn, "RawMessageDelivery", "true");

        Awaitility.await().atMost(PERIOD.plus(ofSeconds(3))).until(
                () -> "false".equals(standIn.sns().subscriptions(topic).get(0).attributes().get("RawMessageDelivery")));
    }

    @Test
    void unsubscribesWhenNoConfigurationNamesTheTopicAnyMoreAndNotBefore() {
        standIn.sns().createTopic(topic);
        String one = configure(List.of(topic));
        String other = configure(List.of(topic));
        await(topic, "CONFIRMED");

        api().delete("/api/slack/channels/" + one).then().statusCode(204);
        Awaitility.await().pollDelay(ofSeconds(2)).until(
                () -> standIn.sns().subscriptions(topic).size() == 1);
        api().body(Map.of("snsTopicArns", List.of())).patch("/api/slack/channels/" + other).then().statusCode(200);

        Awaitility.await().atMost(PATIENCE).until(() -> standIn.sns().subscriptions(topic).isEmpty());
        Awaitility.await().atMost(PATIENCE)
                .untilAsserted(() -> api().get("/api/topics/" + topic).then().statusCode(404));
    }

    @Test
    void saysWhichPolicyIsMissingAndHowToSubscribeByHandAndNoticesWhenSomebodyHas() {
        standIn.sns().createTopic(topic);
        standIn.sns().deny(topic);
        configure(List.of(topic));

        JsonPath refused = await(topic, "FAILED");

        assertThat(refused.getString("reason")).contains("AuthorizationError", "SNS:Subscribe", topic, "instructions");
        assertThat(refused.getString("nextCheckAt")).isNotNull();
        assertThat(refused.getString("instructions.subscribe")).isEqualTo("aws sns --region eu-west-1 subscribe --topic-arn "
                + topic + " --protocol https --notification-endpoint " + ENDPOINT + " --return-subscription-arn");
        assertThat(refused.getString("instructions.topicPolicyStatement.Resource")).isEqualTo(topic);
        assertThat(refused.<String> getList("instructions.topicPolicyStatement.Action")).contains("sns:Subscribe");
        assertThat(refused.getString("instructions.identityPolicy.Statement[0].Action")).isEqualTo("sns:Subscribe");
        assertThat(refused.getString("instructions.identityPolicy.Statement[0].Resource")).isEqualTo(topic);

        // What the stand-in refuses signed, it does unsigned, for this token proves enough.
        confirmByHand();
        JsonPath confirmed = await(topic, "CONFIRMED");
        assertThat(confirmed.getString("subscriptionArn")).startsWith(topic + ":");
        Awaitility.await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(topic(topic).<String> getList("warnings")).anyMatch(
                        warning -> warning.contains("cannot be compared with AWS")));
        assertThat(topic(topic).getString("state")).isEqualTo("CONFIRMED");
    }

    @Test
    void saysThatATopicDoesNotExistAndSubscribesItOnceItDoes() {
        configure(List.of(topic));
        assertThat(await(topic, "FAILED").getString("reason")).contains("does not exist");

        standIn.sns().createTopic(topic);

        await(topic, "CONFIRMED");
    }

    @Test
    void asksAgainForAConfirmationThatDoesNotArrive() {
        standIn.sns().createTopic(topic);
        standIn.faults().add(Fault.answer("/#ConfirmSubscription", 500, ""));
        configure(List.of(topic));

        assertThat(await(topic, "PENDING_CONFIRMATION").getString("reason")).contains(ENDPOINT);
        await(topic, "CONFIRMED");
    }

    @Test
    void reportsAnEarlierAddressOfOursAndLeavesItAlone() {
        standIn.sns().createTopic(topic);
        SnsSubscription stale = standIn.sns().add(topic, "https://tocsin.test/old/sns");
        SnsSubscription foreign = standIn.sns().add(topic, "https://elsewhere.test/hook");
        configure(List.of(topic));
        await(topic, "CONFIRMED");

        Awaitility.await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(topic(topic).<String> getList("warnings")).anyMatch(
                        warning -> warning.contains(stale.arn()) && warning.contains("https://tocsin.test/old/sns")));
        assertThat(topic(topic).<String> getList("warnings")).noneMatch(warning -> warning.contains(foreign.arn()));
        assertThat(standIn.sns().subscriptions(topic)).contains(stale, foreign).hasSize(3);
    }

    @Test
    void adoptsASubscriptionThatIsThereAlreadyEvenOnALaterPage() {
        standIn.sns().createTopic(topic);
        for (int i = 0; i < 120; i++) {
            standIn.sns().add(topic, "https://elsewhere.test/hook/" + i);
        }
        SnsSubscription there = standIn.sns().add(topic, ENDPOINT);

        configure(List.of(topic));

        assertThat(await(topic, "CONFIRMED").getString("subscriptionArn")).isEqualTo(there.arn());
        assertThat(standIn.sns().subscriptions(topic)).hasSize(121);
        assertThat(standIn.received().all()).noneMatch(request -> request.body().contains("Action=Subscribe&")
                && request.body().contains("subscribed-" + number + "&"));
    }

    @Test
    void warnsThatSnsGivesUpSoonAndHasTheCommand() {
        standIn.sns().createTopic(topic);
        configure(List.of(topic));
        String arn = await(topic, "CONFIRMED").getString("subscriptionArn");

        Awaitility.await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(topic(topic).<String> getList("warnings")).anyMatch(
                        warning -> warning.contains("delivery policy")));
        assertThat(topic(topic).getString("instructions.outlastAnAbsence")).contains(arn, "healthyRetryPolicy");
        standIn.sns().setAttribute(arn, "DeliveryPolicy", DeliveryPolicy.PATIENT);
        Awaitility.await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(topic(topic).<String> getList("warnings")).isEmpty());
    }

    @Test
    void subscribesAgainWhenSnsSaysThatTheSubscriptionWasDeleted() {
        standIn.sns().createTopic(topic);
        configure(List.of(topic));
        String arn = await(topic, "CONFIRMED").getString("subscriptionArn");
        standIn.sns().delete(arn);

        SnsMessage goodbye = signer.sign(SnsMessage.unsubscribeConfirmation(topic, "s3cr3tbadcafe", arn));
        given().headers(goodbye.headers()).body(goodbye.json()).post("/sns").then().statusCode(200);

        Awaitility.await().atMost(PATIENCE).until(
                () -> standIn.sns().subscriptions(topic).stream().anyMatch(SnsSubscription::isConfirmed));
        await(topic, "CONFIRMED");
    }

    @Test
    void listsWhatExistsInARegionForChoosing() {
        standIn.sns().createTopic(topic);
        String fifo = "arn:aws:sns:eu-west-1:123456789012:orders-" + number + ".fifo";
        standIn.sns().createTopic(fifo);

        JsonPath listed = api().get("/api/regions/eu-west-1/topics").then().statusCode(200).extract().jsonPath();

        assertThat(listed.getBoolean("topics.find { it.topicArn == '" + topic + "' }.usable")).isTrue();
        assertThat(listed.getBoolean("topics.find { it.topicArn == '" + fifo + "' }.usable")).isFalse();
        assertThat(listed.<String> getList("topics.topicArn")).allMatch(arn -> arn.contains(":eu-west-1:"));
        api().get("/api/regions/nowhere/topics").then().statusCode(400).body("errors[0].field", equalTo("region"));
        standIn.faults().add(Fault.answer("/#ListTopics", 403, """
                <ErrorResponse><Error><Type>Sender</Type><Code>AuthorizationError</Code>
                <Message>User is not authorized to perform: SNS:ListTopics</Message></Error></ErrorResponse>""")
                .header("Content-Type", "text/xml"));
        api().get("/api/regions/eu-west-1/topics").then().statusCode(409).body("detail", containsString("sns:ListTopics"));
    }

    @Test
    void testsTheWholePathByEachTopicOfAConfiguration() {
        standIn.sns().createTopic(topic);
        String configuration = configure(List.of(topic));
        await(topic, "CONFIRMED");

        JsonPath sent = api().post("/api/configurations/" + configuration + "/test").then().statusCode(202).extract()
                .jsonPath();

        assertThat(sent.getString("messages[0].topicArn")).isEqualTo(topic);
        String history = sent.getString("messages[0].history");
        assertThat(history).isEqualTo("/api/notifications/" + sent.getString("messages[0].messageId"));
        Awaitility.await().atMost(PATIENCE).until(() -> "DELIVERED".equals(api().get(history).jsonPath().getString("state")));
        assertThat(api().get(history).jsonPath().getString("notice.title")).contains("Test message");
        Awaitility.await().atMost(PATIENCE).until(() -> topic(topic).getString("lastMessageAt") != null);
    }

    @Test
    void testsTheChatOfOneConfigurationAlone() {
        String configuration = configure(List.of(topic));
        configure(List.of(topic));

        String history = api().queryParam("via", "chat").post("/api/configurations/" + configuration + "/test").then()
                .statusCode(202).extract().jsonPath().getString("messages[0].history");

        Awaitility.await().atMost(PATIENCE).until(() -> "DELIVERED".equals(api().get(history).jsonPath().getString("state")));
        assertThat(api().get(history).jsonPath().<String> getList("deliveries.configurationName"))
                .containsExactly(configuration);
        assertThat(standIn.received().accepted()).anyMatch(message -> message.uri().contains("/B" + number + "/")
                && message.body().contains("Test message") && message.body().contains(configuration));
    }

    @Test
    void saysWhyATestCannotBeSent() {
        String silent = configure(List.of());
        String refused = configure(List.of(topic));

        api().post("/api/configurations/" + silent + "/test").then().statusCode(409)
                .body("type", equalTo("urn:problem-type:tocsin:no-topics"));
        api().post("/api/configurations/" + refused + "/test").then().statusCode(409)
                .body("detail", containsString("Topic does not exist"));
        api().post("/api/configurations/nobody/test").then().statusCode(404);
        api().queryParam("via", "chat").post("/api/configurations/nobody/test").then().statusCode(404);
        api().queryParam("via", "mail").post("/api/configurations/" + silent + "/test").then().statusCode(400)
                .body("errors[0].field", equalTo("via"));
    }

    @Test
    void listsFirstWhatNeedsAPerson() {
        List<String> topics = List.of(topic + "-a", topic + "-b", topic + "-c", topic + "-d");
        String configuration = configure(topics);
        // They do not exist, so nobody looks at them for a while.
        topics.forEach(one -> await(one, "FAILED"));
        pool.query(
                """
                        UPDATE subscription SET next_check_at = 'infinity', lease = NULL, warnings = '{}', last_message_at = NULL,
                            confirmed_at = now() - interval '1 day',
                            state = CASE right(topic_arn, 2) WHEN '-b' THEN 'FAILED' WHEN '-d' THEN 'REMOVED_AT_AWS' ELSE 'CONFIRMED' END
                        WHERE topic_arn LIKE '%s-_'"""
                        .formatted(topic))
                .executeAndAwait();
        pool.query("UPDATE subscription SET last_message_at = now() WHERE topic_arn = '" + topic + "-a'").executeAndAwait();

        JsonPath first = api().queryParam("configurationName", configuration).queryParam("order", "LIGHT")
                .queryParam("maxResults", 3).get("/api/topics").jsonPath();
        JsonPath second = api().queryParam("configurationName", configuration).queryParam("order", "LIGHT")
                .queryParam("maxResults", 3).queryParam("nextToken", first.getString("nextToken")).get("/api/topics")
                .jsonPath();
        JsonPath troubled = api().queryParam("configurationName", configuration).queryParam("light", "TROUBLE")
                .queryParam("state", "FAILED").get("/api/topics").jsonPath();

        assertThat(first.<String> getList("topics.topicArn")).containsExactly(topic + "-b", topic + "-d", topic + "-c");
        assertThat(first.<String> getList("topics.light")).containsExactly("TROUBLE", "TROUBLE", "IDLE");
        assertThat(first.getString("topics[0].silentSince")).isNull();
        assertThat(first.getString("topics[2].silentSince")).isEqualTo(first.getString("topics[2].confirmedAt"));
        assertThat(second.<String> getList("topics.topicArn")).containsExactly(topic + "-a");
        assertThat(second.getString("topics[0].light")).isEqualTo("OK");
        assertThat(second.getString("topics[0].silentSince")).isEqualTo(second.getString("topics[0].lastMessageAt"));
        assertThat(second.getString("nextToken")).isNull();
        assertThat(troubled.<String> getList("topics.topicArn")).containsExactly(topic + "-b");
    }

    @Test
    void pagesAndRefusesWhatIsNoParameter() {
        List<String> topics = List.of(topic + "-a", topic + "-b", topic + "-c");
        String configuration = configure(topics);

        JsonPath first = api().queryParam("configurationName", configuration).queryParam("maxResults", 2).get("/api/topics")
                .jsonPath();
        JsonPath second = api().queryParam("configurationName", configuration).queryParam("maxResults", 2)
                .queryParam("nextToken", first.getString("nextToken")).get("/api/topics").jsonPath();

        assertThat(first.<String> getList("topics.topicArn")).containsExactly(topic + "-a", topic + "-b");
        assertThat(second.<String> getList("topics.topicArn")).containsExactly(topic + "-c");
        assertThat(second.getString("nextToken")).isNull();
        api().queryParam("state", "GONE").get("/api/topics").then().statusCode(400)
                .body("errors[0].message", containsString("PENDING_CONFIRMATION"));
        api().queryParam("maxResults", 101).get("/api/topics").then().statusCode(400);
        api().queryParam("nextToken", "x").get("/api/topics").then().statusCode(400);
        api().queryParam("light", "RED").get("/api/topics").then().statusCode(400)
                .body("errors[0].message", containsString("TROUBLE, WARNING, WAITING, UNHEARD, IDLE, OK"));
        api().queryParam("order", "name").get("/api/topics").then().statusCode(400)
                .body("errors[0].message", containsString("ARN, LIGHT"));
        // A token goes on in the order that it is from.
        api().queryParam("order", "LIGHT").queryParam("nextToken", first.getString("nextToken")).get("/api/topics").then()
                .statusCode(400);
        api().get("/api/topics/alarms").then().statusCode(400).body("errors[0].field", equalTo("topicArn"));
        api().get("/api/topics/" + topic).then().statusCode(404);
    }

    @Test
    void showsNoSecretOfAws() {
        standIn.sns().createTopic(topic);
        configure(List.of(topic));
        await(topic, "CONFIRMED");
        String token = standIn.sns().subscriptions(topic).get(0).token();

        for (String path : List.of("/api/topics", "/api/topics/" + topic, "/api/regions/eu-west-1/topics",
                "/api/notifications")) {
            api().get(path).then().statusCode(200).body(not(containsString("s3cr3t"))).body(not(containsString("S3CR3T")))
                    .body(not(containsString(token)));
        }
    }

    @Test
    void twoReplicasNeverLookAfterTheSameTopic() {
        SqlConnection one = pool.getConnectionAndAwait();
        SqlConnection other = pool.getConnectionAndAwait();
        try {
            // A table of their own, so that this run's reconciler takes no part.
            sql(one, "CREATE SCHEMA claims", "CREATE TABLE claims.subscription (LIKE public.subscription INCLUDING ALL)",
                    "SET search_path TO claims", "INSERT INTO subscription (topic_arn, state, next_check_at) "
                            + "SELECT 'topic-' || n, 'CONFIRMED', now() - interval '1 second' FROM generate_series(1, 5) n",
                    "INSERT INTO subscription (topic_arn, state, next_check_at) VALUES ('later', 'FAILED', "
                            + "now() + interval '1 hour')");
            sql(other, "SET search_path TO claims", "BEGIN");
            sql(one, "BEGIN");

            List<String> first = claim(one, 2);
            List<String> second = claim(other, 100);

            assertThat(first).hasSize(2);
            assertThat(second).hasSize(3).doesNotContainAnyElementsOf(first).doesNotContain("later");
            sql(one, "COMMIT");
            sql(other, "COMMIT");
            assertThat(claim(one, 100)).as("what is leased is not due").isEmpty();
        } finally {
            sql(one, "DROP SCHEMA IF EXISTS claims CASCADE", "RESET search_path");
            sql(other, "RESET search_path");
            one.closeAndAwait();
            other.closeAndAwait();
        }
    }

    private static void sql(SqlConnection connection, String... statements) {
        for (String statement : statements) {
            connection.query(statement).executeAndAwait();
        }
    }

    private static List<String> claim(SqlConnection connection, int most) {
        List<String> claimed = new ArrayList<>();
        for (Row row : connection.preparedQuery(Subscriptions.CLAIM_DUE)
                .executeAndAwait(Tuple.of(most, UUID.randomUUID(), 60_000L))) {
            claimed.add(row.getString("topic_arn"));
        }
        return claimed;
    }

    private String configure(List<String> topics) {
        String name = "subscribed-" + number + "-" + configurations.size();
        configurations.add(name);
        api().body(Map.of("configurationName", name, "webhookUrl", standIn.url() + "/services/T0/B" + number + "/s3cr3t",
                "snsTopicArns", topics)).post("/api/slack/channels").then().statusCode(201);
        return name;
    }

    private void confirmByHand() {
        SnsMessage confirmation = signer.sign(SnsMessage.subscriptionConfirmation(topic, "s3cr3t5eaf00d"));
        given().headers(confirmation.headers()).body(confirmation.json()).post("/sns").then().statusCode(200);
    }

    private static JsonPath topic(String arn) {
        return api().get("/api/topics/" + arn).jsonPath();
    }

    private static JsonPath await(String arn, String state) {
        Awaitility.await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(topic(arn).getString("state")).as(arn).isEqualTo(state));
        return topic(arn);
    }

    private static RequestSpecification api() {
        return given().auth().oauth2("s3cr3t-admin-token").contentType("application/json");
    }
}
