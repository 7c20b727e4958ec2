package dev.tocsin.sns.subscription;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.aws.TopicArn;
import dev.tocsin.database.ClockConfig;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import dev.tocsin.sns.subscription.SubscriptionState.State;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Remembers how subscriptions stand, and hands out those that are due to be looked after, each to one replica. What SNS itself
 * says ends a claim, so that an older look at AWS does not overwrite it.
 */
@ApplicationScoped
public class Subscriptions {

    private static final String ADD = """
            INSERT INTO subscription (topic_arn, state)
            SELECT DISTINCT t.topic_arn, 'REQUESTED' FROM configuration_topic t
            WHERE NOT EXISTS (SELECT FROM subscription s WHERE s.topic_arn = t.topic_arn)
            ON CONFLICT DO NOTHING""";

    /** Locks in the order of the keys and waits for nobody, so that replicas cannot lock each other out. */
    private static final String NOTE_UNHEARD = """
            UPDATE subscription SET unheard_since = CASE WHEN unheard_since IS NULL THEN now() END, next_check_at = now()
            WHERE topic_arn = ANY (ARRAY (
                SELECT s.topic_arn FROM subscription s
                WHERE (s.unheard_since IS NULL) <>
                      EXISTS (SELECT FROM configuration_topic t WHERE t.topic_arn = s.topic_arn)
                ORDER BY s.topic_arn FOR UPDATE SKIP LOCKED))""";

    private static final String HURRY = """
            UPDATE subscription SET next_check_at = now()
            WHERE topic_arn = ANY (ARRAY (
                SELECT topic_arn FROM subscription
                WHERE topic_arn = ANY ($1::text[]) AND state <> 'CONFIRMED' AND lease IS NULL
                ORDER BY topic_arn FOR UPDATE SKIP LOCKED))""";

    private static final String CLAIMED = """
            RETURNING s.topic_arn, s.state, s.subscription_arn, s.reason, s.failures,
                      extract(epoch FROM now() - s.unheard_since)::float8 AS unheard_seconds""";

    /** A lease needs no clock of its own: the claim moves next_check_at on, and when that has passed the row is due again. */
    static final String CLAIM_DUE = """
            WITH due AS MATERIALIZED (
                SELECT topic_arn FROM subscription WHERE next_check_at <= now()
                ORDER BY next_check_at LIMIT $1 FOR UPDATE SKIP LOCKED)
            UPDATE subscription s SET lease = $2, next_check_at = now() + $3 * interval '1 millisecond'
            FROM due WHERE s.topic_arn = due.topic_arn
            """ + CLAIMED;

    static final String CLAIM_ONE = """
            UPDATE subscription s SET lease = $2, next_check_at = now() + $3 * interval '1 millisecond'
            WHERE s.topic_arn = $1
            """ + CLAIMED;

    private static final String SETTLE = """
            UPDATE subscription
            SET state = $3, state_since = CASE WHEN state = $3 THEN state_since ELSE now() END, subscription_arn = $4,
                reason = $5, warnings = $6, failures = $7, next_check_at = now() + $8 * interval '1 millisecond',
                checked_at = now(), confirmed_at = CASE WHEN $3 = 'CONFIRMED' THEN coalesce(confirmed_at, now()) END,
                lease = NULL
            WHERE topic_arn = $1 AND lease = $2""";

    /** Unless a configuration has named it meanwhile: then it is asked for anew. */
    private static final String FORGET = """
            WITH gone AS (
                DELETE FROM subscription s WHERE s.topic_arn = $1 AND s.lease = $2
                  AND NOT EXISTS (SELECT FROM configuration_topic t WHERE t.topic_arn = s.topic_arn)
                RETURNING s.topic_arn)
            UPDATE subscription SET state = 'REQUESTED', state_since = now(), subscription_arn = NULL, reason = NULL,
                   unheard_since = NULL, failures = 0, next_check_at = now(), lease = NULL
            WHERE topic_arn = $1 AND lease = $2 AND NOT EXISTS (SELECT FROM gone)""";

    /**
     * That a subscription was deleted counts if it is the one that we know, or we know none. Bad news from before it was
     * confirmed is none any more; SNS's clock and ours may differ a little.
     */
    private static final String REMEMBER = """
            INSERT INTO subscription (topic_arn, state, subscription_arn, reason, confirmed_at, next_check_at)
            VALUES ($1, $2, CASE WHEN $2 <> 'REMOVED_AT_AWS' THEN $3::text END, $4,
                    CASE WHEN $2 = 'CONFIRMED' THEN now() END, now() + $5 * interval '1 millisecond')
            ON CONFLICT (topic_arn) DO UPDATE
            SET state = excluded.state,
                subscription_arn = CASE WHEN excluded.state <> 'REMOVED_AT_AWS'
                                        THEN coalesce(excluded.subscription_arn, subscription.subscription_arn) END,
                state_since = CASE WHEN subscription.state = excluded.state THEN subscription.state_since ELSE now() END,
                reason = excluded.reason, failures = 0, lease = NULL, next_check_at = excluded.next_check_at,
                confirmed_at = CASE WHEN excluded.state = 'CONFIRMED'
                                    THEN coalesce(subscription.confirmed_at, excluded.confirmed_at) END
            WHERE (excluded.state <> 'REMOVED_AT_AWS' OR subscription.subscription_arn IS NULL
                   OR subscription.subscription_arn = $3::text)
              AND (excluded.state = 'CONFIRMED' OR subscription.state <> 'CONFIRMED'
                   OR subscription.state_since <= $6::timestamptz + $7 * interval '1 millisecond')""";

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Statements statements;
    private final CheckSchedule schedule;
    private final Duration clockSkew;

    Subscriptions(Postgres postgres, CheckSchedule schedule, ClockConfig config) {
        this.statements = postgres.within(TIMEOUT);
        this.schedule = schedule;
        this.clockSkew = config.clockSkew();
    }

    /** Finds the topics that configurations have come to name, and those that they have ceased to. */
    Uni<Void> discover() {
        return statements.query(ADD, Tuple.tuple()).chain(() -> statements.query(NOTE_UNHEARD, Tuple.tuple()))
                .replaceWithVoid();
    }

    /** Looks at these soon, unless all is well with them: somebody has just said that they matter. */
    Uni<Void> hurry(Collection<String> topics) {
        return statements.query(HURRY, Tuple.tuple().addArrayOfString(topics.toArray(String[]::new))).replaceWithVoid();
    }

    Uni<List<KnownTopic>> claim(int most, Duration lease) {
        UUID token = UUID.randomUUID();
        return statements.query(CLAIM_DUE, Tuple.of(most, token, lease.toMillis()))
                .map(rows -> Rows.all(rows, row -> topic(row, token)));
    }

    /** This one, due or not; takes it from whoever has claimed it before. Empty if it is not known. */
    Uni<Optional<KnownTopic>> claim(TopicArn topic, Duration lease) {
        UUID token = UUID.randomUUID();
        return statements.query(CLAIM_ONE, Tuple.of(topic.toString(), token, lease.toMillis()))
                .map(rows -> Rows.stream(rows).map(row -> topic(row, token)).findFirst());
    }

    private static KnownTopic topic(Row row, UUID lease) {
        String arn = row.getString("topic_arn");
        return new KnownTopic(
                TopicArn.parse(arn).orElseThrow(() -> new IllegalStateException("not the ARN of a topic: " + arn)),
                State.valueOf(row.getString("state")), Optional.ofNullable(row.getString("subscription_arn")),
                Optional.ofNullable(row.getString("reason")), row.getInteger("failures"),
                Optional.ofNullable(row.getDouble("unheard_seconds"))
                        .map(seconds -> Duration.ofMillis((long) (seconds * 1000))),
                lease);
    }

    Uni<Void> settle(KnownTopic topic, Finding finding) {
        if (finding.next() == Finding.Next.FORGET) {
            return statements.query(FORGET, Tuple.of(topic.arn().toString(), topic.lease())).replaceWithVoid();
        }
        int failures = finding.next() == Finding.Next.BACKOFF ? topic.failures() + 1 : 0;
        Duration pause = failures == 0 ? schedule.period() : schedule.backoff(failures);
        Tuple settled = Tuple.tuple().addString(topic.arn().toString()).addUUID(topic.lease())
                .addString(finding.state().name()).addString(finding.subscriptionArn().orElse(null))
                .addString(finding.reason().orElse(null)).addArrayOfString(finding.warnings().toArray(String[]::new))
                .addInteger(failures).addLong(pause.toMillis());
        return statements.query(SETTLE, settled).replaceWithVoid();
    }

    /**
     * In the transaction that stores the message.
     *
     * @param saidAt when SNS signed it
     * @return whether it says something of the subscription as it stands
     */
    public Uni<Boolean> remember(SqlConnection transaction, SubscriptionState said, Instant saidAt) {
        Duration pause = said.state() == State.CONFIRMED ? schedule.period() : schedule.backoff(1);
        Tuple row = Tuple.tuple().addString(said.topic().toString()).addString(said.state().name())
                .addString(said.subscriptionArn().orElse(null)).addString(said.reason().orElse(null))
                .addLong(pause.toMillis()).addOffsetDateTime(Rows.time(saidAt)).addLong(clockSkew.toMillis());
        return transaction.preparedQuery(REMEMBER).execute(row).map(changed -> changed.rowCount() > 0);
    }

}
