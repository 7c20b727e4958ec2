package dev.tocsin.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.audit.Actor;
import dev.tocsin.chat.Chats;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import dev.tocsin.delivery.DeliveryElsewhere;
import dev.tocsin.delivery.DeliveryElsewhere.SentOn;
import dev.tocsin.delivery.Meaning;
import dev.tocsin.delivery.Remarks;
import dev.tocsin.live.ChangeResult.What;
import dev.tocsin.notice.Elapsed;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Remark;
import dev.tocsin.notice.Severity;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Sends what is open and that nobody has acknowledged to another configuration as well, once each time that it opens. No
 * configuration gets the same message twice, so what goes in a circle ends.
 */
@ApplicationScoped
class DueEscalations {

    static final int AT_ONCE = 20;
    static final Actor BY = Actor.system("escalation");
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    static final String CLAIM = """
            WITH due AS MATERIALIZED (
                SELECT p.id FROM posting p WHERE p.escalate_at <= now() ORDER BY p.escalate_at LIMIT $1
                FOR NO KEY UPDATE SKIP LOCKED
            ), known AS MATERIALIZED (
                SELECT p.id, t.escalate_to,
                       coalesce(p.phase = 'OPEN' AND p.acknowledged_at IS NULL AND p.resolved_at IS NULL
                           AND p.escalated_at IS NULL AND t.escalate_after_minutes IS NOT NULL AND t.escalate_to IS NOT NULL
                           AND %s, false) AS stands
                FROM due CROSS JOIN LATERAL (SELECT * FROM posting p WHERE p.id = due.id OFFSET 0) p
                LEFT JOIN LATERAL (SELECT * FROM destination t WHERE t.configuration_id = p.configuration_id OFFSET 0) t
                    ON true
            ), moved AS (
                UPDATE posting p
                SET escalate_at = NULL, escalated_at = CASE WHEN k.stands THEN now() ELSE p.escalated_at END
                FROM known k
                WHERE p.id = ANY (ARRAY (SELECT id FROM known)) AND p.id = k.id
            )
            SELECT %s, k.escalate_to
            FROM known k CROSS JOIN LATERAL (SELECT * FROM posting p WHERE p.id = k.id OFFSET 0) p
            %s
            WHERE k.stands""".formatted(OpenMatter.IS_NEWEST, OpenMatter.COLUMNS, OpenMatter.JOINS);

    private final Statements statements;
    private final Meaning meaning;
    private final Chats chats;
    private final Remarks remarks;
    private final DeliveryElsewhere elsewhere;

    DueEscalations(Postgres postgres, Meaning meaning, Chats chats, Remarks remarks, DeliveryElsewhere elsewhere) {
        this.statements = postgres.within(TIMEOUT);
        this.meaning = meaning;
        this.chats = chats;
        this.remarks = remarks;
        this.elsewhere = elsewhere;
    }

    /** @param notification of its newest message; empty if that is forgotten */
    private record Due(OpenMatter matter, Optional<Long> notification, String to) {

        static Due read(Row row, Meaning meaning, Chats chats) {
            return new Due(OpenMatter.read(row, meaning, chats), Optional.ofNullable(row.getLong("notification_id")),
                    row.getString("escalate_to"));
        }
    }

    /** Answers how many there were; if as many as are taken at once, more may be due. */
    Uni<Integer> escalate() {
        List<Long> lanes = new ArrayList<>();
        return statements.transaction(connection -> connection.preparedQuery(CLAIM).execute(Tuple.of(AT_ONCE))
                .map(rows -> Rows.all(rows, row -> Due.read(row, meaning, chats)))
                .call(all -> Multi.createFrom().iterable(all).onItem()
                        .transformToUniAndConcatenate(due -> escalate(connection, due, lanes)).collect().last()))
                .invoke(all -> lanes.stream().distinct().forEach(remarks::wake)).map(List::size);
    }

    private Uni<Void> escalate(SqlConnection connection, Due due, List<Long> lanes) {
        Uni<SentOn> sent = due.notification().map(id -> elsewhere.sendOn(connection, id, due.to(), BY))
                .orElseGet(() -> Uni.createFrom().item(new SentOn.Nowhere("the message is not kept any more")));
        return sent.chain(how -> how instanceof SentOn.Sent there ? sent(connection, due, there, lanes)
                : tell(connection, due, What.NOT_ESCALATED, not(how, due.to())));
    }

    private static String not(SentOn how, String to) {
        return how instanceof SentOn.Nowhere nowhere ? "to " + to + ": " + nowhere.because()
                : "to " + to + ": the message was there before";
    }

    private Uni<Void> sent(SqlConnection connection, Due due, SentOn.Sent there, List<Long> lanes) {
        OpenMatter matter = due.matter();
        String since = "nobody has acknowledged it" + length(matter);
        lanes.add(there.lane());
        if (matter.hasThread()) {
            lanes.add(matter.configurationId());
        }
        return tell(connection, due, What.ESCALATED, "to " + due.to())
                .chain(() -> remarks.queue(connection, there.lane(), new Remark(Remark.What.HANDED_ON, Optional.empty(),
                        matter.message().state().severity(),
                        "Escalated from " + matter.configurationName().orElse("another configuration") + ": " + since,
                        Optional.of(matter.title()), matter.notice().flatMap(Notice::correlationKey), matter.link())))
                .chain(() -> matter.hasThread()
                        ? remarks.queue(connection, matter.configurationId(), matter.remark(Remark.What.ESCALATED,
                                Severity.INFO, "Escalated to " + due.to() + ": " + since))
                        : Uni.createFrom().voidItem());
    }

    private static Uni<Void> tell(SqlConnection connection, Due due, What what, String detail) {
        return connection.preparedQuery(MatterCare.TELL).execute(Tuple.of(due.matter().id(), what.name(), detail, null))
                .replaceWithVoid();
    }

    private static String length(OpenMatter matter) {
        return matter.message().opened()
                .flatMap(opened -> Optional.ofNullable(Elapsed.words(Duration.between(opened.at(), matter.now()))))
                .map(words -> " for " + words).orElse("");
    }
}
