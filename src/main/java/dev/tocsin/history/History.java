package dev.tocsin.history;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.chat.Chats;
import dev.tocsin.database.Paging;
import dev.tocsin.database.Rows;
import dev.tocsin.delivery.AttemptResult;
import dev.tocsin.delivery.Meaning;
import dev.tocsin.delivery.Notification.Type;
import dev.tocsin.delivery.Previews;
import dev.tocsin.history.DeliverySearch.Wanted;
import dev.tocsin.history.Histories.Attempt;
import dev.tocsin.history.Histories.DeliveryHistory;
import dev.tocsin.history.Histories.NotificationHistory;
import dev.tocsin.history.Histories.NotificationSummary;
import dev.tocsin.history.Histories.Page;
import dev.tocsin.history.Histories.RefusalHistory;
import dev.tocsin.history.Histories.Understood;
import dev.tocsin.notice.Message;
import dev.tocsin.notice.Notice;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** Reads what became of notifications and deliveries, newest first. */
@ApplicationScoped
class History {

    /** Of a page, in its order. */
    static final String NOTIFICATIONS = """
            SELECT n.id, n.topic_arn, n.message_id, n.type, n.subject, n.published_at, n.received_at,
                   d.deliveries, d.pending, d.dead, u.family, u.severity, u.title
            FROM unnest($1::bigint[]) WITH ORDINALITY p (id, place)
            JOIN notification n ON n.id = p.id
            LEFT JOIN understood u ON u.notification_id = n.id
            CROSS JOIN LATERAL (
                SELECT count(*) AS deliveries, count(*) FILTER (WHERE state = 'PENDING') AS pending,
                       count(*) FILTER (WHERE state = 'DEAD') AS dead
                FROM delivery WHERE notification_id = n.id) d
            ORDER BY p.place""";

    static final String NOTIFICATION = """
            SELECT n.id, n.topic_arn, n.message_id, n.type, n.subject, n.message, n.attributes, n.published_at, n.received_at,
                   coalesce(n.trace_id, n.message_id) AS trace,
                   0 AS deliveries, 0 AS pending, 0 AS dead
            FROM notification n
            WHERE message_id = $1 AND ($2::text IS NULL OR topic_arn = $2)
            ORDER BY id + 0 DESC LIMIT 1""";

    private static final String DELIVERIES = """
            SELECT d.id, d.notification_id, d.configuration_name, d.state, d.form, d.reason, d.queued_at, d.settled_at, d.reference,
                   d.posting_id, t.kind AS chat_kind, t.address AS chat_address, nullif(l.opened_at, '-infinity') AS opened_at,
                   n.topic_arn, n.message_id, u.family, u.severity, u.title,
                   CASE WHEN g.id IS NOT NULL THEN g.phase IS NOT NULL END AS is_of_matter,
                   g.reference AS root_reference,
                   coalesce((l.delivery_id = d.id OR d.id = ANY (l.leased)) AND l.leased_until > now(), false) AS sending,
                   CASE WHEN d.state = 'PENDING' AND (t.waits_because IS NULL OR l.shut_since IS NOT NULL AND NOT t.is_disabled)
                        THEN greatest(d.next_attempt_at, l.not_before) END AS next_attempt,
                   CASE WHEN d.state <> 'PENDING' THEN NULL
                        WHEN t.waits_because IS NOT NULL THEN t.waits_because
                        WHEN d.matter IS NOT NULL AND d.next_attempt_at > now()
                            THEN 'its matter repeats: it is shown in one message with what else comes of that'
                        WHEN l.not_before > now() THEN %s
                        WHEN l.leased_until > now() AND (l.delivery_id = d.id OR d.id = ANY (l.leased)) IS NOT TRUE
                            THEN 'another message to this destination is being posted'
                   END AS waits_because
            FROM delivery d
            JOIN notification n ON n.id = d.notification_id
            LEFT JOIN understood u ON u.notification_id = d.notification_id
            LEFT JOIN lane l ON l.configuration_id = d.configuration_id
            LEFT JOIN destination t ON t.configuration_id = d.configuration_id
            LEFT JOIN posting g ON g.id = d.posting_id
            """
            .formatted(LaneWaits.BECAUSE);

    static final String OF_NOTIFICATION = DELIVERIES + "WHERE d.notification_id = $1 ORDER BY d.id + 0";
    static final String ONE = DELIVERIES + "WHERE d.id = $1";
    /** Of a page. */
    static final String MANY = DELIVERIES + "WHERE d.id = ANY ($1::bigint[]) ORDER BY d.id DESC";

    static final String ATTEMPTS = """
            SELECT delivery_id, number, started_at, took_ms, outcome, status, reason
            FROM attempt WHERE delivery_id = ANY ($1::bigint[]) ORDER BY number""";
    static final String IS_HEARD = """
            SELECT (SELECT t.configuration_id FROM configuration_topic t WHERE t.topic_arn = $1 LIMIT 1) IS NOT NULL
                AS is_heard""";
    private static final String EACH_REFUSAL = "SELECT id, refused_at, reason, detail, topic_arn, message_id FROM refusal ";
    static final String REFUSALS_OF = EACH_REFUSAL + "WHERE message_id = $1 ORDER BY id + 0 DESC LIMIT 100";
    static final String REFUSALS = EACH_REFUSAL + "WHERE id < $1 ORDER BY id DESC LIMIT $2";

    private final SurePlans statements;
    private final Meaning meaning;
    private final Understandings understandings;
    private final FamilyFilter families;
    private final NotificationSearch notifications;
    private final DeliverySearch deliveries;
    private final Previews previews;
    private final Chats chats;

    History(SurePlans statements, Meaning meaning, Understandings understandings, FamilyFilter families,
            NotificationSearch notifications, DeliverySearch deliveries, Previews previews, Chats chats) {
        this.previews = previews;
        this.chats = chats;
        this.statements = statements;
        this.meaning = meaning;
        this.understandings = understandings;
        this.families = families;
        this.notifications = notifications;
        this.deliveries = deliveries;
    }

    /** Fails with a problem if nobody knows the family that is asked for. */
    Uni<Page<NotificationSummary>> notifications(Narrowing narrowing, Paging<Long> paging) {
        return families.check(narrowing.family())
                .chain(() -> notifications.find(narrowing, paging.after(), paging.rows()))
                .chain(hits -> statements.query(NOTIFICATIONS, ids(hits.page(paging)))
                        .chain(rows -> understandings.of(rows, "id").map(meanings -> new Page<>(
                                Rows.all(rows, row -> HistoryRows.summary(row, meanings.get(row.getLong("id")))),
                                hits.nextToken(paging)))));
    }

    /** Everything known of a message, also if all that is known is that it was refused; empty if nothing is. */
    Uni<Optional<NotificationHistory>> notification(UUID messageId, Optional<String> topicArn) {
        return known(messageId, topicArn).map(found -> found.map(Known::history));
    }

    /** The same, with what the chats would show of it. */
    Uni<Optional<NotificationInFull>> inFull(UUID messageId, Optional<String> topicArn) {
        return known(messageId, topicArn).map(found -> found.map(known -> new NotificationInFull(known.history(),
                known.notice(), known.notice().map(previews::byChat).orElseGet(Collections::emptySortedMap))));
    }

    private record Known(NotificationHistory history, Optional<Notice> notice) {
    }

    private Uni<Optional<Known>> known(UUID messageId, Optional<String> topicArn) {
        return Uni.combine().all().unis(
                statements.query(NOTIFICATION, Tuple.of(messageId, topicArn.orElse(null))),
                statements.query(REFUSALS_OF, Tuple.of(messageId)).map(rows -> Rows.all(rows, HistoryRows::refusal))).asTuple()
                .chain(found -> found.getItem1().size() == 0
                        ? Uni.createFrom().item(HistoryRows.onlyRefused(messageId, found.getItem2())
                                .map(refused -> new Known(refused, Optional.empty())))
                        : whole(found.getItem1().iterator().next(), found.getItem2()).map(Optional::of));
    }

    private Uni<Known> whole(Row notification, List<RefusalHistory> refusals) {
        Message message = meaning.message(notification);
        Notice notice = meaning.of(message);
        return statements.query(OF_NOTIFICATION, Tuple.of(notification.getLong("id"))).chain(this::withAttempts)
                .chain(deliveries -> unheard(notification, deliveries).map(unheard -> new Known(HistoryRows.notification(
                        notification, message, Understood.of(notice), deliveries, refusals, unheard), Optional.of(notice))));
    }

    /** Empty if somebody heard it. */
    private Uni<Optional<WhyUnheard>> unheard(Row notification, List<DeliveryHistory> deliveries) {
        if (Rows.word(notification, "type", Type.class) != Type.Notification) {
            return Uni.createFrom().item(Optional.of(WhyUnheard.ofRecorded()));
        }
        return deliveries.isEmpty()
                ? statements.query(IS_HEARD, Tuple.of(notification.getString("topic_arn")))
                        .map(rows -> Optional.of(WhyUnheard.ofUnheard(rows.iterator().next().getBoolean("is_heard"))))
                : Uni.createFrom().item(Optional.empty());
    }

    Uni<Page<DeliveryHistory>> deliveries(Wanted wanted, Paging<Long> paging) {
        return deliveries.find(wanted, paging.after(), paging.rows())
                .chain(hits -> statements.query(MANY, ids(hits.page(paging))).chain(this::withAttempts)
                        .map(found -> new Page<>(found, hits.nextToken(paging))));
    }

    Uni<Optional<DeliveryHistory>> delivery(long id) {
        return statements.query(ONE, Tuple.of(id)).chain(this::withAttempts).map(found -> found.stream().findFirst());
    }

    Uni<Page<RefusalHistory>> refusals(Paging<Long> paging) {
        return statements.query(REFUSALS, Tuple.of(paging.after(), paging.rows()))
                .map(rows -> page(rows, paging, HistoryRows::refusal, row -> row.getLong("id")));
    }

    private Uni<List<DeliveryHistory>> withAttempts(RowSet<Row> deliveries) {
        return Uni.combine().all().unis(attempts(deliveries), understandings.of(deliveries, "notification_id"))
                .with((attempts, meanings) -> Rows.all(deliveries, row -> HistoryRows.delivery(row,
                        meanings.get(row.getLong("notification_id")), permalink(row, attempts),
                        attempts.getOrDefault(row.getLong("id"), List.of()))));
    }

    /**
     * Of what was posted since the lane was last opened, which a change of the address does too: what was posted before may
     * have gone elsewhere.
     */
    private Optional<String> permalink(Row row, Map<Long, List<Attempt>> attempts) {
        Instant openedAt = Rows.instant(row, "opened_at");
        boolean isThere = row.getString("chat_kind") != null && row.getString("reference") != null
                && attempts.getOrDefault(row.getLong("id"), List.of()).stream()
                        .filter(attempt -> attempt.outcome() == AttemptResult.DELIVERED)
                        .reduce((earlier, later) -> later)
                        .filter(last -> openedAt == null || !last.startedAt().isBefore(openedAt)).isPresent();
        return isThere ? chats.permalink(row.getString("chat_kind"), row.getString("chat_address"), row.getString("reference"))
                : Optional.empty();
    }

    private Uni<Map<Long, List<Attempt>>> attempts(RowSet<Row> deliveries) {
        return statements.query(ATTEMPTS, ids(Rows.all(deliveries, row -> row.getLong("id"))))
                .map(rows -> Rows.stream(rows).collect(Collectors.groupingBy(row -> row.getLong("delivery_id"),
                        Collectors.mapping(HistoryRows::attempt, Collectors.toList()))));
    }

    private static Tuple ids(List<Long> ids) {
        return Tuple.tuple().addArrayOfLong(ids.toArray(Long[]::new));
    }

    private static <T> Page<T> page(RowSet<Row> rows, Paging<Long> paging, Function<Row, T> reader, Function<Row, Long> id) {
        List<Row> found = Rows.stream(rows).toList();
        Page<Row> page = Page.of(found, paging, id);
        return new Page<>(page.items().stream().map(reader).toList(), page.nextToken());
    }
}
