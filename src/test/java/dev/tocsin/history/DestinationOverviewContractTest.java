package dev.tocsin.history;

import static dev.tocsin.database.QueueDatabase.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tocsin.configuration.ConfigurationState;
import dev.tocsin.database.QueueDatabase;
import dev.tocsin.delivery.QueueParts;
import dev.tocsin.history.Destinations.DestinationPage;
import dev.tocsin.history.Destinations.DestinationStanding;
import dev.tocsin.history.Destinations.OverviewCounts;
import dev.tocsin.history.Destinations.OverviewCounts.Came;
import dev.tocsin.history.Destinations.OverviewCounts.Died;
import dev.tocsin.problem.ProblemException;
import dev.tocsin.sns.subscription.SubscriptionState.State;
import io.smallrye.mutiny.Uni;

/** How destinations do, as the tables have it. */
class DestinationOverviewContractTest {

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private HistoryParts parts;

    @BeforeEach
    void prepare() {
        parts = new HistoryParts(database, QueueParts.meaning());
        database.run("ALTER SEQUENCE notification_id_seq RESTART");
    }

    @Test
    void oneThatHasHadNothingIsIdle() {
        long configuration = database.configuration();

        DestinationStanding told = told(configuration);

        assertThat(told.light()).isEqualTo(DestinationLight.IDLE);
        assertThat(told.kind()).isEqualTo("slack-channel");
        assertThat(told.link()).isEqualTo("/api/slack/channels/" + told.configurationName());
        assertThat(told.state()).isEqualTo(ConfigurationState.ENABLED);
        assertThat(told.stateSince()).isNotNull();
        assertThat(told.lastDelivered()).isNull();
        assertThat(told.lastFailure()).isNull();
        assertThat(told.held()).isNull();
        assertThat(told.waiting()).isEqualTo(new DestinationStanding.Waiting(0, false, null));
    }

    @Test
    void tellsWhatWasDeliveredLast() {
        long configuration = database.configuration();
        delivered(database.delivery(configuration), "-2 hours");
        long last = delivered(database.delivery(configuration), "-1 hour");
        read();

        DestinationStanding told = told(configuration);

        assertThat(told.light()).isEqualTo(DestinationLight.OK);
        assertThat(told.lastDelivered().messageId()).isEqualTo(messageId(last));
        assertThat(told.lastDelivered().at()).isEqualTo(settledAt(last));
    }

    /** What is in the lane is of this moment, what the deliveries are found by may be a second or two older. */
    @Test
    void doesNotNameAnOlderMessageForOneThatWasNotReadYet() {
        long configuration = database.configuration();
        delivered(database.delivery(configuration), "-1 hour");
        read();
        database.run("UPDATE lane SET delivered_at = now()");

        assertThat(told(configuration).lastDelivered().messageId()).isNull();
        assertThat(told(configuration).lastDelivered().at()).isAfter(Instant.now().minus(Duration.ofMinutes(1)));
    }

    @Test
    void knowsWhatWasDeliveredLastBehindALongBacklog() {
        long configuration = database.configuration();
        long last = delivered(database.delivery(configuration), "-1 hour");
        for (int i = 0; i < 30; i++) {
            database.delivery(configuration, i + " minutes");
        }
        read();

        assertThat(told(configuration).lastDelivered().messageId()).isEqualTo(messageId(last));
        assertThat(told(configuration).waiting().count()).isEqualTo(30);
    }

    @Test
    void isInTroubleWhileItsTriesFail() {
        long configuration = database.configuration();
        delivered(database.delivery(configuration), "-1 hour");
        long failing = database.delivery(configuration);
        attempt(failing, 1, "FAILED", "HTTP 503", "-2 seconds");
        database.run("UPDATE lane SET failures = 3, not_before = now() + interval '1 minute'");
        read();

        DestinationStanding told = told(configuration);

        assertThat(told.light()).isEqualTo(DestinationLight.TROUBLE);
        assertThat(told.held().because()).isEqualTo("the last 3 tries to this destination failed");
        assertThat(told.held().failures()).isEqualTo(3);
        assertThat(told.held().until()).isAfter(Instant.now());
        assertThat(told.lastFailure().reason()).isEqualTo("HTTP 503");
        assertThat(told.lastFailure().isLast()).isTrue();
        assertThat(told.lastFailure().messageId()).isEqualTo(messageId(failing));
        assertThat(told.lastFailure().deliveryId()).isEqualTo(failing);
    }

    @Test
    void isInTroubleWhenTheLastOneDied() {
        long configuration = database.configuration();
        delivered(database.delivery(configuration), "-2 hours");
        long dead = dead(database.delivery(configuration), "-1 hour", "HTTP 400: invalid_blocks");

        // Whether or not the delivery was read for searches by then.
        assertThat(told(configuration).light()).isEqualTo(DestinationLight.TROUBLE);
        read();
        assertThat(told(configuration).light()).isEqualTo(DestinationLight.TROUBLE);
        assertThat(told(configuration).lastFailure()).isEqualTo(new DestinationStanding.LastFailure(settledAt(dead),
                "HTTP 400: invalid_blocks", true, messageId(dead), dead));
    }

    @Test
    void isWellAgainWhenAnotherWasDelivered() {
        long configuration = database.configuration();
        long dead = dead(database.delivery(configuration), "-2 hours", "HTTP 400");
        delivered(database.delivery(configuration), "-1 hour");
        read();

        assertThat(told(configuration).light()).isEqualTo(DestinationLight.OK);
        assertThat(told(configuration).lastFailure().isLast()).isFalse();
        assertThat(told(configuration).lastFailure().deliveryId()).isEqualTo(dead);
    }

    @Test
    void tellsOfTriesThatFailedBeforeTheOneThatSucceeded() {
        long configuration = database.configuration();
        long delivery = delivered(database.delivery(configuration), "-1 hour");
        attempt(delivery, 1, "FAILED", "no answer", "-2 hours");
        attempt(delivery, 2, "RATE_LIMITED", "HTTP 429", "-90 minutes");
        attempt(delivery, 3, "DELIVERED", null, "-1 hour");
        read();

        assertThat(told(configuration).light()).isEqualTo(DestinationLight.OK);
        assertThat(told(configuration).lastFailure().reason()).isEqualTo("no answer");
        assertThat(told(configuration).lastFailure().isLast()).isFalse();
    }

    @Test
    void tellsHowMuchWaitsAndSinceWhen() {
        long configuration = database.configuration();
        long oldest = database.delivery(configuration, "10 minutes");
        database.delivery(configuration, "-1 minute");
        database.run("UPDATE delivery SET queued_at = now() - interval '3 minutes'");
        database.run("UPDATE delivery SET queued_at = now() - interval '5 minutes' WHERE id = $1", oldest);

        DestinationStanding told = told(configuration);

        assertThat(told.light()).isEqualTo(DestinationLight.WAITING);
        assertThat(told.waiting().count()).isEqualTo(2);
        assertThat(told.waiting().hasMore()).isFalse();
        // It has stepped aside, so it is not the next.
        assertThat(told.waiting().oldestSince()).isEqualTo(
                database.rows("SELECT queued_at FROM delivery WHERE id = $1", oldest).get(0).getOffsetDateTime(0).toInstant());
    }

    @Test
    void countsNoFurtherThanAThousand() {
        long exactly = database.configuration();
        long more = database.configuration();
        for (long configuration : List.of(exactly, more)) {
            database.run("""
                    INSERT INTO delivery (notification_id, configuration_id, configuration_name)
                    SELECT $1::bigint, id, configuration_name FROM configuration, generate_series(1, 1000) WHERE id = $2""",
                    database.notification("topic"), configuration);
        }
        database.delivery(more);

        assertThat(told(exactly).waiting()).extracting(waiting -> waiting.count(), waiting -> waiting.hasMore())
                .containsExactly(1_000, false);
        assertThat(told(more).waiting()).extracting(waiting -> waiting.count(), waiting -> waiting.hasMore())
                .containsExactly(1_000, true);
    }

    @Test
    void countsNoFurtherThanAFewHundredOnALongPage() {
        long waiting = database.configuration();
        database.run("""
                INSERT INTO delivery (notification_id, configuration_id, configuration_name)
                SELECT $1::bigint, id, configuration_name FROM configuration, generate_series(1, 300) WHERE id = $2""",
                database.notification("topic"), waiting);
        database.run("UPDATE delivery SET queued_at = now() - interval '1 minute'");
        for (int i = 0; i < 25; i++) {
            database.configuration();
        }

        assertThat(told(waiting).waiting()).extracting(one -> one.count(), one -> one.hasMore()).containsExactly(250, true);
        assertThat(page(null, "25", null).destinations().get(0).waiting())
                .extracting(one -> one.count(), one -> one.hasMore()).containsExactly(300, false);
    }

    @Test
    void saysWhyNothingIsSent() {
        long configuration = database.configuration();
        database.delivery(configuration);
        database.run("UPDATE lane SET not_before = now() + interval '1 minute'");

        assertThat(told(configuration).held().because()).isEqualTo("the chat takes no more at the moment (rate limit)");
        database.run("UPDATE lane SET held_because = 'its host takes no more'");
        assertThat(told(configuration).held().because()).isEqualTo("its host takes no more");
        database.run("UPDATE lane SET held_because = NULL, digest_since = now()");
        assertThat(told(configuration).held().because()).contains("the next digest");
        database.run("UPDATE lane SET not_before = now() - interval '1 minute'");
        assertThat(told(configuration).held()).isNull();
    }

    @Test
    void showsWhatIsShutAsConfigurationsDo() {
        long configuration = database.configuration();
        database.run("""
                UPDATE lane SET shut_since = now() - interval '1 hour', shut_reason = 'is_archived',
                    shut_advice = 'unarchive it', not_before = now() + interval '5 minutes'""");

        DestinationStanding told = told(configuration);

        assertThat(told.light()).isEqualTo(DestinationLight.SHUT);
        assertThat(told.state()).isEqualTo(ConfigurationState.SHUT);
        assertThat(told.stateReason()).isEqualTo("is_archived");
        assertThat(told.stateAdvice()).isEqualTo("unarchive it");
        assertThat(told.held().because()).isEqualTo("the destination is shut: is_archived: unarchive it");
        assertThat(told.held().until()).isAfter(Instant.now());
    }

    @Test
    void whatIsDisabledWaitsForAPerson() {
        long configuration = database.configuration();
        database.run("UPDATE configuration SET state = 'DISABLED', state_reason = 'maintenance'");

        assertThat(told(configuration).light()).isEqualTo(DestinationLight.DISABLED);
        assertThat(told(configuration).stateReason()).isEqualTo("maintenance");
        assertThat(told(configuration).held().because()).isEqualTo("the configuration is disabled: maintenance");
        assertThat(told(configuration).held().until()).isNull();
    }

    @Test
    void isInTroubleWhereItsWorkspaceLetsNobodyIn() {
        database.workspace("T1");
        long configuration = database.channelOf("T1");
        database.run("UPDATE slack_workspace SET state = 'DISABLED', state_reason = 'token_revoked'");

        assertThat(told(configuration).state()).isEqualTo(ConfigurationState.ENABLED);
        assertThat(told(configuration).light()).isEqualTo(DestinationLight.TROUBLE);
        assertThat(told(configuration).held().because()).isEqualTo("the Slack workspace T1 is disabled: token_revoked");
    }

    /** The history of one that was deleted is kept under its name. */
    @Test
    void doesNotTakeForItsOwnWhatAnotherOfItsNameWasSent() {
        long configuration = database.configuration();
        dead(database.delivery(configuration), "-1 hour", "HTTP 400");
        database.run("UPDATE delivery SET configuration_id = -1");
        read();

        assertThat(told(configuration).light()).isEqualTo(DestinationLight.IDLE);
        assertThat(told(configuration).lastFailure()).isNull();
    }

    @Test
    void whatNeedsAPersonComesFirstAndThenItGoesByName() {
        String ok = named("a-ok");
        String troubled = named("b-trouble");
        String waiting = named("c-waiting");
        String idle = named("d-idle");
        String shut = named("e-shut");
        String alsoShut = named("d-shut");
        delivered(database.delivery(id(ok)), "-1 hour");
        dead(database.delivery(id(troubled)), "-1 hour", "HTTP 400");
        database.delivery(id(waiting));
        database.run("UPDATE delivery SET queued_at = now() - interval '1 minute' WHERE state = 'PENDING'");
        database.run("""
                UPDATE lane SET shut_since = now(), shut_reason = 'gone'
                WHERE configuration_id IN (SELECT id FROM configuration WHERE configuration_name LIKE '%shut')""");
        read();

        List<String> names = List.of(alsoShut, shut, troubled, waiting, idle, ok);
        for (int size = 1; size <= 7; size++) {
            assertThat(inPages(size)).isEqualTo(names);
        }
        assertThat(page("SHUT", null, null).destinations()).extracting(DestinationStanding::configurationName)
                .containsExactly(alsoShut, shut);
        assertThat(page("DISABLED", null, null).destinations()).isEmpty();
        assertThatThrownBy(() -> page("RED", null, null)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> page(null, "0", null)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> page(null, null, "destinations.x")).isInstanceOf(ProblemException.class);
    }

    @Test
    void countsEverything() {
        long configuration = database.configuration();
        database.configuration();
        dead(database.delivery(configuration), "-1 hour", "HTTP 400");
        dead(database.delivery(configuration), "-2 days", "HTTP 400");
        delivered(database.delivery(configuration), "-1 minute");
        database.run("UPDATE notification SET received_at = now() - interval '2 hours' WHERE id = 1");
        database.run("UPDATE notification SET received_at = now() - interval '2 days' WHERE id = 2");

        OverviewCounts counts = soon(parts.summary(Map.of(State.FAILED, 3L)).counts());

        assertThat(counts.destinations()).containsOnlyKeys(DestinationLight.values())
                .containsEntry(DestinationLight.OK, 1L).containsEntry(DestinationLight.IDLE, 1L)
                .containsEntry(DestinationLight.SHUT, 0L);
        assertThat(counts.topics()).containsOnlyKeys(State.values()).containsEntry(State.FAILED, 3L)
                .containsEntry(State.CONFIRMED, 0L);
        assertThat(counts.lastHour()).isEqualTo(new Came(1, false));
        assertThat(counts.lastDay()).isEqualTo(new Came(2, false));
        assertThat(counts.diedLastDay()).isEqualTo(new Died(1, false));
    }

    @Test
    void countsNothingWhereNothingIs() {
        OverviewCounts counts = soon(parts.summary(Map.of()).counts());

        assertThat(counts.lastDay()).isEqualTo(new Came(0, false));
        assertThat(counts.diedLastDay()).isEqualTo(new Died(0, false));
    }

    @Test
    void whatIsTooMuchToBeCountedIsTold() {
        database.run("""
                INSERT INTO notification (topic_arn, message_id, type, message, published_at, received_at)
                SELECT 'topic', gen_random_uuid(), 'Notification', 'x', now(), now() - (3000 - i) * interval '20 seconds'
                FROM generate_series(1, 3000) i""");
        database.run("""
                INSERT INTO delivery (notification_id, configuration_id, configuration_name, state, settled_at)
                SELECT id, 1, 'c', 'DEAD', now() FROM notification WHERE id <= 2001""");

        OverviewCounts counts = soon(parts.summary(Map.of()).counts());

        assertThat(counts.lastHour()).isEqualTo(new Came(180, false));
        assertThat(counts.lastDay()).isEqualTo(new Came(3_000, true));
        assertThat(counts.diedLastDay()).isEqualTo(new Died(2_000, true));
    }

    @Test
    void whatIsSilentIsListedTheLongestFirstAndNotWhatIsOver() {
        database.run("""
                INSERT INTO silence (kind, subject, since, why, over_at) VALUES
                    ('CHANNEL', 'payments', now() - interval '1 hour', 'the app is not in it', NULL),
                    ('TOPIC', 'arn', now() - interval '9 days', 'no message since', NULL),
                    ('CANARY', 'payments', now() - interval '2 days', 'it has not arrived', now())""");

        OverviewCounts counts = soon(parts.summary(Map.of()).counts());

        assertThat(counts.silences()).extracting(one -> one.kind() + " " + one.subject() + ": " + one.why())
                .containsExactly("TOPIC arn: no message since", "CHANNEL payments: the app is not in it");
    }

    @Test
    void manyWhoAskAtOnceCostWhatOneCosts() {
        AtomicLong now = new AtomicLong();
        database.configuration();
        DestinationOverview destinations = parts.destinations(now::get);
        OverviewSummary summary = parts.summary(destinations, now::get);

        List<Uni<Object>> asked = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            asked.add(destinations.list(Optional.empty(), "25", null).map(page -> page));
            asked.add(summary.counts().map(counts -> counts));
        }
        soon(Uni.join().all(asked).andFailFast());
        // All destinations, the page, and the numbers.
        assertThat(parts.transactions()).isEqualTo(3);

        now.addAndGet(Duration.ofMillis(999).toNanos());
        assertThat(soon(destinations.list(Optional.empty(), "25", null)).destinations()).hasSize(1);
        assertThat(soon(destinations.list(Optional.of("SHUT"), "25", null)).destinations()).isEmpty();
        assertThat(parts.transactions()).isEqualTo(4);
    }

    @Test
    void whatIsToldIsNoOlderThanASecond() {
        AtomicLong now = new AtomicLong();
        DestinationOverview destinations = parts.destinations(now::get);
        OverviewSummary summary = parts.summary(destinations, now::get);
        assertThat(soon(summary.counts()).destinations().get(DestinationLight.IDLE)).isZero();
        assertThat(soon(destinations.list(Optional.empty(), null, null)).destinations()).isEmpty();
        long configuration = database.configuration();

        // Who has just changed one is shown what it is now.
        assertThat(soon(destinations.one(database.name(configuration)))).isPresent();
        now.addAndGet(Duration.ofMillis(999).toNanos());
        assertThat(soon(destinations.list(Optional.empty(), null, null)).destinations()).isEmpty();
        now.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(soon(destinations.list(Optional.empty(), null, null)).destinations()).hasSize(1);
        assertThat(soon(summary.counts()).destinations().get(DestinationLight.IDLE)).isOne();
    }

    private void read() {
        soon(parts.reader().readAll());
    }

    private DestinationStanding told(long configuration) {
        return page(null, null, null).destinations().stream()
                .filter(one -> one.configurationName().equals(database.name(configuration))).findAny().orElseThrow();
    }

    private DestinationPage page(String light, String maxResults, String nextToken) {
        return soon(parts.destinations().list(Optional.ofNullable(light), maxResults, nextToken));
    }

    private List<String> inPages(int size) {
        List<String> names = new ArrayList<>();
        String token = null;
        do {
            DestinationPage page = page(null, String.valueOf(size), token);
            page.destinations().forEach(one -> names.add(one.configurationName()));
            token = page.nextToken();
        } while (token != null);
        return names;
    }

    private static String named(String name) {
        database.run("UPDATE configuration SET configuration_name = $2 WHERE id = $1", database.configuration(), name);
        return name;
    }

    private static long id(String name) {
        return database.number("SELECT id FROM configuration WHERE configuration_name = $1", name);
    }

    private static long delivered(long delivery, String when) {
        settle(delivery, "DELIVERED", when, null);
        database.run("""
                UPDATE lane SET delivered_at = d.settled_at FROM delivery d
                WHERE d.id = $1 AND lane.configuration_id = d.configuration_id""", delivery);
        return delivery;
    }

    private static long dead(long delivery, String when, String reason) {
        settle(delivery, "DEAD", when, reason);
        return delivery;
    }

    private static void settle(long delivery, String state, String when, String reason) {
        database.run("""
                UPDATE delivery SET state = $2, reason = $4, settled_at = now() + $3::text::interval WHERE id = $1""", delivery,
                state, when, reason);
    }

    private static void attempt(long delivery, int number, String outcome, String reason, String when) {
        database.run("""
                INSERT INTO attempt (delivery_id, number, started_at, took_ms, outcome, status, reason)
                VALUES ($1, $2, now() + $5::text::interval, 120, $3, 0, $4)""", delivery, number, outcome, reason, when);
    }

    private static UUID messageId(long delivery) {
        return UUID.fromString(database.text(
                "SELECT message_id FROM notification WHERE id = (SELECT notification_id FROM delivery WHERE id = $1)",
                delivery));
    }

    private static Instant settledAt(long delivery) {
        return database.rows("SELECT settled_at FROM delivery WHERE id = $1", delivery).get(0).getOffsetDateTime(0).toInstant();
    }
}
