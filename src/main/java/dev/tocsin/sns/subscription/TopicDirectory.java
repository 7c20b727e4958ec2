package dev.tocsin.sns.subscription;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.database.Paging;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import dev.tocsin.sns.subscription.SubscriptionState.State;
import dev.tocsin.sns.subscription.TopicLight.Signs;
import dev.tocsin.sns.subscription.Topics.TopicView;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** Reads the known topics, in the order of their ARNs. */
@ApplicationScoped
class TopicDirectory {

    /** Also those that a configuration has named this very moment and that have no row of their own yet. */
    private static final String TOPICS = """
            SELECT k.topic_arn, coalesce(s.state, 'REQUESTED') AS state, s.state_since, s.reason, s.warnings,
                   s.subscription_arn, s.requested_at, s.confirmed_at, s.checked_at, s.next_check_at,
                   coalesce(s.failures, 0) AS failures, s.last_message_at, now() AS now,
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

    private static final String ALL = TOPICS + """
            WHERE $1::text IS NULL OR EXISTS (
                SELECT FROM configuration_topic t JOIN configuration c ON c.id = t.configuration_id
                WHERE t.topic_arn = k.topic_arn AND c.configuration_name = $1)""";

    private static final String ONE = TOPICS + "WHERE k.topic_arn = $1";
    private static final String STATES = "SELECT topic_arn, state FROM subscription WHERE topic_arn = ANY ($1::text[])";
    private static final String COUNTS = "SELECT state, count(*) AS topics FROM subscription GROUP BY state";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Statements statements;

    TopicDirectory(Postgres postgres) {
        this.statements = postgres.within(TIMEOUT);
    }

    Uni<List<TopicView>> page(Paging<String> paging, Optional<State> state, Optional<String> configurationName) {
        return statements
                .query(PAGE,
                        Tuple.of(paging.after(), state.map(State::name).orElse(null), configurationName.orElse(null),
                                paging.rows()))
                .map(found -> Rows.all(found, TopicDirectory::view));
    }

    /** In no order. There are as many as configurations name. */
    Uni<List<TopicView>> all(Optional<String> configurationName) {
        return statements.query(ALL, Tuple.of(configurationName.orElse(null)))
                .map(found -> Rows.all(found, TopicDirectory::view));
    }

    Uni<Optional<TopicView>> one(String topicArn) {
        return statements.query(ONE, Tuple.of(topicArn)).map(found -> Rows.first(found, TopicDirectory::view));
    }

    Uni<Map<String, State>> states(List<String> topicArns) {
        return statements.query(STATES, Tuple.tuple().addArrayOfString(topicArns.toArray(String[]::new))).map(found -> {
            Map<String, State> states = new HashMap<>();
            found.forEach(row -> states.put(row.getString("topic_arn"), State.valueOf(row.getString("state"))));
            return states;
        });
    }

    /** How many topics are in which state. */
    Uni<Map<State, Long>> counts() {
        return statements.query(COUNTS, Tuple.tuple()).map(found -> {
            Map<State, Long> counts = new HashMap<>();
            found.forEach(row -> counts.put(State.valueOf(row.getString("state")), row.getLong("topics")));
            return counts;
        });
    }

    private static TopicView view(Row row) {
        State state = State.valueOf(row.getString("state"));
        Instant stateSince = Rows.instant(row, "state_since");
        List<String> warnings = Rows.strings(row, "warnings");
        List<String> names = Rows.strings(row, "configuration_names");
        Instant confirmedAt = Rows.instant(row, "confirmed_at");
        Instant lastMessageAt = Rows.instant(row, "last_message_at");
        TopicLight light = TopicLight.of(new Signs(!names.isEmpty(), state, Optional.ofNullable(stateSince),
                OurEndpoint.isObjection(row.getString("reason")),
                !warnings.isEmpty(), lastMessageAt != null, Rows.instant(row, "now")));
        return new TopicView(row.getString("topic_arn"), light, state, stateSince, row.getString("reason"), warnings,
                row.getString("subscription_arn"), names, Rows.instant(row, "requested_at"), confirmedAt,
                Rows.instant(row, "checked_at"), Rows.instant(row, "next_check_at"), row.getInteger("failures"), lastMessageAt,
                state == State.CONFIRMED ? silentSince(confirmedAt, lastMessageAt) : null, null);
    }

    /** A subscription that was confirmed anew may be younger than the last message. */
    private static Instant silentSince(Instant confirmedAt, Instant lastMessageAt) {
        return lastMessageAt == null ? confirmedAt : lastMessageAt;
    }
}
