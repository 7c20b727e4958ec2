package dev.tocsin.history;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.database.Paging;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import dev.tocsin.delivery.DeliveryConfig;
import dev.tocsin.delivery.DeliveryState;
import dev.tocsin.delivery.Meaning;
import dev.tocsin.history.Histories.Attempt;
import dev.tocsin.history.Histories.DeliveryHistory;
import dev.tocsin.history.Histories.NotificationHistory;
import dev.tocsin.history.Histories.NotificationSummary;
import dev.tocsin.history.Histories.Page;
import dev.tocsin.history.Histories.RefusalHistory;
import dev.tocsin.history.Histories.Understood;
import dev.tocsin.notice.Notice;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** Reads what became of notifications and deliveries, newest first. */
@ApplicationScoped
class History {

    static final String NOTIFICATIONS = """
            SELECT n.id, n.topic_arn, n.message_id, n.type, n.subject, n.published_at, n.received_at,
                   count(d.id) AS deliveries, count(d.id) FILTER (WHERE d.state = 'PENDING') AS pending,
                   count(d.id) FILTER (WHERE d.state = 'DEAD') AS dead
            FROM (SELECT * FROM notification
                  WHERE id < $1 AND ($2::text IS NULL OR topic_arn = $2)
                  ORDER BY id DESC LIMIT $3) n
            LEFT JOIN delivery d ON d.notification_id = n.id
            GROUP BY n.id, n.topic_arn, n.message_id, n.type, n.subject, n.published_at, n.received_at
            ORDER BY n.id DESC""";

    static final String NOTIFICATION = """
            SELECT n.*, 0 AS deliveries, 0 AS pending, 0 AS dead FROM notification n
            WHERE message_id = $1 AND ($2::text IS NULL OR topic_arn = $2)
            ORDER BY id DESC LIMIT 1""";

    private static final String DELIVERIES = """
            SELECT d.*, n.topic_arn, n.message_id, n.subject,
                   coalesce(l.delivery_id = d.id AND l.leased_until > now(), false) AS sending,
                   CASE WHEN d.state = 'PENDING' AND t.waits_because IS NULL
                        THEN greatest(d.next_attempt_at, l.not_before) END AS next_attempt,
                   CASE WHEN d.state <> 'PENDING' THEN NULL
                        WHEN t.waits_because IS NOT NULL THEN t.waits_because
                        WHEN l.not_before > now() AND l.failures = 0 THEN 'the chat takes no more at the moment (rate limit)'
                        WHEN l.not_before > now() THEN 'the last ' || l.failures || ' tries to this destination failed'
                   END AS waits_because
            FROM delivery d
            JOIN notification n ON n.id = d.notification_id
            LEFT JOIN lane l ON l.configuration_id = d.configuration_id
            LEFT JOIN destination t ON t.configuration_id = d.configuration_id
            """;

    static final String OF_NOTIFICATION = DELIVERIES + "WHERE d.notification_id = $1 ORDER BY d.id";
    static final String ONE = DELIVERIES + "WHERE d.id = $1";
    static final String MANY = DELIVERIES + """
            WHERE d.id < $1 AND ($2::text IS NULL OR d.state = $2) AND ($3::text IS NULL OR d.configuration_name = $3)
            ORDER BY d.id DESC LIMIT $4""";

    static final String ATTEMPTS = "SELECT * FROM attempt WHERE delivery_id = ANY ($1::bigint[]) ORDER BY number";
    private static final String REFUSALS_OF = "SELECT * FROM refusal WHERE message_id = $1 ORDER BY id DESC LIMIT 100";
    private static final String REFUSALS = "SELECT * FROM refusal WHERE id < $1 ORDER BY id DESC LIMIT $2";

    private final Statements statements;
    private final Meaning meaning;

    History(Postgres postgres, DeliveryConfig config, Meaning meaning) {
        this.statements = postgres.within(config.statementTimeout());
        this.meaning = meaning;
    }

    Uni<Page<NotificationSummary>> notifications(Optional<String> topicArn, Paging<Long> paging) {
        return statements.query(NOTIFICATIONS, Tuple.of(paging.after(), topicArn.orElse(null), paging.rows()))
                .map(rows -> page(rows, paging, HistoryRows::summary, row -> row.getLong("id")));
    }

    /** Everything known of a message, also if all that is known is that it was refused; empty if nothing is. */
    Uni<Optional<NotificationHistory>> notification(UUID messageId, Optional<String> topicArn) {
        return Uni.combine().all().unis(
                statements.query(NOTIFICATION, Tuple.of(messageId, topicArn.orElse(null))),
                statements.query(REFUSALS_OF, Tuple.of(messageId)).map(rows -> Rows.all(rows, HistoryRows::refusal))).asTuple()
                .chain(found -> found.getItem1().size() == 0
                        ? Uni.createFrom().item(HistoryRows.onlyRefused(messageId, found.getItem2()))
                        : whole(found.getItem1().iterator().next(), found.getItem2()));
    }

    private Uni<Optional<NotificationHistory>> whole(Row notification, List<RefusalHistory> refusals) {
        return statements.query(OF_NOTIFICATION, Tuple.of(notification.getLong("id"))).chain(this::withAttempts)
                .map(deliveries -> Optional.of(
                        HistoryRows.notification(notification, understood(notification), deliveries, refusals)));
    }

    private Understood understood(Row notification) {
        Notice notice = meaning.of(meaning.message(notification));
        return new Understood(notice.family(), notice.severity(), notice.title());
    }

    Uni<Page<DeliveryHistory>> deliveries(Optional<DeliveryState> state, Optional<String> configurationName,
            Paging<Long> paging) {
        Tuple parameters = Tuple.of(paging.after(), state.map(DeliveryState::name).orElse(null), configurationName.orElse(null),
                paging.rows());
        return statements.query(MANY, parameters).chain(this::withAttempts)
                .map(deliveries -> Page.of(deliveries, paging, DeliveryHistory::id));
    }

    Uni<Optional<DeliveryHistory>> delivery(long id) {
        return statements.query(ONE, Tuple.of(id)).chain(this::withAttempts).map(found -> found.stream().findFirst());
    }

    Uni<Page<RefusalHistory>> refusals(Paging<Long> paging) {
        return statements.query(REFUSALS, Tuple.of(paging.after(), paging.rows()))
                .map(rows -> page(rows, paging, HistoryRows::refusal, row -> row.getLong("id")));
    }

    private Uni<List<DeliveryHistory>> withAttempts(RowSet<Row> deliveries) {
        Long[] ids = Rows.all(deliveries, row -> row.getLong("id")).toArray(Long[]::new);
        return statements.query(ATTEMPTS, Tuple.tuple().addArrayOfLong(ids))
                .map(rows -> Rows.stream(rows)
                        .collect(Collectors.groupingBy(row -> row.getLong("delivery_id"),
                                Collectors.mapping(HistoryRows::attempt, Collectors.toList()))))
                .map(attempts -> Rows.all(deliveries, row -> delivery(row, attempts)));
    }

    private static DeliveryHistory delivery(Row row, Map<Long, List<Attempt>> attempts) {
        return HistoryRows.delivery(row, attempts.getOrDefault(row.getLong("id"), List.of()));
    }

    private static <T> Page<T> page(RowSet<Row> rows, Paging<Long> paging, Function<Row, T> reader, Function<Row, Long> id) {
        List<Row> found = Rows.stream(rows).toList();
        Page<Row> page = Page.of(found, paging, id);
        return new Page<>(page.items().stream().map(reader).toList(), page.nextToken());
    }
}
