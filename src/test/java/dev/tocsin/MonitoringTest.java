package dev.tocsin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tocsin.Monitoring.Query;
import dev.tocsin.embedded.PostgresResource;
import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.Fault;
import dev.tocsin.standin.SigningCertificate;
import dev.tocsin.standin.SnsMessage;
import dev.tocsin.standin.SnsSigner;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;

/**
 * What rules and dashboard ask for is what a running Tocsin has that delivered something, as a scrape and by a real Prometheus.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(OutsideWorld.class)
class MonitoringTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    /** Of whoever scrapes, and {@code le} of histograms. */
    private static final Set<String> LABELS_OF_TARGETS = Set.of("namespace", "job", "instance", "le");
    /** Prometheus makes these. */
    private static final Set<String> NOT_OURS = Set.of("up");
    private static final Path VALUES = Path.of("target", "monitoring-values.md");

    private static int counter;

    @TempDir
    Path folder;
    ChatStandIn standIn;
    SigningCertificate certificate;
    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    private final int number = ++counter;
    private final String topic = "arn:aws:sns:eu-west-1:123456789012:watched-" + number;
    private final String name = "watched-" + number;
    private final String path = "/services/TWATCH/B" + number + "/s3cr3t-path-" + number;

    /** One that is delivered, one that is tried again, one that dies, and some that are shown with others of their matter. */
    @BeforeEach
    void somethingOfEachKindHappens() {
        api().body(Map.of("configurationName", name, "webhookUrl", standIn.url() + path, "snsTopicArns", List.of(topic),
                "foldAfterMessages", 1, "loggingLevel", "INFO")).post("/api/slack/channels").then().statusCode(201);
        settled(publish("delivered"), "DELIVERED");
        standIn.faults().add(Fault.answer(path, 503, "").times(1));
        settled(publish("tried again"), "DELIVERED");
        standIn.faults().add(Fault.answer(path, 400, "invalid_blocks").times(2));
        settled(publish("dead"), "DEAD");
        given().body("{}").post("/slack/events").then().statusCode(401);
        List.of(publish(alarm()), publish(alarm()), publish(alarm())).forEach(repeat -> settled(repeat, "DELIVERED"));
        standIn.faults().clear();
    }

    @Test
    void everyMetricAndLabelThatARuleOrAPanelNamesIsInAScrape() {
        List<Query> queries = Stream.concat(Monitoring.alertQueries().stream(), Monitoring.panelQueries().stream()).toList();
        Set<String> named = new TreeSet<>();
        queries.forEach(query -> named.addAll(query.metrics()));
        named.removeAll(NOT_OURS);
        // Some appear with a garbage collection.
        System.gc();
        await().atMost(LONG).until(() -> missing(named), Set::isEmpty);

        Map<String, Map<String, Set<String>>> scraped = scrape();
        assertThat(named).hasSizeGreaterThan(40);
        assertThat(queries).allSatisfy(query -> {
            Set<String> labels = new TreeSet<>(LABELS_OF_TARGETS);
            query.metrics().forEach(metric -> labels.addAll(scraped.getOrDefault(metric, Map.of()).keySet()));
            assertThat(labels).as(query.toString()).containsAll(query.labels());
        });
    }

    @Test
    void everyReasonAndCheckThatARuleNamesIsInAScrape() {
        await().atMost(LONG).until(() -> scrape().containsKey("tocsin_health"));
        Map<String, Map<String, Set<String>>> scraped = scrape();

        assertThat(scraped.get("tocsin_sns_refused_total").get("reason")).containsAll(values("reason", "tocsin_sns_refused"));
        assertThat(scraped.get("tocsin_health").get("check")).containsAll(values("check", "tocsin_health"));
        assertThat(scraped.get("tocsin_health").get("group")).containsExactlyInAnyOrder("ready", "well");
    }

    @Test
    void prometheusReadsTheRulesAndHasDataForEveryPanel() throws Exception {
        Optional<Path> program = Prometheus.program();
        assumeThat(program).as("a Prometheus on the PATH").isPresent();
        System.gc();
        try (Prometheus prometheus = Prometheus.start(program.orElseThrow(), folder,
                metrics.getHost() + ":" + metrics.getPort(), metrics.getPath(), Monitoring.RULES)) {
            await().atMost(LONG).until(() -> prometheus.query("tocsin_sns_committed_total").size() > 0);
            SnsMessage between = publish("between two scrapes");
            settled(between, "DELIVERED");
            await().atMost(LONG).until(() -> prometheus.query("increase(tocsin_sns_committed_total[1m]) > 0").size() > 0);

            await("panels have data").atMost(LONG).until(() -> withoutData(prometheus), List::isEmpty);
            assertThat(prometheus.rules()).hasSize(Monitoring.alerts().size())
                    .allSatisfy(rule -> assertThat(rule.path("health").asText()).as(rule.toString()).isEqualTo("ok"));
            writeValues(prometheus);
        }
    }

    private static List<String> withoutData(Prometheus prometheus) throws IOException {
        List<String> empty = new ArrayList<>();
        for (Query query : Monitoring.panelQueries()) {
            if (prometheus.query(forOneMoment(query)).isEmpty()) {
                empty.add(query.toString());
            }
        }
        return empty;
    }

    /** What Grafana puts in for its variables. */
    private static String forOneMoment(Query query) {
        return query.expression().replace("$job", ".*").replace("$__rate_interval", "1m");
    }

    private static void writeValues(Prometheus prometheus) throws IOException {
        StringBuilder table = new StringBuilder("| panel | labels | value |\n|---|---|---|\n");
        for (Query query : Monitoring.panelQueries()) {
            for (JsonNode sample : prometheus.query(forOneMoment(query))) {
                table.append("| ").append(query.where()).append(" | ").append(sample.path("metric")).append(" | ")
                        .append(sample.path("value").path(1).asText()).append(" |\n");
            }
        }
        Files.writeString(VALUES, table);
    }

    private Set<String> missing(Set<String> named) {
        Set<String> missing = new TreeSet<>(named);
        missing.removeAll(scrape().keySet());
        return missing;
    }

    /** Those that expressions about a metric compare a label with. */
    private static Set<String> values(String label, String metric) {
        Set<String> values = new TreeSet<>();
        Stream.concat(Monitoring.alertQueries().stream(), Monitoring.panelQueries().stream()).map(Query::expression)
                .filter(expression -> expression.contains(metric))
                .flatMap(expression -> Pattern.compile("\\b" + label + "[=!]~?\"([^\"]*)\"").matcher(expression)
                        .results())
                .flatMap(matcher -> Stream.of(matcher.group(1).split("\\|"))).forEach(values::add);
        return values;
    }

    private Map<String, Map<String, Set<String>>> scrape() {
        return Monitoring.scraped(given().accept("text/plain").get(metrics).asString());
    }

    private SnsMessage publish(String text) {
        SnsMessage signed = SnsSigner.with(certificate).sign(SnsMessage.notification(topic, text));
        given().headers(signed.headers()).body(signed.json()).post("/sns").then().statusCode(200);
        return signed;
    }

    private String alarm() {
        return """
                {"AlarmName": "%s", "NewStateValue": "ALARM", "OldStateValue": "OK", "NewStateReason": "Threshold Crossed",
                 "StateChangeTime": "2026-11-24T12:00:00.000+0000", "Region": "EU (Ireland)", "AWSAccountId": "123456789012"}
                """.formatted(name);
    }

    private static void settled(SnsMessage message, String state) {
        await().atMost(LONG).until(() -> state.equals(api().get("/api/notifications/" + message.messageId()).jsonPath()
                .getString("state")));
    }

    private static RequestSpecification api() {
        return given().auth().oauth2(OutsideWorld.ADMIN_TOKEN).contentType("application/json");
    }
}
