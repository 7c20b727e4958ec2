package dev.tocsin.history;

import static dev.tocsin.database.QueueDatabase.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tocsin.database.Keys;
import dev.tocsin.database.Paging;
import dev.tocsin.database.QueueDatabase;
import dev.tocsin.delivery.DeliveryState;
import dev.tocsin.delivery.QueueParts;
import dev.tocsin.history.DeliverySearch.Wanted;
import dev.tocsin.history.Histories.DeliveryHistory;
import dev.tocsin.history.Histories.NotificationSummary;
import dev.tocsin.history.Histories.Page;
import dev.tocsin.history.Histories.Standing;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Severity;
import dev.tocsin.problem.ProblemException;

/** What lists are narrowed down to, and that nothing is missing or twice in them. */
class HistorySearchContractTest {

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    /** More than are walked through, so that the index of words is asked. */
    private static final int MANY = NotificationSearch.WALKED + SearchWords.STRETCH + 1_500;

    private final HistoryParts parts = new HistoryParts(database, QueueParts.meaning(List.of(reading -> {
        String[] words = reading.text().split(" ", 3);
        return words.length < 3 ? Optional.empty()
                : Optional.of(Notice.of(words[1], Severity.valueOf(words[0]), words[2]).correlationKey(words[2]).build());
    })));
    private History history;

    @BeforeEach
    void prepare() {
        history = parts.history();
    }

    @Test
    void showsTitleSeverityAndFamilyWhetherReadBeforeOrNot() {
        message("topic", "HIGH cloudwatch-alarm Alarm: payments-api-5xx");
        NotificationSummary unread = one(Narrowing.NONE);

        read();

        assertThat(one(Narrowing.NONE)).isEqualTo(unread);
        assertThat(unread.title()).isEqualTo("Alarm: payments-api-5xx");
        assertThat(unread.severity()).isEqualTo(Severity.HIGH);
        assertThat(unread.family()).isEqualTo("cloudwatch-alarm");
    }

    @Test
    void showsWhatWasKeptOnce() {
        message("topic", "HIGH cloudwatch-alarm Alarm: payments-api-5xx");
        read();
        database.run("UPDATE understood SET title = 'As it was read'");

        assertThat(one(Narrowing.NONE).title()).isEqualTo("As it was read");
    }

    @ParameterizedTest
    @CsvSource({ "alarm payments, a", "ALARM, a b", "alar, a b", "payments-api-5xx, a", "api-5xx, a", "5XX, a", "api, a b",
            "payments-api, a", "pay api al, a b", "orders-api payments, ''", "arn:aws:sqs, c", "dead-letters, c",
            "123456789012, c", "straße, d", "STRASSE, ''", "\uD83D\uDD25 fire, d", "ends, d", "no-such, ''",
            "'a''; DROP TABLE x', ''", "alarm:* & | !, a b", "xapi, ''" })
    void findsByTheBeginningsOfAllWords(String text, String expected) {
        message("a", "HIGH cloudwatch-alarm Alarm: payments-api-5xx");
        message("b", "GOOD cloudwatch-alarm Alarm over: pay the orders-api");
        message("c", "INFO text Queue arn:aws:sqs:eu-west-1:123456789012:dead-letters full");
        message("d", "INFO text \uD83D\uDD25Fire in der Stra\u00DFe, it ends \u0000 (d)");
        read();

        assertThat(topics(words(text))).containsExactlyInAnyOrder(expected.isEmpty() ? new String[0] : expected.split(" "));
    }

    @Test
    void findsByTheMessageId() {
        message("other", "INFO text One");
        long wanted = message("topic", "INFO text Another");
        read();

        String id = database.text("SELECT message_id FROM notification WHERE id = $1", wanted);
        assertThat(topics(words(id))).containsExactly("topic");
        assertThat(topics(words(id.toUpperCase(java.util.Locale.ROOT).substring(0, 10)))).containsExactly("topic");
    }

    /** Whoever has the id of a message does not wait until it was read. */
    @Test
    void findsByTheMessageIdWhatWasNotReadYet() {
        message("other", "INFO text One");
        long wanted = message("topic", "INFO text Another");
        String id = database.text("SELECT message_id FROM notification WHERE id = $1", wanted);

        assertThat(topics(words(id))).containsExactly("topic");
        assertThat(topics(words(id.replace("-", "").toUpperCase(java.util.Locale.ROOT)))).containsExactly("topic");
        assertThat(topics(narrowing(id, Set.of(), null, "other", null))).isEmpty();
        assertThat(topics(words(id + " another"))).isEmpty();
        assertThat(topics(words(UUID.randomUUID().toString()))).isEmpty();
    }

    @Test
    void findsByTheWholeNameOfAConfigurationOrTopicAndByAnArn() {
        long lane = database.configuration();
        database.run("UPDATE configuration SET configuration_name = 'Payments-Room' WHERE id = $1", lane);
        String topic = "arn:aws:sns:eu-central-1:123456789012:orders-alarms-of-a-team-with-a-long-name";
        database.delivery(message(topic, "INFO text One"), lane, "0 seconds");
        message("arn:aws:sns:eu-central-1:123456789012:orders", "INFO text Two");
        message("a", "HIGH text Queue arn:aws:sqs:eu-central-1:123456789012:orders-alarms-of-a-team-with-a-long-name-dlq");
        read();

        assertThat(topics(words("Payments-Room"))).containsExactly(topic);
        assertThat(topics(words("Payments-Room one"))).containsExactly(topic);
        assertThat(topics(words("Payments-Room two"))).isEmpty();
        assertThat(topics(words("Payments"))).isEmpty();
        assertThat(topics(words(topic))).containsExactly(topic);
        assertThat(topics(words("orders"))).containsExactly("a", "arn:aws:sns:eu-central-1:123456789012:orders");
        assertThat(topics(words("arn:aws:sns:eu-central-1:123456789012:orders")))
                .containsExactly("arn:aws:sns:eu-central-1:123456789012:orders");
        assertThat(topics(words("arn:aws:sqs:eu-central-1:123456789012:orders-alarms-of-a-team-with-a-long-name-dlq")))
                .containsExactly("a");
    }

    @Test
    void findsAllAboutTheSameMatter() {
        message("a", "HIGH cloudwatch-alarm Alarm");
        message("b", "GOOD cloudwatch-alarm Alarm");
        message("c", "GOOD cloudwatch-alarm Other");
        message("d", "INFO text " + "x".repeat(600) + "1");
        message("e", "INFO text " + "x".repeat(600) + "2");
        read();

        assertThat(topics(about("Alarm"))).containsExactly("b", "a");
        assertThat(topics(about("Alar"))).isEmpty();
        assertThat(topics(about("x".repeat(600) + "1"))).containsExactly("d");
    }

    /** The filter and what the list shows are one rule. */
    @Test
    void narrowsByWhereTheDeliveriesStand() {
        List<String> all = List.of("", "DELIVERED", "PENDING", "DEAD", "DELIVERED DELIVERED", "DELIVERED PENDING",
                "DELIVERED DEAD", "DEAD PENDING", "DEAD DEAD", "DEAD PENDING DELIVERED");
        for (String states : all) {
            standing("t" + states, states);
        }
        message("recorded", "INFO text Title");
        database.run("UPDATE notification SET type = 'SubscriptionConfirmation' WHERE topic_arn = 'recorded'");
        List<NotificationSummary> told = pages(Narrowing.NONE, 100);

        for (Standing standing : Standing.OF_STORED) {
            assertThat(pages(in(standing), 2)).isNotEmpty()
                    .isEqualTo(told.stream().filter(one -> one.state() == standing).toList());
        }
        assertThat(topics(in(Standing.UNHEARD))).containsExactly("t");
    }

    /** Rare ones by the index of what is dead or under way, however far behind. */
    @ParameterizedTest
    @ValueSource(ints = { 1, 3, 100 })
    void findsWhatStandsSoBehindTheNewest(int size) {
        for (String states : List.of("DEAD", "PENDING", "DEAD DELIVERED", "DEAD PENDING", "DELIVERED", "DEAD DEAD")) {
            standing(states, states);
        }
        read();
        many("'new'", "3", NotificationSearch.WALKED + 10);

        assertThat(topics(in(Standing.DEAD), size)).containsExactly("DEAD DEAD", "DEAD DELIVERED", "DEAD");
        assertThat(topics(in(Standing.PENDING), size)).containsExactly("DEAD PENDING", "PENDING");
        assertThat(topics(in(Standing.DELIVERED), size)).containsExactly("DELIVERED");
        assertThat(topics(in(Standing.DEAD, "delivered"), size)).containsExactly("DEAD DELIVERED");
        assertThat(countOf(in(Standing.UNHEARD, "new"), 100)).isEqualTo(NotificationSearch.WALKED + 10);
        assertThat(topics(in(Standing.UNHEARD, "dead"), 100)).isEmpty();
    }

    @Test
    void walksWhereTooMuchStandsSoToBeListed() {
        standing("old", "DEAD");
        long lane = database.configuration();
        many(lane, 10_001);
        database.run("UPDATE delivery SET state = 'DEAD', settled_at = now()");
        many("'new'", "3", NotificationSearch.WALKED);

        assertThat(countOf(in(Standing.DEAD), 100)).isEqualTo(10_002);
    }

    @Test
    void narrowsByEachAndByAllTogether() {
        long lane = database.configuration();
        for (Severity severity : Severity.values()) {
            for (String family : List.of("one", "two")) {
                long id = message(severity + "-" + family, severity + " " + family + " Title of " + severity);
                if (severity == Severity.HIGH) {
                    database.delivery(id, lane, "0 seconds");
                }
            }
        }
        read();

        assertThat(topics(severe(Severity.LOW))).containsExactly("LOW-two", "LOW-one");
        assertThat(topics(severe(Severity.CRITICAL, Severity.GOOD))).containsExactly("GOOD-two", "GOOD-one", "CRITICAL-two",
                "CRITICAL-one");
        assertThat(topics(narrowing("", Set.of(), "two", null, null))).hasSize(6).allMatch(topic -> topic.endsWith("two"));
        assertThat(topics(narrowing("", Set.of(), null, "INFO-one", null))).containsExactly("INFO-one");
        assertThat(topics(narrowing("", Set.of(), null, null, database.name(lane)))).containsExactly("HIGH-two", "HIGH-one");
        assertThat(topics(narrowing("title high", EnumSet.of(Severity.HIGH, Severity.LOW), "two", "HIGH-two",
                database.name(lane)))).containsExactly("HIGH-two");
        assertThat(topics(narrowing("title", Set.of(Severity.LOW), "two", "LOW-two", database.name(lane)))).isEmpty();
    }

    /** Another version may have read what is stored. */
    @Test
    void refusesAFamilyThatNeitherThisVersionNorTheHistoryKnows() {
        message("topic", "HIGH of-another-version Title");
        read();

        assertThat(topics(narrowing("", Set.of(), "cloudwatch-alarm", null, null))).isEmpty();
        assertThat(topics(narrowing("", Set.of(), "of-another-version", null, null))).containsExactly("topic");
        assertThat(topics(narrowing("", Set.of(Severity.LOW), "of-another-version", null, null))).isEmpty();
        for (String unknown : List.of("cloudwatch-alarms", "CLOUDWATCH-ALARM", "", "' | 'common", "x".repeat(3_000))) {
            assertThatThrownBy(() -> topics(narrowing("", Set.of(), unknown, null, null)))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("family: must be one that this version or the history knows")
                    .hasMessageContaining(": access-analyzer-finding, ").hasMessageContaining(" text, ");
        }
    }

    @Test
    void narrowsByTimeToTheMicrosecond() {
        List<String> times = List.of("2026-01-01T00:00:00Z", "2026-01-01T00:00:00.000001Z", "2026-01-02T00:00:00Z",
                "2026-01-03T00:00:00Z");
        for (int i = 0; i < times.size(); i++) {
            long id = message("t" + i, "INFO text Title");
            database.delivery(id, database.configuration(), "0 seconds");
            database.run("UPDATE notification SET received_at = $2 WHERE id = $1", id, time(times.get(i)));
            database.run("UPDATE delivery SET queued_at = $2 WHERE notification_id = $1", id, time(times.get(i)));
        }
        read();

        assertThat(topics(between(null, null))).containsExactly("t3", "t2", "t1", "t0");
        assertThat(topics(between(times.get(1), null))).containsExactly("t3", "t2", "t1");
        assertThat(topics(between(null, times.get(1)))).containsExactly("t0");
        assertThat(topics(between(times.get(0), times.get(3)))).containsExactly("t2", "t1", "t0");
        assertThat(topics(between("2027-01-01T00:00:00Z", null))).isEmpty();
        assertThat(topics(between(null, "2025-01-01T00:00:00Z"))).isEmpty();
        assertThat(topics(between("2026-01-01T06:00:00Z", "2026-01-01T07:00:00Z"))).isEmpty();
        for (Narrowing narrowing : List.of(between(null, null), between(times.get(1), null), between(null, times.get(1)),
                between(times.get(0), times.get(3)))) {
            assertThat(deliveriesIn(new Wanted(Optional.empty(), Optional.empty(), narrowing.from(), narrowing.until())))
                    .extracting(DeliveryHistory::topicArn).isEqualTo(topics(narrowing));
        }
    }

    /** Ids are given before they are committed, so a lower one may have been received later. */
    @Test
    void missesNothingByTimeWhereIdsAndTimesCross() {
        message("old", "INFO text Title");
        long later = message("later", "INFO text Title");
        long earlier = message("earlier", "INFO text Title");
        message("new", "INFO text Title");
        database.run("UPDATE notification SET received_at = '2026-01-01T00:00:00Z'");
        database.run("UPDATE notification SET received_at = '2026-02-01T00:00:05Z' WHERE id = $1", later);
        database.run("UPDATE notification SET received_at = '2026-02-01T00:00:01Z' WHERE id = $1", earlier);
        database.run("UPDATE notification SET received_at = '2026-03-01T00:00:00Z' WHERE topic_arn = 'new'");
        read();

        assertThat(topics(between("2026-02-01T00:00:03Z", null))).containsExactly("new", "later");
        assertThat(topics(between(null, "2026-02-01T00:00:03Z"))).containsExactly("earlier", "old");
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 7, 100 })
    void aNarrowedListInPagesIsTheWholeListOnce(int size) {
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            if (i % 3 == 0) {
                wanted.add("w" + i);
                message("w" + i, "HIGH alarm Wanted " + i);
            }
            message("n" + i, "LOW alarm Not " + i);
        }
        read();
        Collections.reverse(wanted);

        assertThat(topics(narrowing("wanted", Set.of(Severity.HIGH), "alarm", null, null), size)).isEqualTo(wanted);
    }

    /** Rare, common, common only among the old, and by turns: behind what is walked through, each by another way. */
    @Test
    void missesNothingBehindTheNewest() {
        many("'old'", "1", MANY);
        many("CASE WHEN i % 1000 = 0 THEN 'rare' WHEN i % 2 = 0 THEN 'even' ELSE 'odd' END", "2", MANY);
        many("'new'", "3", NotificationSearch.WALKED);

        assertThat(countOf(words("rare"), 100)).isEqualTo(MANY / 1000);
        assertThat(countOf(words("old"), 100)).isEqualTo(MANY);
        assertThat(countOf(words("even"), 100)).isEqualTo(MANY / 2 - MANY / 1000);
        assertThat(countOf(words("new"), 100)).isEqualTo(NotificationSearch.WALKED);
        assertThat(countOf(narrowing("round", Set.of(Severity.LOW), "kind-1", null, null), 100)).isEqualTo(MANY);
        assertThat(countOf(narrowing("o old", Set.of(), null, null, null), 100)).isEqualTo(MANY);
        assertThat(countOf(narrowing("old even", Set.of(), null, null, null), 100)).isZero();
        assertThat(countOf(narrowing("", Set.of(), null, "topic-2", null), 100)).isEqualTo(MANY);
    }

    @Test
    void whatTakesLongGoesOnWithTheNextPage() {
        // Ids and times that do not go together at all, so that everything has to be walked through.
        database.notification("first");
        many("'odd'", "1", 50);
        many("'new'", "2", 8 * NotificationSearch.WALKED);
        database.run("UPDATE notification SET received_at = '2026-01-15T00:00:00Z' WHERE topic_arn = 'first'");
        database.run("UPDATE notification SET received_at = '2026-01-01T00:00:00Z' WHERE topic_arn = 'topic-2'");
        Narrowing first = between("2026-02-01T00:00:00Z", null);
        history = parts.slowHistory();

        Page<NotificationSummary> page = soon(history.notifications(first, Paging.of(Keys.ids("any"), 100, 100, null)));

        assertThat(page.items()).isEmpty();
        assertThat(page.nextToken()).isNotNull();
        assertThat(countOf(first, 100)).isEqualTo(50);
    }

    @Test
    void findsOfDeliveriesAllOfAConfigurationAndAStateBehindTheNewest() {
        long rare = database.configuration();
        long usual = database.configuration();
        List<Long> ofRare = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ofRare.add(database.delivery(rare));
        }
        database.run("UPDATE delivery SET state = 'DEAD', settled_at = now() WHERE id = ANY ($1)",
                (Object) ofRare.subList(0, 3).toArray(Long[]::new));
        many(usual, 2_100);
        read();
        Collections.reverse(ofRare);

        assertThat(ids(null, rare)).isEqualTo(ofRare);
        assertThat(ids(DeliveryState.DEAD, null)).isEqualTo(ofRare.subList(2, 5));
        assertThat(ids(DeliveryState.PENDING, null)).isEqualTo(ofRare.subList(0, 2));
        assertThat(ids(DeliveryState.DEAD, rare)).isEqualTo(ofRare.subList(2, 5));
        assertThat(ids(DeliveryState.PENDING, rare)).isEqualTo(ofRare.subList(0, 2));
        assertThat(ids(DeliveryState.DELIVERED, rare)).isEmpty();
        assertThat(ids(DeliveryState.DEAD, usual)).isEmpty();
        assertThat(ids(null, usual)).hasSize(2100).doesNotHaveDuplicates();
    }

    /** It was queued later than its id says, whichever version of a replica queued it. */
    @ParameterizedTest
    @ValueSource(ints = { 1, 3, 100 })
    void findsByTimeWhatWasSentAgainBehindAnyNumberOfNewer(int size) {
        long rare = database.configuration();
        long usual = database.configuration();
        List<Long> old = LongStream.range(0, 6).map(i -> database.delivery(i < 4 ? rare : usual)).boxed().toList();
        many(usual, 2 * DeliverySearch.WALKED + 10);
        database.run("UPDATE delivery SET queued_at = now() - interval '10 days'");
        long today = database.delivery(usual);
        read();
        sendAgain(old.get(1), old.get(2), old.get(5));
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));

        assertThat(since(yesterday, Optional.empty(), size)).containsExactly(today, old.get(5), old.get(2), old.get(1));
        assertThat(since(yesterday, Optional.of(database.name(rare)), size)).containsExactly(old.get(2), old.get(1));
        assertThat(since(yesterday, Optional.of("unknown"), size)).isEmpty();
        assertThat(since(Instant.now().plus(Duration.ofDays(1)), Optional.empty(), size)).isEmpty();
    }

    private List<Long> since(Instant from, Optional<String> configuration, int size) {
        return deliveriesIn(new Wanted(Optional.empty(), configuration, Optional.of(from), Optional.empty()), size).stream()
                .map(DeliveryHistory::id).toList();
    }

    private static void sendAgain(Long... deliveries) {
        database.run("UPDATE delivery SET queued_at = now() WHERE id = ANY ($1)", (Object) deliveries);
    }

    @Test
    void whatIsForgottenIsForgottenInTheSearchToo() {
        database.delivery(message("topic", "INFO text Title"), database.configuration(), "0 seconds");
        read();
        database.run("DELETE FROM notification");

        assertThat(topics(words("title"))).isEmpty();
        assertThat(database.number("SELECT count(*) FROM understood")).isZero();
        assertThat(database.number("SELECT count(*) FROM heard")).isZero();
    }

    private void read() {
        database.run("UPDATE reading_turn SET leased_until = '-infinity'");
        soon(parts.reader().readAll());
    }

    private static long message(String topic, String body) {
        return database.number("""
                INSERT INTO notification (topic_arn, message_id, type, message, published_at)
                VALUES ($1, $2, 'Notification', $3, now()) RETURNING id""", topic, UUID.randomUUID(),
                io.vertx.mutiny.core.buffer.Buffer.buffer(body).getDelegate());
    }

    /** As they are when they have been read. */
    private static void many(String word, String round, int count) {
        database.run("""
                WITH stored AS (INSERT INTO notification (topic_arn, message_id, type, message, published_at)
                    SELECT 'topic-%2$s', gen_random_uuid(), 'Notification', 'x', now() FROM generate_series(1, %3$d)
                    RETURNING id),
                numbered AS (SELECT id, row_number() OVER (ORDER BY id) AS i FROM stored)
                INSERT INTO understood (notification_id, family, severity, title, words)
                SELECT id, 'kind-%2$s', 'LOW', 'Title', array_to_tsvector(ARRAY[%1$s, 'round', 'severity=LOW',
                       'family=kind-%2$s', 'topic=topic-%2$s', '=' || ((id >> 12)::bit(30))::text])
                FROM numbered""".formatted(word, round, count));
    }

    /** Delivered to one configuration. */
    private static void many(long configuration, int count) {
        database.run("""
                WITH stored AS (INSERT INTO notification (topic_arn, message_id, type, message, published_at)
                    SELECT 'topic', gen_random_uuid(), 'Notification', 'INFO text Title', now() FROM generate_series(1, $2)
                    RETURNING id)
                INSERT INTO delivery (notification_id, configuration_id, configuration_name, state, settled_at)
                SELECT s.id, c.id, c.configuration_name, 'DELIVERED', now() FROM stored s, configuration c WHERE c.id = $1""",
                configuration, count);
    }

    private NotificationSummary one(Narrowing narrowing) {
        List<NotificationSummary> all = pages(narrowing, 10);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private List<String> topics(Narrowing narrowing) {
        return topics(narrowing, 5);
    }

    private List<String> topics(Narrowing narrowing, int size) {
        return pages(narrowing, size).stream().map(NotificationSummary::topicArn).toList();
    }

    private int countOf(Narrowing narrowing, int size) {
        List<UUID> found = pages(narrowing, size).stream().map(NotificationSummary::messageId).toList();
        assertThat(found).doesNotHaveDuplicates();
        return found.size();
    }

    private List<NotificationSummary> pages(Narrowing narrowing, int size) {
        List<NotificationSummary> all = new ArrayList<>();
        String token = null;
        do {
            Page<NotificationSummary> page = soon(
                    history.notifications(narrowing, Paging.of(Keys.ids("any"), size, size, token)));
            all.addAll(page.items());
            token = page.nextToken();
        } while (token != null);
        return all;
    }

    private List<DeliveryHistory> deliveriesIn(Wanted wanted) {
        return deliveriesIn(wanted, 100);
    }

    private List<DeliveryHistory> deliveriesIn(Wanted wanted, int size) {
        List<DeliveryHistory> all = new ArrayList<>();
        String token = null;
        do {
            Page<DeliveryHistory> page = soon(history.deliveries(wanted, Paging.of(Keys.ids("any"), size, size, token)));
            all.addAll(page.items());
            token = page.nextToken();
        } while (token != null);
        return all;
    }

    private List<Long> ids(DeliveryState state, Long configuration) {
        return deliveriesIn(new Wanted(Optional.ofNullable(state), Optional.ofNullable(configuration).map(database::name),
                Optional.empty(), Optional.empty())).stream().map(DeliveryHistory::id).toList();
    }

    private static Narrowing about(String matter) {
        return new Narrowing(List.of(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.of(matter), Optional.empty(), Optional.empty());
    }

    private static Narrowing in(Standing standing) {
        return in(standing, "");
    }

    private static Narrowing in(Standing standing, String text) {
        return new Narrowing(Term.of(text), Set.of(), Optional.of(standing), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** One whose words are those of its deliveries. */
    private static void standing(String topic, String states) {
        long notification = message(topic, "INFO text " + (states.isEmpty() ? "none" : states));
        for (String state : states.isEmpty() ? new String[0] : states.split(" ")) {
            long delivery = database.delivery(notification, database.configuration(), "0 seconds");
            database.run("UPDATE delivery SET state = $2, settled_at = CASE WHEN $2 <> 'PENDING' THEN now() END WHERE id = $1",
                    delivery, state);
        }
    }

    private static Narrowing words(String text) {
        return narrowing(text, Set.of(), null, null, null);
    }

    private static Narrowing severe(Severity... severities) {
        return narrowing("", Set.copyOf(Arrays.asList(severities)), null, null, null);
    }

    private static Narrowing between(String from, String until) {
        return new Narrowing(List.of(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(from).map(Instant::parse), Optional.ofNullable(until).map(Instant::parse));
    }

    private static Narrowing narrowing(String text, Set<Severity> severities, String family, String topic, String name) {
        return new Narrowing(Term.of(text), severities, Optional.empty(), Optional.ofNullable(family),
                Optional.ofNullable(topic),
                Optional.ofNullable(name), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static java.time.OffsetDateTime time(String instant) {
        return dev.tocsin.database.Rows.time(Instant.parse(instant));
    }
}
