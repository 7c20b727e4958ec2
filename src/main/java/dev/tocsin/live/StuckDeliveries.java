package dev.tocsin.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import dev.tocsin.delivery.DeliveryElsewhere;
import dev.tocsin.delivery.DeliveryElsewhere.SentOn;
import dev.tocsin.delivery.Meaning;
import dev.tocsin.delivery.Remarks;
import dev.tocsin.notice.Elapsed;
import dev.tocsin.notice.Remark;
import dev.tocsin.notice.Severity;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Sends what a destination has not taken for long to another configuration as well, if somebody has to see it. A lane is looked
 * through in its order, a stretch at a time, so each message is looked at once however many wait; what has stepped aside there,
 * and what was given up of late, is looked at besides. What is disabled on purpose waits on purpose.
 */
@ApplicationScoped
class StuckDeliveries {

    private static final int CONFIGURATIONS = 10;
    /** Of one configuration, each time. */
    static final int STRETCH = 50;
    private static final int LOOKED_AT_BESIDES = 200;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** If a replica ends meanwhile, others look after this long. */
    private static final Duration UNTIL_THE_NEXT_LOOK = Duration.ofMinutes(1);

    static final String OPEN_LOOKS = """
            INSERT INTO escalation_look (configuration_id)
            SELECT c.id FROM configuration c WHERE c.escalate_to IS NOT NULL
            ON CONFLICT DO NOTHING""";

    static final String LOOK = """
            WITH chosen AS MATERIALIZED (
                SELECT l.configuration_id FROM escalation_look l WHERE l.next_look_at <= now()
                ORDER BY l.next_look_at LIMIT $1 FOR UPDATE SKIP LOCKED
            ), looked AS (
                UPDATE escalation_look l SET next_look_at = now() + $2 * interval '1 millisecond'
                WHERE l.configuration_id = ANY (ARRAY (SELECT configuration_id FROM chosen))
                RETURNING l.configuration_id, l.passed_at, l.passed_id
            )
            SELECT l.configuration_id, l.passed_at, l.passed_id, c.configuration_name, c.escalate_to,
                   c.escalate_after_minutes, t.waits_because
            FROM looked l
            CROSS JOIN LATERAL (SELECT * FROM configuration c WHERE c.id = l.configuration_id OFFSET 0) c
            CROSS JOIN LATERAL (SELECT * FROM destination t WHERE t.configuration_id = l.configuration_id OFFSET 0) t
            WHERE c.escalate_to IS NOT NULL AND c.escalate_after_minutes IS NOT NULL AND c.state <> 'DISABLED'""";

    /** What Tocsin says itself is about what is there, and goes nowhere else. */
    static final String STUCK = """
            SELECT q.id, q.next_attempt_at, q.in_order, n.id AS notification_id, n.topic_arn, n.message_id, n.published_at,
                   n.subject, n.message, n.attributes, n.topic_arn LIKE 'tocsin:%' AS is_our_own,
                   (SELECT e.id FROM delivery e
                    WHERE e.notification_id = n.id
                      AND e.configuration_id = (SELECT c.id FROM configuration c WHERE c.configuration_name = $7)
                    LIMIT 1) IS NOT NULL AS is_there
            FROM (
                (SELECT d.id, d.notification_id, d.next_attempt_at, true AS in_order FROM delivery d
                 WHERE d.configuration_id = $1 AND d.state = 'PENDING' AND (d.next_attempt_at, d.id) > ($2, $3)
                   AND d.next_attempt_at <= now() - $4 * interval '1 minute'
                 ORDER BY d.next_attempt_at, d.id LIMIT $5)
                UNION ALL
                (SELECT d.id, d.notification_id, d.next_attempt_at, false FROM (
                     SELECT d.id, d.notification_id, d.next_attempt_at, d.queued_at FROM delivery d
                     WHERE d.configuration_id = $1 AND d.state = 'PENDING'
                       AND d.next_attempt_at > now() - $4 * interval '1 minute'
                     ORDER BY d.next_attempt_at DESC, d.id DESC LIMIT $6) d
                 WHERE d.queued_at <= now() - $4 * interval '1 minute')
                UNION ALL
                (SELECT d.id, d.notification_id, d.next_attempt_at, false FROM (
                     SELECT d.id, d.notification_id, d.configuration_id, d.next_attempt_at, d.settled_at FROM delivery d
                     WHERE d.state = 'DEAD' ORDER BY d.id DESC LIMIT $6) d
                 WHERE d.configuration_id = $1 AND d.settled_at > now() - interval '1 hour')) q
            CROSS JOIN LATERAL (SELECT * FROM notification n WHERE n.id = q.notification_id OFFSET 0) n
            ORDER BY q.in_order DESC, q.next_attempt_at, q.id""";

    /** Nobody else has looked meanwhile. */
    static final String PASS = """
            UPDATE escalation_look
            SET passed_at = $4, passed_id = $5,
                next_look_at = CASE WHEN $6 THEN now() ELSE next_look_at END
            WHERE configuration_id = $1 AND passed_at = $2 AND passed_id = $3
            RETURNING configuration_id""";

    private final Statements statements;
    private final Meaning meaning;
    private final Remarks remarks;
    private final DeliveryElsewhere elsewhere;

    StuckDeliveries(Postgres postgres, Meaning meaning, Remarks remarks, DeliveryElsewhere elsewhere) {
        this.statements = postgres.within(TIMEOUT);
        this.meaning = meaning;
        this.remarks = remarks;
        this.elsewhere = elsewhere;
    }

    /** Answers how many messages were sent on. */
    Uni<Integer> look() {
        return statements.query(OPEN_LOOKS, Tuple.tuple())
                .chain(() -> statements.query(LOOK, Tuple.of(CONFIGURATIONS, UNTIL_THE_NEXT_LOOK.toMillis())))
                .map(rows -> Rows.all(rows, StuckDeliveries::look))
                .chain(looks -> Multi.createFrom().iterable(looks).onItem().transformToUniAndConcatenate(this::look)
                        .collect().asList())
                .map(counts -> counts.stream().mapToInt(Integer::intValue).sum());
    }

    private static StuckLook look(Row row) {
        return new StuckLook(row.getLong("configuration_id"), row.getString("configuration_name"),
                row.getString("escalate_to"), row.getInteger("escalate_after_minutes"),
                Optional.ofNullable(row.getString("waits_because")), Rows.instant(row, "passed_at"), row.getLong("passed_id"));
    }

    private Uni<Integer> look(StuckLook look) {
        return statements.query(STUCK, Tuple.tuple().addLong(look.configurationId())
                .addOffsetDateTime(Rows.time(look.passedAt())).addLong(look.passedId()).addInteger(look.afterMinutes())
                .addInteger(STRETCH).addInteger(LOOKED_AT_BESIDES).addString(look.to())).map(
                        rows -> new Found(
                                Rows.stream(rows).filter(row -> row.getBoolean("in_order")).map(this::stuck).toList(),
                                Rows.stream(rows).filter(row -> !row.getBoolean("is_our_own") && !row.getBoolean("is_there"))
                                        .map(this::stuck).toList()))
                .chain(found -> choose(found).chain(chosen -> send(look, found, chosen)));
    }

    /**
     * @param passed up to which the lane is looked through by this
     * @param unseen by those who would be told
     */
    private record Found(List<StuckMessage> passed, List<StuckMessage> unseen) {
    }

    private StuckMessage stuck(Row row) {
        return new StuckMessage(row.getLong("id"), row.getLong("notification_id"), Rows.instant(row, "next_attempt_at"),
                row.getBoolean("in_order"), meaning.message(row));
    }

    /** Reading messages is work for a processor. */
    private Uni<List<StuckMessage>> choose(Found found) {
        return found.unseen().isEmpty() ? Uni.createFrom().item(List.of())
                : Uni.createFrom().item(() -> StuckMessage.toBeSeen(found.unseen(), meaning::of))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                        .map(chosen -> chosen.stream().limit(STRETCH).toList());
    }

    private Uni<Integer> send(StuckLook look, Found found, List<StuckMessage> chosen) {
        if (found.passed().isEmpty() && chosen.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        List<Long> lanes = new ArrayList<>();
        return statements.transaction(connection -> pass(connection, look, found.passed())
                .chain(isOurs -> isOurs && !chosen.isEmpty() ? send(connection, look, chosen, lanes)
                        : Uni.createFrom().item(0)))
                .invoke(sent -> {
                    lanes.stream().distinct().forEach(remarks::wake);
                    if (sent > 0) {
                        Log.warnf("Sent on what was not delivered: configuration=%s to=%s messages=%d",
                                look.configurationName(), look.to(), sent);
                    }
                });
    }

    private static Uni<Boolean> pass(SqlConnection connection, StuckLook look, List<StuckMessage> passed) {
        Instant at = passed.isEmpty() ? look.passedAt() : passed.get(passed.size() - 1).placeAt();
        long id = passed.isEmpty() ? look.passedId() : passed.get(passed.size() - 1).deliveryId();
        return connection.preparedQuery(PASS).execute(Tuple.tuple().addLong(look.configurationId())
                .addOffsetDateTime(Rows.time(look.passedAt())).addLong(look.passedId()).addOffsetDateTime(Rows.time(at))
                .addLong(id).addBoolean(passed.size() == STRETCH)).map(rows -> rows.size() == 1);
    }

    private Uni<Integer> send(SqlConnection connection, StuckLook look, List<StuckMessage> chosen, List<Long> lanes) {
        return Multi.createFrom().iterable(chosen).onItem().transformToUniAndConcatenate(
                message -> elsewhere.sendOn(connection, message.notificationId(), look.to(), DueEscalations.BY))
                .filter(SentOn.Sent.class::isInstance).map(SentOn.Sent.class::cast).collect().asList()
                .call(sent -> {
                    if (sent.isEmpty()) {
                        return Uni.createFrom().voidItem();
                    }
                    lanes.add(sent.get(0).lane());
                    return remarks.queue(connection, sent.get(0).lane(), remark(look, sent.size()));
                }).map(List::size);
    }

    private static Remark remark(StuckLook look, int messages) {
        String what = messages == 1 ? "A message" : messages + " messages";
        return new Remark(Remark.What.HANDED_ON, Optional.empty(), Severity.HIGH,
                "Escalated from " + look.configurationName() + ": " + what + " could not be delivered there for "
                        + Elapsed.words(Duration.ofMinutes(look.afterMinutes())) + " or more",
                look.because(), Optional.empty(), Optional.empty());
    }
}
