package dev.tocsin.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tocsin.MovingClock;
import dev.tocsin.aws.LogEvent;
import dev.tocsin.aws.LogsApi;
import dev.tocsin.aws.LogsApiOfTheStandIn;
import dev.tocsin.standin.ChatStandIn;
import dev.tocsin.standin.Fault;
import dev.tocsin.standin.LogsService.Event;
import dev.tocsin.standin.Received;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;

/**
 * The AWS SDK over real HTTP to CloudWatch Logs' JSON protocol. The clock is slow by a day, so that it can be moved, and stands
 * still unless it is.
 */
class LogWriterTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final RandomGenerator LATEST = () -> Long.MAX_VALUE;
    private static ChatStandIn standIn;
    private static LogsApi api;
    private static int counter;

    private final String group = "/aws/chatbot/group-" + ++counter;
    private final MovingClock clock = new MovingClock(
            Instant.now().minus(Duration.ofHours(25)).truncatedTo(ChronoUnit.MILLIS));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Backlog backlog = new Backlog(20, 1024 * 1024);
    private final LogEntryCounts counts = new LogEntryCounts(meters, backlog::size, "arn:aws:logs:eu-central-1:*:x", clock);
    private final Pauses pauses = new Pauses(clock, LATEST);
    private final LogWriter writer = writer(OptionalInt.empty());

    @BeforeAll
    static void start() {
        standIn = ChatStandIn.start(VERTX, ChatStandIn.Options.forTests());
        api = LogsApiOfTheStandIn.at(standIn.url());
    }

    @AfterAll
    static void stop() {
        LogsApiOfTheStandIn.close(api);
        standIn.close();
        VERTX.close();
    }

    @BeforeEach
    void allIsWell() {
        standIn.faults().clear();
        standIn.logs().allowAll();
        standIn.received().clear();
    }

    @Test
    void makesTheGroupAndTheStreamOfTheDayWhenTheyAreMissedAndNotAgain() {
        add("one");
        written("one");

        assertThat(asked()).containsExactly("PutLogEvents", "CreateLogStream", "CreateLogGroup", "CreateLogStream",
                "PutLogEvents");
        String day = clock.instant().toString().substring(0, 10).replace('-', '/');
        assertThat(standIn.logs().streams(group)).containsExactly(day + "/replica");
        assertThat(standIn.logs().retentionDays(group)).isZero();

        add("two");
        written("one", "two");
        assertThat(asked()).hasSize(6);

        clock.pass(Duration.ofDays(1));
        add("three");
        written("one", "two", "three");
        assertThat(standIn.logs().streams(group)).hasSize(2);
        await().until(() -> counted("written") == 3);
    }

    @Test
    void writesTheEntriesAsTheyAreWithTheTimeAndSigned() {
        add("{\"title\":\"Grüße, 警報\"}");
        written("{\"title\":\"Grüße, 警報\"}");

        assertThat(standIn.logs().events(group).get(0).timestamp()).isEqualTo(clock.millis());
        Received put = standIn.received().all().get(0);
        assertThat(put.headers().get("authorization")).contains("/eu-central-1/logs/aws4_request");
        assertThat(put.headers()).doesNotContainKey("content-encoding");
    }

    @Test
    void writesTogetherWhatGathersBetweenTwoRounds() {
        IntStream.range(0, 10).forEach(i -> add("entry " + i));
        await().until(() -> standIn.logs().events(group).size() == 10);
        assertThat(asked().stream().filter("PutLogEvents"::equals)).hasSize(2);
    }

    @Test
    void setsTheRetentionOfTheGroupsThatItMakesAndOfNoOther() {
        LogWriter retaining = writer(OptionalInt.of(30));
        retaining.add(group, LogEvent.of(clock.millis(), "one"));
        written("one");
        assertThat(standIn.logs().retentionDays(group)).isEqualTo(30);
        assertThat(asked().stream().filter("PutRetentionPolicy"::equals)).hasSize(1);

        clock.pass(Duration.ofDays(1));
        retaining.add(group, LogEvent.of(clock.millis(), "two"));
        written("one", "two");
        assertThat(asked().stream().filter("PutRetentionPolicy"::equals)).hasSize(1);
    }

    @Test
    void writesThoughItMayNotSetTheRetention() {
        standIn.logs().deny("PutRetentionPolicy");
        writer(OptionalInt.of(30)).add(group, LogEvent.of(clock.millis(), "one"));
        written("one");
        assertThat(standIn.logs().retentionDays(group)).isZero();
    }

    @Test
    void makesAGroupAnewThatSomebodyDeleted() {
        add("one");
        written("one");
        standIn.logs().deleteGroup(group);
        add("two");
        written("two");
    }

    @Test
    void triesAGroupThatIsDeniedAgainAfterMinutesAndTheOthersMeanwhile() {
        standIn.logs().deny("CreateLogGroup");
        add("one");
        await().until(() -> pauses.hold(group));
        standIn.logs().allowAll();

        writer.add(group + "-other", LogEvent.of(clock.millis(), "other"));
        await().until(() -> standIn.logs().events(group + "-other").size() == 1);
        assertThat(standIn.logs().groups()).doesNotContain(group);

        clock.pass(Pauses.FOR_PEOPLE);
        written("one");
    }

    @Test
    void waitsWithAllGroupsWhenItIsThrottled() {
        standIn.faults().add(Fault.answer("/#PutLogEvents", 400,
                "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}"));
        add("one");
        await().until(() -> pauses.hold("any"));
        assertThat(backlog.size()).isEqualTo(1);

        clock.pass(Duration.ofSeconds(1));
        written("one");
    }

    @Test
    void waitsWhenCloudWatchLogsHasAFaultOrIsAway() {
        standIn.faults().add(Fault.answer("/#PutLogEvents", 503, "{\"__type\":\"ServiceUnavailableException\"}"))
                .add(Fault.hangUp("/#PutLogEvents"));
        add("one");
        await().until(() -> pauses.hold("any"));
        clock.pass(Duration.ofSeconds(1));
        await().until(() -> standIn.faults().pending().isEmpty() && pauses.hold("any"));
        clock.pass(Duration.ofSeconds(2));
        written("one");
        assertThat(counted("dropped")).isZero();
    }

    @Test
    void givesUpEntriesThatCloudWatchLogsRefusesAndGoesOn() {
        standIn.faults().add(Fault.answer("/#PutLogEvents", 400,
                "{\"__type\":\"InvalidParameterException\",\"message\":\"no\"}"));
        add("bad");
        await().until(() -> counted("refused") == 1);
        add("good");
        written("good");
    }

    @Test
    void countsEntriesThatAreTooOldAsRefused() {
        writer.add(group, LogEvent.of(clock.millis() - Duration.ofDays(15).toMillis(), "old"));
        await().until(() -> counted("refused") == 1);
        add("new");
        written("new");
        await().until(() -> counted("written") == 1);
    }

    @Test
    void dropsTheOldestAndCountsThemWhileItCannotWrite() {
        standIn.logs().deny("PutLogEvents");
        add("first");
        await().until(() -> pauses.hold(group));
        IntStream.range(0, 25).forEach(i -> add("entry " + i));

        assertThat(counted("dropped")).isEqualTo(6);
        assertThat(meters.get("tocsin.log.entries.waiting").gauge().value()).isEqualTo(20);
        standIn.logs().allowAll();
        clock.pass(Pauses.FOR_PEOPLE);
        await().atMost(Duration.ofSeconds(10)).until(() -> standIn.logs().events(group).size() == 20);
        assertThat(standIn.logs().events(group).get(0).message()).isEqualTo("entry 5");
    }

    private LogWriter writer(OptionalInt retentionDays) {
        return new LogWriter(backlog, new LogStreams(api, retentionDays, "replica", clock, counts::failed), pauses, counts,
                Duration.ofMillis(200), VERTX);
    }

    private void add(String entry) {
        writer.add(group, LogEvent.of(clock.millis(), entry));
    }

    private void written(String... entries) {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(standIn.logs().events(group))
                .extracting(Event::message).containsExactly(entries));
    }

    private List<String> asked() {
        return standIn.received().all().stream().map(Received::room).toList();
    }

    private double counted(String result) {
        return meters.get("tocsin.log.entries").tag("result", result).counter().count();
    }
}
