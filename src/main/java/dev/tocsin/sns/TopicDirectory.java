package dev.tocsin.sns;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.sns.SubscriptionState.State;
import dev.tocsin.sns.Topics.TopicView;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** Reads the known topics, in the order of their ARNs. */
@ApplicationScoped
class TopicDirectory {

    /** Also those that a configuration has named this very moment and that have no row of their own yet. */
    private static final String TOPICS = """
            SELECT k.topic_arn, coalesce(s.state, 'REQUESTED') AS state, s.state_since, s.reason, s.warnings,
                   s.subscription_arn, s.requested_at, s.confirmed_at, s.checked_at, s.next_check_at,
                   coalesce(s.failures, 0) AS failures, s.last_message_at,
                   ARRAY (SELECT c.configuration_name FROM configuration_topic t
                          JOIN configuration c ON c.id = t.configuration_id
                          WHERE t.topic_arn = k.topic_arn ORDER BY c.configuration_name) AS configuration_names
            FROM (SELECT topic_arn FROM subscription UNION SELECT topic_arn FROM configuration_topic) k
            LEFT JOIN subscription s ON s.topic_arn = k.topic_arn
            """;

    private static final String PAGE = TOPICS + """
            WHERE k.topic_arn > $1 AND ($2::text IS NULL OR coalesce(s.state, 'REQUESTED') = $2)
              AND ($3::text IS NULL OR EXISTS (
                    SELECT FROM configuration_topic t JOIN configuration c ON c.id = t.configuration_id
                    WHERE t.topic_arn = k.topic_arn AND c.configuration_name = $3))
            ORDER BY k.topic_arn LIMIT $4""";

    private static final String ONE = TOPICS + "WHERE k.topic_arn = $1";
    private static final String STATES = "SELECT topic_arn, state FROM subscription WHERE topic_arn = ANY ($1::text[])";
    private static final String COUNTS = "SELECT state, count(*) AS topics FROM subscription GROUP BY state";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Pool pool;

    TopicDirectory(Pool pool) {
        this.pool = pool;
    }

    Uni<List<TopicView>> page(String after, Optional<State> state, Optional<String> configurationName, int rows) {
        return query(PAGE, Tuple.of(after, state.map(State::name).orElse(null), configurationName.orElse(null), rows))
                .map(found -> StreamSupport.stream(found.spliterator(), false).map(TopicDirectory::view).toList());
    }

    Uni<Optional<TopicView>> one(String topicArn) {
        return query(ONE, Tuple.of(topicArn)).map(found -> StreamSupport.stream(found.spliterator(), false)
                .map(TopicDirectory::view).findFirst());
    }

    Uni<Map<String, State>> states(List<String> topicArns) {
        return query(STATES, Tuple.tuple().addArrayOfString(topicArns.toArray(String[]::new))).map(found -> {
            Map<String, State> states = new HashMap<>();
            found.forEach(row -> states.put(row.getString("topic_arn"), State.valueOf(row.getString("state"))));
            return states;
        });
    }

    /** How many topics are in which state. */
    Uni<Map<State, Long>> counts() {
        return query(COUNTS, Tuple.tuple()).map(found -> {
            Map<State, Long> counts = new HashMap<>();
            found.forEach(row -> counts.put(State.valueOf(row.getString("state")), row.getLong("topics")));
            return counts;
        });
    }

    private Uni<RowSet<Row>> query(String sql, Tuple parameters) {
        return pool.preparedQuery(sql).execute(parameters).ifNoItem().after(TIMEOUT).fail();
    }

    private static TopicView view(Row row) {
        return new TopicView(row.getString("topic_arn"), State.valueOf(row.getString("state")), instant(row, "state_since"),
                row.getString("reason"), strings(row, "warnings"), row.getString("subscription_arn"),
                strings(row, "configuration_names"), instant(row, "requested_at"), instant(row, "confirmed_at"),
                instant(row, "checked_at"), instant(row, "next_check_at"), row.getInteger("failures"),
                instant(row, "last_message_at"), null);
    }

    private static List<String> strings(Row row, String column) {
        String[] strings = row.getArrayOfStrings(column);
        return strings == null ? List.of() : new ArrayList<>(List.of(strings));
    }

    private static Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
