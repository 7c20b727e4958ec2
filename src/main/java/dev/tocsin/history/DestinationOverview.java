package dev.tocsin.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.tocsin.configuration.ConfigurationKind;
import dev.tocsin.configuration.ConfigurationKinds;
import dev.tocsin.database.Keys;
import dev.tocsin.database.Paging;
import dev.tocsin.database.Rows;
import dev.tocsin.delivery.PendingLanes;
import dev.tocsin.flight.SharedAnswers;
import dev.tocsin.history.DestinationRows.Dead;
import dev.tocsin.history.DestinationRows.Known;
import dev.tocsin.history.Destinations.DestinationPage;
import dev.tocsin.history.Destinations.DestinationStanding;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * How all destinations do, those first that need a person. What the light of each is made of is read of all of them, by a few
 * steps through an index each; what takes more is read of one page. Everybody who asks within a second is told the same, since
 * every open tab of the console asks every few seconds.
 */
@ApplicationScoped
public class DestinationOverview {

    private static final Keys<String> KEYS = Keys.texts("destinations", key -> key.matches("[0-9][A-Za-z0-9_-]{1,128}"));
    private static final int LOOKED_AT = 2_000;

    /** What is newest of each says when it ended well or badly, also of the time before lanes kept that. */
    static final String DESTINATIONS = """
            SELECT c.id, c.configuration_name, c.type, c.state, c.state_reason, c.state_since,
                   l.shut_since, l.shut_reason, l.shut_advice, nullif(l.opened_at, '-infinity') AS opened_at,
                   l.delivered_at, l.failures, CASE WHEN l.not_before > now() THEN l.not_before END AS held_until,
                   %s AS held_because, t.waits_because, t.is_disabled,
                   n.id AS newest_id, n.state AS newest_state, n.settled_at AS newest_settled_at, now() AS now
            FROM configuration c
            CROSS JOIN LATERAL (SELECT * FROM lane l WHERE l.configuration_id = c.id OFFSET 0) l
            CROSS JOIN LATERAL (
                SELECT t.waits_because, t.is_disabled FROM destination t WHERE t.configuration_id = c.id OFFSET 0) t
            LEFT JOIN LATERAL (
                SELECT d.id, d.state, d.settled_at FROM delivery d
                WHERE d.configuration_id = c.id AND d.settled_at IS NOT NULL AND d.id = (
                    SELECT h.delivery_id FROM heard h WHERE h.configuration_name = c.configuration_name COLLATE "C"
                    ORDER BY h.configuration_name DESC, h.delivery_id DESC LIMIT 1) OFFSET 0) n ON true"""
            .formatted(LaneWaits.BECAUSE);

    /** Since when what goes next waits, of each lane that has something to do. */
    static final String HEADS = PendingLanes.SQL + """

            SELECT p.configuration_id, h.queued_at FROM pending_lane p CROSS JOIN LATERAL (
                SELECT d.queued_at FROM delivery d WHERE d.configuration_id = p.configuration_id AND d.state = 'PENDING'
                ORDER BY d.next_attempt_at, d.id LIMIT 1) h
            WHERE p.configuration_id IS NOT NULL""";

    /** Of the newest that were given up. */
    static final String DEAD = """
            SELECT d.configuration_id, (array_agg(d.id ORDER BY d.settled_at DESC))[1] AS id, max(d.settled_at) AS settled_at
            FROM (SELECT id, configuration_id, settled_at FROM delivery WHERE state = 'DEAD' ORDER BY id DESC LIMIT $1) d
            GROUP BY d.configuration_id""";

    /**
     * Of those on a page: how much waits, and how the newest deliveries, those before what waits, and what goes next ended or
     * failed. What waits is counted by the index alone. The lowest id is the oldest's, unless that was sent again.
     */
    static final String DETAILS = """
            SELECT p.id, w.waiting, q.oldest_queued_at, s.delivered_at, s.delivered_message_id,
                   f.failed_at, f.failed_because, f.failed_message_id, f.failed_id
            FROM unnest($1::bigint[], $2::bigint[]) WITH ORDINALITY p (id, dead_id, place)
            CROSS JOIN LATERAL (SELECT c.configuration_name AS name FROM configuration c WHERE c.id = p.id OFFSET 0) c
            CROSS JOIN LATERAL (
                SELECT count(*)::int AS waiting, min(w.id) AS lowest FROM (
                    SELECT d.id FROM delivery d WHERE d.configuration_id = p.id AND d.state = 'PENDING'
                    ORDER BY d.next_attempt_at, d.id LIMIT $3) w) w
            CROSS JOIN LATERAL (
                SELECT ARRAY (SELECT d.id FROM delivery d WHERE d.configuration_id = p.id AND d.state = 'PENDING'
                              ORDER BY d.next_attempt_at, d.id LIMIT 3) || w.lowest AS next) h
            CROSS JOIN LATERAL (
                SELECT min(d.queued_at) AS oldest_queued_at FROM unnest(h.next) n (id) CROSS JOIN LATERAL (
                    SELECT d.queued_at FROM delivery d WHERE d.id = n.id OFFSET 0) d) q
            CROSS JOIN LATERAL (
                SELECT h.next || p.dead_id || ARRAY (
                    SELECT h.delivery_id FROM heard h WHERE h.configuration_name = c.name COLLATE "C"
                    ORDER BY h.configuration_name DESC, h.delivery_id DESC LIMIT 10) || ARRAY (
                    SELECT h.delivery_id FROM heard h
                    WHERE h.configuration_name = c.name COLLATE "C" AND h.delivery_id < w.lowest
                    ORDER BY h.configuration_name DESC, h.delivery_id DESC LIMIT 10) AS ids) r
            LEFT JOIN LATERAL (
                SELECT d.settled_at AS delivered_at, (
                    SELECT n.message_id FROM notification n WHERE n.id = d.notification_id) AS delivered_message_id
                FROM unnest(r.ids) i (id) CROSS JOIN LATERAL (
                    SELECT d.id, d.notification_id, d.settled_at FROM delivery d
                    WHERE d.id = i.id AND d.configuration_id = p.id AND d.state = 'DELIVERED' OFFSET 0) d
                ORDER BY d.settled_at DESC, d.id DESC LIMIT 1) s ON true
            LEFT JOIN LATERAL (
                SELECT a.at AS failed_at, a.reason AS failed_because, d.id AS failed_id, (
                    SELECT n.message_id FROM notification n WHERE n.id = d.notification_id) AS failed_message_id
                FROM unnest(r.ids) i (id) CROSS JOIN LATERAL (
                    SELECT d.id, d.notification_id, d.state, d.settled_at, d.reason FROM delivery d
                    WHERE d.id = i.id AND d.configuration_id = p.id OFFSET 0) d
                CROSS JOIN LATERAL (
                    (SELECT a.started_at + a.took_ms * interval '1 millisecond' AS at, a.reason FROM attempt a
                     WHERE a.delivery_id = d.id AND a.outcome IN ('FAILED', 'REJECTED', 'INTERRUPTED')
                     ORDER BY a.delivery_id DESC, a.number DESC LIMIT 1)
                    UNION ALL
                    SELECT d.settled_at, d.reason WHERE d.state = 'DEAD') a
                ORDER BY a.at DESC, d.id DESC LIMIT 1) f ON true
            ORDER BY p.place""";

    static final Duration MEMORY = Duration.ofSeconds(1);
    private static final String ALL = "all";
    private static final int MOST_PAGES = 100;

    private final SurePlans statements;
    private final LongSupplier nanoTime;
    private final SharedAnswers<String, Seen> seen;
    private final Map<String, ConfigurationKind<?, ?>> kinds = new HashMap<>();

    @Inject
    DestinationOverview(SurePlans statements, ConfigurationKinds kinds) {
        this(statements, kinds, System::nanoTime);
    }

    DestinationOverview(SurePlans statements, ConfigurationKinds kinds, LongSupplier nanoTime) {
        this.statements = statements;
        this.nanoTime = nanoTime;
        this.seen = new SharedAnswers<>(MEMORY, 1, nanoTime);
        kinds.all().forEach(kind -> this.kinds.put(kind.name(), kind));
    }

    /** All of them at one moment, with the pages that were made of it: they are forgotten with it, and so are never older. */
    private record Seen(List<Known> all, SharedAnswers<Asked, DestinationPage> pages) {
    }

    private record Asked(Optional<DestinationLight> light, String maxResults, String nextToken) {
    }

    /**
     * One page of all, or of those with one light. Lights change while somebody reads on, so a destination may be on two pages
     * or on none. Fails with a problem if the words of the query are none.
     */
    public Uni<DestinationPage> list(Optional<String> light, String maxResults, String nextToken) {
        Optional<DestinationLight> wanted = light.map(DestinationLight::of);
        Paging<String> paging = Paging.of(KEYS, maxResults, nextToken);
        return seen().chain(seen -> seen.pages().ask(new Asked(wanted, maxResults, nextToken),
                () -> page(seen.all(), wanted, paging)));
    }

    private Uni<DestinationPage> page(List<Known> all, Optional<DestinationLight> wanted, Paging<String> paging) {
        List<Known> found = all.stream()
                .filter(one -> wanted.isEmpty() || wanted.get() == one.light())
                .filter(one -> one.key().compareTo(paging.after()) > 0)
                .sorted(Comparator.comparing(Known::key)).limit(paging.rows()).toList();
        return statements.with(connection -> details(connection, paging.page(found)))
                .map(page -> new DestinationPage(page, paging.nextToken(found, Known::key)));
    }

    /** Of one configuration, as it is at this moment, since who asks may just have changed it; empty if there is none. */
    public Uni<Optional<DestinationStanding>> one(String configurationName) {
        return statements.with(connection -> all(connection).chain(all -> details(connection,
                all.stream().filter(one -> one.name().equals(configurationName)).toList())))
                .map(found -> found.stream().findFirst());
    }

    /** The light of each, by the configuration's name. */
    public Uni<Map<String, DestinationLight>> lightOfEach() {
        return seen().map(seen -> seen.all().stream().collect(Collectors.toMap(Known::name, Known::light)));
    }

    /** How many have which light. */
    Uni<Map<DestinationLight, Long>> lights() {
        return seen().map(seen -> {
            Map<DestinationLight, Long> lights = new EnumMap<>(DestinationLight.class);
            for (DestinationLight light : DestinationLight.values()) {
                lights.put(light, seen.all().stream().filter(one -> one.light() == light).count());
            }
            return lights;
        });
    }

    private Uni<Seen> seen() {
        return seen.ask(ALL, () -> statements.with(DestinationOverview::all)
                .map(all -> new Seen(all, new SharedAnswers<>(MEMORY, MOST_PAGES, nanoTime))));
    }

    private static Uni<List<Known>> all(SqlConnection connection) {
        return connection.preparedQuery(HEADS).execute()
                .chain(heads -> connection.preparedQuery(DEAD).execute(Tuple.of(LOOKED_AT))
                        .chain(dead -> connection.preparedQuery(DESTINATIONS).execute().map(rows -> {
                            Map<Long, Instant> waiting = new HashMap<>();
                            heads.forEach(row -> waiting.put(row.getLong("configuration_id"), Rows.instant(row, "queued_at")));
                            Map<Long, Dead> died = died(dead);
                            return Rows.all(rows, row -> DestinationRows.known(row, waiting, died));
                        })));
    }

    private static Map<Long, Dead> died(RowSet<Row> rows) {
        Map<Long, Dead> died = new HashMap<>();
        rows.forEach(row -> died.put(row.getLong("configuration_id"),
                new Dead(row.getLong("id"), Rows.instant(row, "settled_at"))));
        return died;
    }

    private Uni<List<DestinationStanding>> details(SqlConnection connection, List<Known> page) {
        if (page.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        int counted = DestinationRows.counted(page.size());
        Tuple parameters = Tuple.of(Rows.column(page, Known::id, Long[]::new),
                Rows.column(page, one -> one.dead().map(Dead::deliveryId).orElse(null), Long[]::new),
                counted + 1);
        return connection.preparedQuery(DETAILS).execute(parameters).map(rows -> {
            Map<Long, Row> details = new HashMap<>();
            rows.forEach(row -> details.put(row.getLong("id"), row));
            // One that was deleted between two statements is passed by.
            return page.stream().filter(one -> details.containsKey(one.id()))
                    .map(one -> DestinationRows.standing(one, link(one), details.get(one.id()), counted)).toList();
        });
    }

    /** Of a kind that only a newer replica knows there is no page here. */
    private String link(Known one) {
        return Optional.ofNullable(kinds.get(one.kind())).map(kind -> kind.pathOf(one.name()))
                .orElse("/api/configurations");
    }
}
