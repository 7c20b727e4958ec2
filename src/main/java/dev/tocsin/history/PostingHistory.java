package dev.tocsin.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import dev.tocsin.chat.Chats;
import dev.tocsin.database.Keys;
import dev.tocsin.database.Paging;
import dev.tocsin.database.Rows;
import dev.tocsin.history.DeliverySearch.Wanted;
import dev.tocsin.history.Histories.Page;
import dev.tocsin.history.Histories.Understood;
import dev.tocsin.history.Postings.ByWhom;
import dev.tocsin.history.Postings.MatterPhase;
import dev.tocsin.history.Postings.PostingEvent;
import dev.tocsin.history.Postings.PostingView;
import dev.tocsin.notice.Severity;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** Reads what became of messages that stand for matters. */
@Singleton
class PostingHistory {

    private static final int MOST_EVENTS = 200;

    static final String THESE = """
            SELECT p.id, c.configuration_name, p.standing, p.phase, p.ends_by_itself, p.state AS posting_severity, p.state_at,
                   p.posted_at, p.opened_at, p.over_at, p.changes, p.deliveries, p.acknowledged_at, p.acknowledged_by,
                   p.acknowledged_name, p.resolved_at, p.resolved_by, p.resolved_name, p.channel, p.reference, p.previous_id,
                   p.updated_at, p.update_due_at, p.gone_because, p.frozen_because, p.threadless_because,
                   p.chart IS NOT NULL AS has_chart, p.reminders, p.remind_at, p.escalate_at, p.escalated_at,
                   coalesce(n.id, 0) AS notification_id, n.topic_arn, n.message_id, u.family, u.severity, u.title,
                   t.kind, t.address, %s AS newest_id
            FROM posting p
            LEFT JOIN LATERAL (SELECT * FROM configuration c WHERE c.id = p.configuration_id OFFSET 0) c ON true
            LEFT JOIN LATERAL (SELECT * FROM destination t WHERE t.configuration_id = p.configuration_id OFFSET 0) t ON true
            LEFT JOIN LATERAL (SELECT d.notification_id FROM delivery d WHERE d.id = p.delivery_id OFFSET 0) d ON true
            LEFT JOIN LATERAL (SELECT * FROM notification n WHERE n.id = d.notification_id OFFSET 0) n ON true
            LEFT JOIN LATERAL (SELECT * FROM understood u WHERE u.notification_id = n.id OFFSET 0) u ON true
            WHERE p.id = ANY ($1::uuid[]) AND p.phase IS NOT NULL""".formatted(PostingSearch.NEWEST);

    static final String EVENTS = """
            SELECT e.at, e.what, e.detail FROM posting_event e WHERE e.posting_id = $1
            ORDER BY e.posting_id DESC, e.id DESC LIMIT $2""";

    private final SurePlans statements;
    private final Understandings understandings;
    private final PostingSearch search;
    private final History history;
    private final Chats chats;

    PostingHistory(SurePlans statements, Understandings understandings, PostingSearch search, History history, Chats chats) {
        this.statements = statements;
        this.understandings = understandings;
        this.search = search;
        this.history = history;
        this.chats = chats;
    }

    Uni<Page<PostingView>> list(PostingSearch.Wanted wanted, Paging<String> paging) {
        return search.find(wanted, paging).chain(found -> these(found.ids()).map(views -> new Page<>(
                found.ids().stream().map(views::get).filter(Objects::nonNull).toList(), found.nextToken())));
    }

    /** Empty if it stands for no matter, or is forgotten. */
    Uni<Optional<PostingView>> one(UUID id) {
        return these(List.of(id)).map(views -> Optional.ofNullable(views.get(id)))
                .chain(view -> view.isEmpty() ? Uni.createFrom().item(view) : inFull(view.get()).map(Optional::of));
    }

    private Uni<PostingView> inFull(PostingView view) {
        Wanted wanted = new Wanted(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.of(view.id()));
        Paging<Long> newest = new Paging<>(Keys.ids("deliveries"), Long.MAX_VALUE, Paging.MOST);
        return Uni.combine().all().unis(history.deliveries(wanted, newest),
                statements.query(EVENTS, Tuple.of(view.id(), MOST_EVENTS))).asTuple()
                .map(found -> view.with(found.getItem1().items(), events(found.getItem2())));
    }

    private static List<PostingEvent> events(RowSet<Row> newestFirst) {
        List<PostingEvent> events = new ArrayList<>(Rows.all(newestFirst,
                row -> new PostingEvent(Rows.instant(row, "at"), row.getString("what"), row.getString("detail"))));
        Collections.reverse(events);
        return events;
    }

    private Uni<Map<UUID, PostingView>> these(List<UUID> ids) {
        return ids.isEmpty() ? Uni.createFrom().item(Map.of())
                : statements.query(THESE, Tuple.tuple().addArrayOfUUID(ids.toArray(UUID[]::new)))
                        .chain(rows -> understandings.of(rows, "notification_id").map(meanings -> Rows.stream(rows)
                                .map(row -> view(row, meanings.get(row.getLong("notification_id"))))
                                .collect(Collectors.toMap(PostingView::id, Function.identity()))));
    }

    private PostingView view(Row row, Understood newest) {
        String state = row.getString("standing");
        boolean isKept = row.getUUID("message_id") != null;
        UUID inItsPlace = row.getUUID("newest_id");
        boolean isNewest = row.getUUID("id").equals(inItsPlace);
        return new PostingView(row.getUUID("id"), row.getString("configuration_name"),
                isKept ? newest.title() : "A matter that was " + state,
                Optional.ofNullable(Rows.word(row.getString("posting_severity"), Severity.class)).orElse(Severity.CRITICAL),
                state, phase(row), Rows.instant(row, "state_at"), row.getBoolean("ends_by_itself"), isNewest,
                Rows.instant(row, "posted_at"), Rows.instant(row, "opened_at"), Rows.instant(row, "over_at"),
                row.getInteger("changes"), row.getInteger("deliveries"), byWhom(row, "acknowledged"), byWhom(row, "resolved"),
                row.getUUID("message_id"), row.getString("topic_arn"), channel(row), row.getString("reference"),
                permalink(row), row.getUUID("previous_id"), isNewest ? null : inItsPlace, Rows.instant(row, "updated_at"),
                Rows.instant(row, "update_due_at"), row.getString("gone_because"), row.getString("frozen_because"),
                row.getString("threadless_because"), row.getBoolean("has_chart"), row.getInteger("reminders"),
                Rows.instant(row, "remind_at"), Rows.instant(row, "escalate_at"), Rows.instant(row, "escalated_at"), null,
                null);
    }

    /** What a newer version wrote is taken for what needs people most. */
    private static MatterPhase phase(Row row) {
        return row.getValue("resolved_at") != null ? MatterPhase.OVER
                : Optional.ofNullable(Rows.word(row, "phase", MatterPhase.class)).orElse(MatterPhase.OPEN);
    }

    private static ByWhom byWhom(Row row, String done) {
        return row.getString(done + "_by") == null ? null
                : new ByWhom(row.getString(done + "_by"), row.getString(done + "_name"), Rows.instant(row, done + "_at"));
    }

    /** What webhooks have posted is in no channel that we know. */
    private static String channel(Row row) {
        String channel = row.getString("channel");
        return channel == null || channel.isEmpty() ? null : channel;
    }

    /** The destination may be addressed otherwise by now. */
    private String permalink(Row row) {
        boolean isThere = row.getString("kind") != null && row.getString("reference") != null
                && row.getString("gone_because") == null && row.getString("address").equals(row.getString("channel"));
        return isThere
                ? chats.permalink(row.getString("kind"), row.getString("channel"), row.getString("reference")).orElse(null)
                : null;
    }
}
