package dev.tocsin;

import static io.restassured.RestAssured.given;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tocsin.embedded.PostgresResource;
import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.Received;
import dev.tocsin.standin.SigningCertificate;
import dev.tocsin.standin.SnsMessage;
import dev.tocsin.standin.SnsSigner;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;

/** A team with many accounts, Regions and rooms: everybody hears what they asked for, and nothing else. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class ManyDestinationsTest {

    private static final String IRELAND = "arn:aws:sns:eu-west-1:123456789012:many-alarms";
    private static final String VIRGINIA = "arn:aws:sns:us-east-1:123456789012:many-builds";
    private static final String GOVCLOUD = "arn:aws-us-gov:sns:us-gov-west-1:210987654321:many-findings";
    private static final String BEIJING = "arn:aws-cn:sns:cn-north-1:345678901234:many-costs";
    private static final List<String> TOPICS = List.of(IRELAND, VIRGINIA, GOVCLOUD, BEIJING);

    /** Two workspaces, five channels, one of them with two configurations, and three Chime rooms. */
    private static final String CONFIGURATIONS = """
            many-ops       TMANYACME  C0MANYOPS     IRELAND VIRGINIA GOVCLOUD BEIJING
            many-payments  TMANYACME  C0MANYPAY     IRELAND
            many-builds    TMANYACME  C0MANYBUILDS  VIRGINIA
            many-security  TMANYGOV   C0MANYSEC     GOVCLOUD
            many-finance   TMANYGOV   C0MANYFIN     BEIJING
            many-audit     TMANYGOV   C0MANYSEC     IRELAND
            many-room-1    chime      many-room-1   IRELAND BEIJING
            many-room-2    chime      many-room-2   VIRGINIA
            many-room-3    chime      many-room-3   GOVCLOUD
            """;

    private static final Map<String, String> NAMES = Map.of("IRELAND", IRELAND, "VIRGINIA", VIRGINIA, "GOVCLOUD", GOVCLOUD,
            "BEIJING", BEIJING);

    ChatStandIn standIn;
    @TestHTTPResource("/sns")
    URL sns;

    private SnsSigner signer;
    private final Map<String, List<String>> topicsOfRooms = new LinkedHashMap<>();
    private final List<String> made = new ArrayList<>();

    @BeforeEach
    void snsOfThreePartitions() throws IOException, URISyntaxException {
        SigningCertificate certificate = SigningCertificate.make().dnsNames("sns.amazonaws.com",
                "sns-us-gov-west-1.amazonaws.com", "sns-cn-north-1.amazonaws.com.cn").certificate();
        certificate.writeTo(ConfigProvider.getConfig().getValue("tocsin.sns.signing-certificates", Path.class));
        signer = SnsSigner.with(certificate);
        standIn.sns().deliver(signer, sns.toURI());
        TOPICS.forEach(standIn.sns()::createTopic);
    }

    @AfterEach
    void nothingStays() {
        made.forEach(path -> api().delete(path));
    }

    @Test
    void everyTopicReachesJustItsOwnConfigurations() {
        for (String team : List.of("TMANYACME", "TMANYGOV")) {
            make("/api/slack/workspaces", team, Map.of("slackTeamId", team, "botToken", "xoxb-s3cr3t-" + team));
        }
        CONFIGURATIONS.lines().map(line -> line.split(" +")).forEach(this::configure);
        TOPICS.forEach(topic -> await().atMost(ofSeconds(30)).untilAsserted(() -> assertThat(
                api().get("/api/topics/" + topic).jsonPath().getString("state")).as(topic).isEqualTo("CONFIRMED")));

        TOPICS.forEach(topic -> publish(topic, "from " + topic));

        await().atMost(ofSeconds(60)).during(ofSeconds(1)).untilAsserted(() -> assertThat(arrived()).isEqualTo(wanted()));
        api().queryParam("topicArn", BEIJING).get("/api/slack/channels").then().statusCode(200);
        assertThat(api().get("/api/topics/" + BEIJING).jsonPath().<String> getList("configurationNames"))
                .containsExactlyInAnyOrder("many-ops", "many-finance", "many-room-1");
    }

    private void configure(String[] words) {
        List<String> topics = List.of(words).subList(3, words.length).stream().map(NAMES::get).toList();
        topicsOfRooms.computeIfAbsent(words[2], room -> new ArrayList<>()).addAll(topics);
        if (words[1].equals("chime")) {
            make("/api/chime/webhooks", words[0], Map.of("configurationName", words[0], "webhookDescription", words[2],
                    "webhookUrl", standIn.url() + "/incomingwebhooks/" + words[2] + "?token=s3cr3t", "snsTopicArns", topics));
        } else {
            make("/api/slack/channels", words[0], Map.of("configurationName", words[0], "slackTeamId", words[1],
                    "slackChannelId", words[2], "snsTopicArns", topics));
        }
    }

    private void make(String path, String name, Map<String, Object> members) {
        api().body(members).post(path).then().statusCode(201);
        made.add(0, path + "/" + name);
    }

    /** Which topics' messages each room has, as often as it has them. */
    private Map<String, List<String>> wanted() {
        Map<String, List<String>> wanted = new LinkedHashMap<>();
        topicsOfRooms.forEach((room, topics) -> wanted.put(room, topics.stream().sorted().toList()));
        return new TreeMap<>(wanted);
    }

    private Map<String, List<String>> arrived() {
        Map<String, List<String>> arrived = new TreeMap<>();
        for (String room : new TreeSet<>(topicsOfRooms.keySet())) {
            List<String> bodies = standIn.received().all().stream().filter(Received::accepted)
                    .filter(one -> one.body().contains("\"" + room + "\"") || one.uri().contains(room + "?"))
                    .map(Received::body).toList();
            arrived.put(room, bodies.stream().flatMap(body -> TOPICS.stream().filter(topic -> body.contains("from " + topic)))
                    .sorted().toList());
        }
        return arrived;
    }

    private void publish(String topic, String text) {
        SnsMessage message = signer.sign(SnsMessage.notification(topic, text));
        given().headers(message.headers()).body(message.json()).post("/sns").then().statusCode(200);
    }

    private static RequestSpecification api() {
        return given().auth().oauth2(OutsideWorld.ADMIN_TOKEN).contentType(ContentType.JSON);
    }
}
