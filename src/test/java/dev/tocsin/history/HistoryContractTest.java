package dev.tocsin.history;

import static dev.tocsin.database.QueueDatabase.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.chat.Form;
import dev.tocsin.database.Keys;
import dev.tocsin.database.Paging;
import dev.tocsin.database.QueueDatabase;
import dev.tocsin.delivery.AttemptResult;
import dev.tocsin.delivery.DeliveryState;
import dev.tocsin.delivery.Notification.Type;
import dev.tocsin.delivery.QueueParts;
import dev.tocsin.history.DeliverySearch.Wanted;
import dev.tocsin.history.Histories.Attempt;
import dev.tocsin.history.Histories.DeliveryHistory;
import dev.tocsin.history.Histories.DeliveryStanding;
import dev.tocsin.history.Histories.NotificationHistory;
import dev.tocsin.history.Histories.NotificationSummary;
import dev.tocsin.history.Histories.Page;
import dev.tocsin.history.Histories.RefusalHistory;
import dev.tocsin.history.Histories.Standing;
import dev.tocsin.history.Histories.Understood;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Severity;
import dev.tocsin.sns.Reason;

/** What is told of notifications, deliveries and refusals. */
class HistoryContractTest {

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private static final Duration A_MOMENT = Duration.ofMinutes(1);

    private History history;

    @BeforeEach
    void prepare() {
        history = new HistoryParts(database, QueueParts.meaning()).history();
    }

    @Test
    void listsNotificationsNewestFirst() {
        List<String> stored = IntStream.range(0, 3).mapToObj(i -> messageId(database.notification("topic"))).toList();
        // The order is that of storing, whatever the messages say of their own time.
        database.run("UPDATE notification SET published_at = now() - id * interval '1 hour', received_at = now()");

        assertThat(notifications(null).items()).extracting(summary -> summary.messageId().toString())
                .containsExactly(stored.get(2), stored.get(1), stored.get(0));
        assertThat(notifications(null).nextToken()).isNull();
    }

    @Test
    void saysInAListWhatANotificationIs() {
        database.notification("topic");
        database.run("""
                UPDATE notification SET published_at = '2026-01-31T12:00:00Z', received_at = '2026-01-31T12:00:01Z',
                    message_id = '165545c9-2a5c-472c-8df2-7ff2be2b3b1b'""");

        assertThat(notifications(null).items()).containsExactly(new NotificationSummary(
                UUID.fromString("165545c9-2a5c-472c-8df2-7ff2be2b3b1b"), "topic", Type.Notification, Standing.UNHEARD,
                "A subject", Severity.INFO, "text", "A subject", Instant.parse("2026-01-31T12:00:00Z"),
                Instant.parse("2026-01-31T12:00:01Z")));
    }

    @Test
    void listsTheNotificationsOfOneTopic() {
        database.notification("other");
        String wanted = messageId(database.notification("topic"));
        database.notification("topic-2");

        assertThat(notifications("topic").items()).extracting(summary -> summary.messageId().toString())
                .containsExactly(wanted);
        assertThat(notifications("unknown").items()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 2, 3, 7, 8 })
    void aListInPagesIsTheWholeListOnce(int size) {
        long lane = database.configuration();
        List<Long> deliveries = new ArrayList<>();
        List<String> messages = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            long wanted = database.notification("topic");
            messages.add(messageId(wanted));
            deliveries.add(database.delivery(wanted, lane, "0 seconds"));
            database.notification("other");
        }
        Collections.reverse(deliveries);
        Collections.reverse(messages);

        assertThat(pages(size, paging -> soon(history.notifications(ofTopic("topic"), paging))))
                .extracting(summary -> summary.messageId().toString()).isEqualTo(messages);
        assertThat(pages(size, paging -> soon(history.deliveries(Wanted.ALL, paging))))
                .extracting(DeliveryHistory::id).isEqualTo(deliveries);
    }

    @Test
    void aPageThatWasBegunIsNotShiftedByWhatComesMeanwhile() {
        IntStream.range(0, 4).forEach(i -> database.notification("topic"));
        Page<NotificationSummary> first = soon(history.notifications(Narrowing.NONE, page(2, null)));
        database.notification("topic");

        Page<NotificationSummary> second = soon(history.notifications(Narrowing.NONE, page(2, first.nextToken())));

        assertThat(second.items()).hasSize(2).doesNotContainAnyElementsOf(first.items());
        assertThat(second.nextToken()).isNull();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
            "-, UNHEARD",
            "DELIVERED, DELIVERED", "PENDING, PENDING", "DEAD, DEAD",
            "DELIVERED DELIVERED, DELIVERED", "DELIVERED PENDING, PENDING", "DELIVERED DEAD, DEAD",
            "DEAD PENDING DELIVERED, PENDING" })
    void aNotificationStandsWhereAllItsDeliveriesTogetherStand(String states, Standing standing) {
        long notification = database.notification("topic");
        // Those of another notification do not count.
        state(database.delivery(database.configuration()), "DEAD");
        for (String state : states == null ? new String[0] : states.split(" ")) {
            state(database.delivery(notification, database.configuration(), "0 seconds"), state);
        }

        assertThat(notifications("topic").items()).extracting(NotificationSummary::state).contains(standing);
        assertThat(notifications("topic").items().stream().filter(one -> one.messageId().equals(id(notification))).findAny()
                .orElseThrow().state()).isEqualTo(standing);
        assertThat(notification(notification).state()).isEqualTo(standing);
    }

    @ParameterizedTest
    @ValueSource(strings = { "SubscriptionConfirmation", "UnsubscribeConfirmation" })
    void whatSnsSaysOfASubscriptionIsOnlyRecorded(String type) {
        long notification = database.notification("topic");
        database.run("UPDATE notification SET type = $1", type);

        assertThat(notifications(null).items()).extracting(NotificationSummary::state).containsExactly(Standing.RECORDED);
        assertThat(notification(notification).state()).isEqualTo(Standing.RECORDED);
        assertThat(notification(notification).type()).isEqualTo(Type.valueOf(type));
    }

    @Test
    void aNotificationWhoseDeliveryIsBeingSentIsPending() {
        long lane = database.configuration();
        long notification = database.notification("topic");
        lease(database.delivery(notification, lane, "-1 minute"), "30 seconds");

        assertThat(notification(notification).state()).isEqualTo(Standing.PENDING);
        assertThat(notifications(null).items().get(0).state()).isEqualTo(Standing.PENDING);
    }

    @Test
    void tellsAllOfOneNotification() {
        long notification = database.notification("topic");
        database.run("UPDATE notification SET message = '\\x6100e29883'");
        long first = database.delivery(notification, database.configuration(), "-1 minute");
        long second = database.delivery(notification, database.configuration(), "-1 hour");
        database.delivery(database.configuration());
        attempt(second, 2, "DELIVERED", 200);
        attempt(first, 1, "REJECTED", 404);
        attempt(second, 1, "FAILED", 0);

        NotificationHistory told = notification(notification);

        assertThat(told.messageId()).isEqualTo(id(notification));
        assertThat(told.topicArn()).isEqualTo("topic");
        assertThat(told.type()).isEqualTo(Type.Notification);
        assertThat(told.subject()).isEqualTo("A subject");
        assertThat(told.message()).isEqualTo("a\u0000\u2603");
        assertThat(told.notice()).isEqualTo(new Understood("text", Severity.INFO, "A subject"));
        assertThat(told.refusals()).isEmpty();
        assertThat(told.deliveries()).extracting(DeliveryHistory::id).containsExactly(first, second);
        assertThat(told.deliveries()).extracting(delivery -> delivery.attempts().stream().map(Attempt::outcome).toList())
                .containsExactly(List.of(AttemptResult.REJECTED), List.of(AttemptResult.FAILED, AttemptResult.DELIVERED));
    }

    @Test
    void tellsHowLongItIsAndItsAttributes() {
        long notification = database.notification("topic");
        database.run("UPDATE notification SET message = '\\x6100e29883', attributes = '{\"environment\":\"production\"}'");

        assertThat(notification(notification).messageBytes()).isEqualTo(5);
        assertThat(notification(notification).attributes()).containsExactly(Map.entry("environment", "production"));
    }

    @Test
    void tellsWhatItIsAboutAndToWhatItBelongs() {
        history = new HistoryParts(database, QueueParts.meaning(List.of(reading -> Optional.of(Notice
                .of("family", Severity.HIGH, "Title").titleLink("https://console/").resource("arn:aws:x")
                .correlationKey("matter")
                .build())))).history();

        assertThat(notification(database.notification("topic")).notice())
                .isEqualTo(new Understood("family", Severity.HIGH, "Title", "https://console/", "arn:aws:x", "matter"));
    }

    @Test
    void saysWhyNobodyHeardIt() {
        long notification = database.notification("topic");

        assertThat(notification(notification).unheard()).isEqualTo(WhyUnheard.ofUnheard(false));
        long lane = database.configuration("topic");
        assertThat(notification(notification).unheard()).isEqualTo(WhyUnheard.ofUnheard(true));
        database.delivery(notification, lane, "0 seconds");
        assertThat(notification(notification).unheard()).isNull();
        database.run("DELETE FROM delivery");
        database.run("UPDATE notification SET type = 'SubscriptionConfirmation'");
        assertThat(notification(notification).unheard()).isEqualTo(WhyUnheard.ofRecorded());
    }

    @Test
    void hasAllThatAPageShows() {
        long notification = database.notification("topic");
        long delivery = database.delivery(notification, database.configuration(), "0 seconds");

        NotificationInFull full = soon(history.inFull(id(notification), Optional.empty())).orElseThrow();

        assertThat(full.history()).isEqualTo(notification(notification));
        assertThat(full.notice().orElseThrow().title()).isEqualTo("A subject");
        assertThat(full.payloads()).containsOnlyKeys("channels");
        assertThat(full.payloads().get("channels").path("text").asText()).isEqualTo("A subject");
        assertThat(full.timeLine(full.history().deliveries().get(0))).extracting(TimeLine.Entry::event)
                .startsWith(TimeLine.Event.RECEIVED);
        assertThat(full.history().deliveries()).extracting(DeliveryHistory::id).containsExactly(delivery);
        UUID refused = UUID.randomUUID();
        refusal("STALE", "too old", refused);
        NotificationInFull onlyRefused = soon(history.inFull(refused, Optional.empty())).orElseThrow();
        assertThat(onlyRefused.notice()).isEmpty();
        assertThat(onlyRefused.payloads()).isEmpty();
        assertThat(onlyRefused.history().refusals().get(0).advice()).isEqualTo(WhyUnheard.of(Reason.STALE).advice());
    }

    /** The address is that of now, so what was posted before it may have changed leads nowhere. */
    @Test
    void linksToTheMessageInTheChatUnlessTheAddressMayHaveChangedSince() {
        database.workspace("T1");
        long lane = database.channelOf("T1");
        long delivery = state(database.delivery(lane), "DELIVERED");
        assertThat(delivery(delivery).permalink()).isNull();
        database.run("UPDATE delivery SET reference = '1732425326.860039'");
        assertThat(delivery(delivery).permalink()).isNull();
        attempt(delivery, 1, "FAILED", 503);
        attempt(delivery, 2, "DELIVERED", 200);

        assertThat(delivery(delivery).permalink()).isEqualTo("https://chat/C1/1732425326.860039");
        database.run("UPDATE configuration SET slack_channel_id = 'C2', address = 'C2'");
        assertThat(delivery(delivery).permalink()).isNull();
        database.run("DELETE FROM configuration");
        assertThat(delivery(delivery).permalink()).isNull();
    }

    @Test
    void tellsTheNewestOfTheNotificationsWithOneIdOrTheOneOfATopic() {
        UUID shared = UUID.randomUUID();
        List.of("first", "second", "third").forEach(database::notification);
        database.run("UPDATE notification SET message_id = $1", shared);

        assertThat(soon(history.notification(shared, Optional.empty())).orElseThrow().topicArn()).isEqualTo("third");
        assertThat(soon(history.notification(shared, Optional.of("first"))).orElseThrow().topicArn()).isEqualTo("first");
        assertThat(soon(history.notification(shared, Optional.of("fourth")))).isEmpty();
    }

    @Test
    void tellsNothingOfWhatNobodyKnows() {
        assertThat(soon(history.notification(UUID.randomUUID(), Optional.empty()))).isEmpty();
        assertThat(soon(history.delivery(-1))).isEmpty();
    }

    @Test
    void tellsOfAMessageThatWasOnlyRefused() {
        UUID refused = UUID.randomUUID();
        refusal("UNKNOWN_TOPIC", "older", refused);
        refusal("STALE", "newer", refused);
        refusal("STALE", "another's", UUID.randomUUID());

        NotificationHistory told = soon(history.notification(refused, Optional.empty())).orElseThrow();

        assertThat(told.state()).isEqualTo(Standing.REFUSED);
        assertThat(told.messageId()).isEqualTo(refused);
        assertThat(told.topicArn()).isEqualTo("topic");
        assertThat(told.deliveries()).isEmpty();
        assertThat(told.message()).isNull();
        assertThat(told.refusals()).extracting(RefusalHistory::detail).containsExactly("newer", "older");
        assertThat(told.refusals()).extracting(RefusalHistory::reason).containsExactly(Reason.STALE, Reason.UNKNOWN_TOPIC);
    }

    @Test
    void tellsOfTheRefusalsOfAMessageThatWasTakenLater() {
        long notification = database.notification("topic");
        refusal("CLOCK", "too early", id(notification));

        NotificationHistory told = notification(notification);

        assertThat(told.state()).isEqualTo(Standing.UNHEARD);
        assertThat(told.refusals()).extracting(RefusalHistory::detail).containsExactly("too early");
    }

    @Test
    void listsRefusalsNewestFirstInPages() {
        List<String> refused = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            refusal("STALE", "refusal " + i, null);
            refused.add(0, "refusal " + i);
        }

        assertThat(pages(2, paging -> soon(history.refusals(paging)))).extracting(RefusalHistory::detail).isEqualTo(refused);
    }

    @Test
    void aRefusalOfANewerVersionHasNoReason() {
        refusal("OF_A_NEWER_VERSION", "who knows", null);

        assertThat(soon(history.refusals(page(10, null))).items()).extracting(RefusalHistory::reason).containsNull();
    }

    @Test
    void listsDeliveriesByStateAndByConfiguration() {
        long one = database.configuration();
        long other = database.configuration();
        long dead = state(database.delivery(one), "DEAD");
        long pending = database.delivery(one);
        long ofOther = state(database.delivery(other), "DEAD");
        long delivered = state(database.delivery(other), "DELIVERED");
        long sending = database.delivery(other);
        lease(sending, "30 seconds");

        assertThat(deliveries(null, null)).containsExactly(sending, delivered, ofOther, pending, dead);
        assertThat(deliveries(DeliveryState.DEAD, null)).containsExactly(ofOther, dead);
        assertThat(deliveries(DeliveryState.DELIVERED, null)).containsExactly(delivered);
        // What is being sent is pending still.
        assertThat(deliveries(DeliveryState.PENDING, null)).containsExactly(sending, pending);
        assertThat(deliveries(null, database.name(one))).containsExactly(pending, dead);
        assertThat(deliveries(DeliveryState.DEAD, database.name(other))).containsExactly(ofOther);
        assertThat(deliveries(DeliveryState.DELIVERED, database.name(one))).isEmpty();
        assertThat(deliveries(null, "unknown")).isEmpty();
    }

    @Test
    void tellsAllOfOneDelivery() {
        long lane = database.configuration();
        long notification = database.notification("topic");
        long delivery = state(database.delivery(notification, lane, "-1 minute"), "DELIVERED");
        database.run("UPDATE delivery SET form = 'PLAIN', reason = 'a remark', reference = '1700000000.000100'");
        attempt(delivery, 1, "INTERRUPTED", 0);
        attempt(delivery, 2, "DELIVERED", 200);

        DeliveryHistory told = delivery(delivery);

        assertThat(told.messageId()).isEqualTo(id(notification));
        assertThat(told.topicArn()).isEqualTo("topic");
        assertThat(told.configurationName()).isEqualTo(database.name(lane));
        assertThat(told.state()).isEqualTo(DeliveryStanding.DELIVERED);
        assertThat(told.form()).isEqualTo(Form.PLAIN);
        assertThat(told.reason()).isEqualTo("a remark");
        assertThat(told.reference()).isEqualTo("1700000000.000100");
        assertThat(told.queuedAt()).isNotNull();
        assertThat(told.settledAt()).isNotNull();
        assertThat(told.nextAttemptAt()).isNull();
        assertThat(told.waitsBecause()).isNull();
        // No answer came to the first, so it has no status.
        assertThat(told.attempts()).containsExactly(
                new Attempt(1, told.attempts().get(0).startedAt(), 120, AttemptResult.INTERRUPTED, null, "HTTP 0"),
                new Attempt(2, told.attempts().get(1).startedAt(), 120, AttemptResult.DELIVERED, 200, "HTTP 200"));
    }

    @Test
    void aPendingDeliveryIsNextTriedWhenItIsDue() {
        long delivery = database.delivery(database.configuration(), "1 hour");

        DeliveryHistory told = delivery(delivery);

        assertThat(told.state()).isEqualTo(DeliveryStanding.PENDING);
        assertThat(told.settledAt()).isNull();
        assertThat(told.waitsBecause()).isNull();
        assertThat(untilNextAttempt(told)).isBetween(Duration.ofHours(1).minus(A_MOMENT), Duration.ofHours(1));
    }

    @Test
    void aPendingDeliveryIsNextTriedWhenItsLaneHasRestedIfThatIsLater() {
        long delivery = database.delivery(database.configuration(), "1 hour");
        database.run("UPDATE lane SET not_before = now() + interval '2 hours'");

        assertThat(untilNextAttempt(delivery(delivery))).isBetween(Duration.ofHours(2).minus(A_MOMENT), Duration.ofHours(2));
    }

    @Test
    void whatItsLaneHasLeasedIsBeingSent() {
        long lane = database.configuration();
        long sending = database.delivery(lane);
        long waiting = database.delivery(lane);
        lease(sending, "30 seconds");

        assertThat(delivery(sending).state()).isEqualTo(DeliveryStanding.SENDING);
        assertThat(delivery(waiting).state()).isEqualTo(DeliveryStanding.PENDING);
        assertThat(delivery(sending).waitsBecause()).isNull();
        assertThat(delivery(waiting).waitsBecause()).isEqualTo("another message to this destination is being posted");
    }

    @Test
    void whatIsKeptToBeShownWithOthersSaysSoAndUntilWhen() {
        long delivery = database.delivery(database.configuration(), "5 minutes");
        database.run("UPDATE delivery SET matter = 'alarm a'");

        assertThat(delivery(delivery).waitsBecause())
                .isEqualTo("its matter repeats: it is shown in one message with what else comes of that");
        assertThat(untilNextAttempt(delivery(delivery))).isBetween(Duration.ofMinutes(5).minus(A_MOMENT),
                Duration.ofMinutes(5));
    }

    @Test
    void whatALapsedLaneHasLeasedIsNotBeingSent() {
        long delivery = database.delivery(database.configuration());
        lease(delivery, "-1 second");

        assertThat(delivery(delivery).state()).isEqualTo(DeliveryStanding.PENDING);
    }

    @Test
    void whatWaitsForADestinationThatIsShutSaysWhenThatIsTriedNext() {
        long lane = database.configuration();
        long pending = database.delivery(lane);
        database.run(
                "UPDATE lane SET shut_since = now(), shut_reason = 'HTTP 404', not_before = now() + interval '10 minutes'");

        assertThat(delivery(pending).waitsBecause()).isEqualTo("the destination is shut: HTTP 404");
        assertThat(untilNextAttempt(delivery(pending))).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));

        database.run("UPDATE configuration SET state = 'DISABLED'");
        assertThat(delivery(pending).nextAttemptAt()).isNull();
    }

    @Test
    void whatIsHeldForItsHostOrForTheNextDigestSaysSo() {
        long lane = database.configuration();
        long pending = database.delivery(lane);
        database.run("UPDATE lane SET held_because = 'its host hangs', not_before = now() + interval '5 seconds'");
        assertThat(delivery(pending).waitsBecause()).isEqualTo("its host hangs");

        database.run("UPDATE lane SET held_because = NULL, digest_since = now()");
        assertThat(delivery(pending).waitsBecause())
                .isEqualTo("too much waits to be shown one by one: it is in the next digest");
    }

    @Test
    void whatWaitsForItsConfigurationSaysWhyAndHasNoTime() {
        long lane = database.configuration();
        long pending = database.delivery(lane);
        long settled = state(database.delivery(lane), "DEAD");
        database.run("UPDATE configuration SET state = 'DISABLED', state_reason = 'on holiday'");

        DeliveryHistory told = delivery(pending);

        assertThat(told.state()).isEqualTo(DeliveryStanding.PENDING);
        assertThat(told.waitsBecause()).isEqualTo("the configuration is disabled: on holiday");
        assertThat(told.nextAttemptAt()).isNull();
        assertThat(delivery(settled).waitsBecause()).isNull();

        database.run("UPDATE configuration SET state = 'ENABLED'");

        assertThat(delivery(pending).waitsBecause()).isNull();
        assertThat(delivery(pending).nextAttemptAt()).isNotNull();
    }

    @Test
    void whatWaitsForItsWorkspaceSaysWhy() {
        database.workspace("T1");
        long pending = database.delivery(database.channelOf("T1"));
        database.run("UPDATE slack_workspace SET state = 'DISABLED', state_reason = 'token_revoked'");

        assertThat(delivery(pending).waitsBecause()).isEqualTo("the Slack workspace T1 is disabled: token_revoked");
    }

    @Test
    void theHistoryOutlivesTheConfiguration() {
        long lane = database.configuration();
        String name = database.name(lane);
        long delivered = state(database.delivery(lane), "DELIVERED");
        long pending = database.delivery(lane);
        database.run("DELETE FROM configuration");

        assertThat(delivery(delivered).configurationName()).isEqualTo(name);
        assertThat(delivery(pending).state()).isEqualTo(DeliveryStanding.DEAD);
        assertThat(delivery(pending).reason()).isEqualTo("the configuration was deleted");
        assertThat(deliveries(null, name)).containsExactly(pending, delivered);
    }

    private Page<NotificationSummary> notifications(String topic) {
        return soon(history.notifications(ofTopic(topic), page(100, null)));
    }

    private static Narrowing ofTopic(String topic) {
        return new Narrowing(List.of(), Set.of(), Optional.empty(), Optional.empty(), Optional.ofNullable(topic),
                Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty());
    }

    private NotificationHistory notification(long notification) {
        return soon(history.notification(id(notification), Optional.empty())).orElseThrow();
    }

    private DeliveryHistory delivery(long delivery) {
        DeliveryHistory told = soon(history.delivery(delivery)).orElseThrow();
        // A list tells the same of it.
        assertThat(soon(history.deliveries(Wanted.ALL, page(100, null))).items()).contains(told);
        return told;
    }

    private List<Long> deliveries(DeliveryState state, String configuration) {
        return soon(history.deliveries(new Wanted(Optional.ofNullable(state),
                Optional.ofNullable(configuration), Optional.empty(), Optional.empty()), page(100, null))).items()
                .stream().map(DeliveryHistory::id).toList();
    }

    private static <T> List<T> pages(int size, Function<Paging<Long>, Page<T>> list) {
        List<T> all = new ArrayList<>();
        Page<T> page = list.apply(page(size, null));
        all.addAll(page.items());
        while (page.nextToken() != null) {
            assertThat(page.items()).hasSize(size);
            page = list.apply(page(size, page.nextToken()));
            assertThat(page.items()).isNotEmpty();
            all.addAll(page.items());
        }
        return all;
    }

    private static Paging<Long> page(int size, String token) {
        return Paging.of(Keys.ids("any"), size, size, token);
    }

    private static Duration untilNextAttempt(DeliveryHistory told) {
        return Duration.between(Instant.now(), told.nextAttemptAt());
    }

    private static String messageId(long notification) {
        return database.text("SELECT message_id FROM notification WHERE id = $1", notification);
    }

    private static UUID id(long notification) {
        return UUID.fromString(messageId(notification));
    }

    private static long state(long delivery, String state) {
        database.run("UPDATE delivery SET state = $2, settled_at = CASE WHEN $2 <> 'PENDING' THEN now() END WHERE id = $1",
                delivery, state);
        return delivery;
    }

    private static void lease(long delivery, String time) {
        database.run("""
                UPDATE lane SET delivery_id = $1, lease = gen_random_uuid(), leased_until = now() + $2::text::interval
                WHERE configuration_id = (SELECT configuration_id FROM delivery WHERE id = $1)""", delivery, time);
    }

    private static void attempt(long delivery, int number, String outcome, int status) {
        database.run("""
                INSERT INTO attempt (delivery_id, number, started_at, took_ms, outcome, status, reason)
                VALUES ($1, $2, now(), 120, $3, $4, 'HTTP ' || $4::int)""", delivery, number, outcome, status);
    }

    private static void refusal(String reason, String detail, UUID messageId) {
        database.run("INSERT INTO refusal (reason, detail, topic_arn, message_id) VALUES ($1, $2, 'topic', $3)", reason, detail,
                messageId);
    }
}
