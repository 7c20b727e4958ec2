package dev.tocsin.history;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.tocsin.database.Rows;
import dev.tocsin.flight.SharedAnswers;
import dev.tocsin.history.Destinations.OverviewCounts;
import dev.tocsin.history.Destinations.OverviewCounts.Came;
import dev.tocsin.history.Destinations.OverviewCounts.Died;
import dev.tocsin.history.Destinations.OverviewCounts.SilentSubject;
import dev.tocsin.history.Destinations.OverviewCounts.Untaken;
import dev.tocsin.sns.subscription.SubscriptionState;
import dev.tocsin.sns.subscription.TopicOverview;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** How everything does, in numbers of which none takes long to count. */
@ApplicationScoped
public class OverviewSummary {

    private static final int COUNTED = 2_000;
    private static final int UNTAKEN_COUNTED = 500;
    private static final String REST = "rest";
    private static final Came NOTHING = new Came(0, false);

    /** What is too much to be counted is told from the ids, of which a few are left out now and then. */
    static final String COUNTS = """
            SELECT h.counted AS counted_of_hour, h.ids AS ids_of_hour, y.counted AS counted_of_day, y.ids AS ids_of_day,
                   d.dead, d.of_a_day, d.last_is_of_the_day
            FROM (SELECT n.id FROM notification n ORDER BY n.id DESC LIMIT 1) newest
            CROSS JOIN LATERAL (
                SELECT (SELECT count(*) FROM (
                            SELECT FROM notification n WHERE n.received_at > now() - interval '1 hour'
                            ORDER BY n.received_at LIMIT $1) n) AS counted,
                       newest.id + 1 - (SELECT n.id FROM notification n WHERE n.received_at > now() - interval '1 hour'
                            ORDER BY n.received_at LIMIT 1) AS ids) h
            CROSS JOIN LATERAL (
                SELECT (SELECT count(*) FROM (
                            SELECT FROM notification n WHERE n.received_at > now() - interval '1 day'
                            ORDER BY n.received_at LIMIT $1) n) AS counted,
                       newest.id + 1 - (SELECT n.id FROM notification n WHERE n.received_at > now() - interval '1 day'
                            ORDER BY n.received_at LIMIT 1) AS ids) y
            CROSS JOIN LATERAL (
                SELECT count(*) AS dead, count(*) FILTER (WHERE d.is_of_the_day) AS of_a_day,
                       coalesce(bool_or(d.is_of_the_day) FILTER (WHERE d.place = $1), false) AS last_is_of_the_day
                FROM (SELECT d.settled_at > now() - interval '1 day' AS is_of_the_day, row_number() OVER () AS place FROM (
                    SELECT d.settled_at FROM delivery d WHERE d.state = 'DEAD' ORDER BY d.id DESC LIMIT $1) d) d) d""";

    static final String SILENCES = """
            SELECT kind, subject, since, why FROM silence WHERE over_at IS NULL ORDER BY since, id LIMIT $1""";
    private static final int SILENCES_SHOWN = 100;

    private final SurePlans statements;
    private final DestinationOverview destinations;
    private final Supplier<Uni<Map<SubscriptionState.State, Long>>> topics;
    private final SharedAnswers<String, Rest> counted;

    /** All but the destinations, which others ask for too. */
    private record Rest(Map<SubscriptionState.State, Long> topics, Came lastHour, Came lastDay, Died diedLastDay,
            List<SilentSubject> silences, Untaken untaken) {

        OverviewCounts with(Map<DestinationLight, Long> lights) {
            return new OverviewCounts(lights, topics, lastHour, lastDay, diedLastDay, silences, untaken);
        }
    }

    @Inject
    OverviewSummary(SurePlans statements, DestinationOverview destinations, TopicOverview topics) {
        this(statements, destinations, topics::counts, System::nanoTime);
    }

    /** For tests: how many topics stand how is given. */
    OverviewSummary(SurePlans statements, DestinationOverview destinations,
            Supplier<Uni<Map<SubscriptionState.State, Long>>> topics, LongSupplier nanoTime) {
        this.statements = statements;
        this.destinations = destinations;
        this.topics = topics;
        this.counted = new SharedAnswers<>(DestinationOverview.MEMORY, 1, nanoTime);
    }

    /** Whoever asks within a second is told the same. */
    public Uni<OverviewCounts> counts() {
        return Uni.combine().all().unis(destinations.lights(), counted.ask(REST, this::rest)).asTuple()
                .map(found -> found.getItem2().with(found.getItem1()));
    }

    private Uni<Rest> rest() {
        return Uni.combine().all().unis(topics.get(), statements.with(OverviewSummary::counted)).asTuple().map(found -> {
            Map<SubscriptionState.State, Long> states = new EnumMap<>(SubscriptionState.State.class);
            for (SubscriptionState.State state : SubscriptionState.State.values()) {
                states.put(state, found.getItem1().getOrDefault(state, 0L));
            }
            return found.getItem2().with(states);
        });
    }

    /** What is counted in one transaction. */
    private record Counted(RowSet<Row> notifications, List<SilentSubject> silences, Untaken untaken) {

        Rest with(Map<SubscriptionState.State, Long> topics) {
            return Rows.first(notifications,
                    row -> new Rest(topics, came(row, "hour"), came(row, "day"), died(row), silences, untaken))
                    .orElseGet(() -> new Rest(topics, NOTHING, NOTHING, new Died(0, false), silences, untaken));
        }
    }

    private static Uni<Counted> counted(SqlConnection connection) {
        return connection.preparedQuery(COUNTS).execute(Tuple.of(COUNTED + 1))
                .chain(counts -> connection.preparedQuery(SILENCES).execute(Tuple.of(SILENCES_SHOWN))
                        .chain(silences -> connection.preparedQuery(PostingSearch.COUNT_UNTAKEN)
                                .execute(Tuple.of(UNTAKEN_COUNTED))
                                .map(untaken -> new Counted(counts, Rows.all(silences, OverviewSummary::silent),
                                        untaken(untaken.iterator().next())))));
    }

    private static SilentSubject silent(Row row) {
        return new SilentSubject(row.getString("kind"), row.getString("subject"), Rows.instant(row, "since"),
                row.getString("why"));
    }

    private static Untaken untaken(Row row) {
        return new Untaken(row.getLong("untaken"), row.getLong("looked_at") == UNTAKEN_COUNTED);
    }

    private static Died died(Row row) {
        return new Died(Math.min(row.getLong("of_a_day"), COUNTED), row.getBoolean("last_is_of_the_day"));
    }

    private static Came came(Row row, String time) {
        long counted = row.getLong("counted_of_" + time);
        return counted <= COUNTED ? new Came(counted, false) : new Came(row.getLong("ids_of_" + time), true);
    }
}
