package dev.tocsin.live;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

import dev.tocsin.chat.Chats;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import dev.tocsin.delivery.Meaning;
import dev.tocsin.delivery.Remarks;
import dev.tocsin.live.CareAnswer.Result;
import dev.tocsin.notice.Remark;
import dev.tocsin.notice.Severity;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Carries out what people do about matters. Who does so, the line in the thread, the entry of the audit and the change of the
 * message are one transaction, so nothing is done halfway; doing it twice does it once.
 */
@ApplicationScoped
public class MatterCare {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** Whoever waits here sees afterwards what the other has done. */
    static final String LOCK = "SELECT p.id FROM posting p WHERE p.id = $1 FOR NO KEY UPDATE";

    static final String FIND = """
            SELECT %s, (SELECT e.id FROM posting_event e WHERE e.posting_id = p.id AND e.press = $2 LIMIT 1) IS NOT NULL
                AS was_heard, %s AS is_newest
            FROM posting p
            %s
            WHERE p.id = $1 AND p.phase IS NOT NULL""".formatted(OpenMatter.COLUMNS, OpenMatter.IS_NEWEST, OpenMatter.JOINS);

    /** Where the message can be changed, at once. */
    private static final String SHOWN = """
            update_due_at = CASE WHEN p.workspace IS NOT NULL AND p.reference IS NOT NULL AND p.gone_because IS NULL
                AND p.frozen_because IS NULL THEN now() ELSE p.update_due_at END,
            update_rank = 0, update_asked = p.update_asked + 1
            WHERE p.id = $1""";

    static final String ACKNOWLEDGE = """
            UPDATE posting p
            SET acknowledged_at = now(), acknowledged_by = $2, acknowledged_name = $3, remind_at = NULL, escalate_at = NULL,
            """ + SHOWN;

    static final String RESOLVE = """
            UPDATE posting p
            SET resolved_at = now(), resolved_by = $2, resolved_name = $3, remind_at = NULL, escalate_at = NULL,
            """ + SHOWN;

    /** Somebody has to take care of it again. */
    static final String REOPEN = """
            UPDATE posting p
            SET resolved_at = NULL, resolved_by = NULL, resolved_name = NULL, acknowledged_at = NULL, acknowledged_by = NULL,
                acknowledged_name = NULL, reminders = 0, escalated_at = NULL,
                remind_at = now() + (SELECT t.remind_every_minutes FROM destination t
                    WHERE t.configuration_id = p.configuration_id) * interval '1 minute',
                escalate_at = now() + (SELECT t.escalate_after_minutes FROM destination t
                    WHERE t.configuration_id = p.configuration_id) * interval '1 minute',
            """ + SHOWN;

    static final String TELL = "INSERT INTO posting_event (posting_id, what, detail, press) VALUES ($1, $2, $3, $4)";

    private final Statements statements;
    private final Meaning meaning;
    private final Chats chats;
    private final Remarks remarks;
    private final CareAudit audit;
    private final Event<PersonActed> acted;
    private final MeterRegistry meters;

    MatterCare(Postgres postgres, Meaning meaning, Chats chats, Remarks remarks, CareAudit audit, Event<PersonActed> acted,
            MeterRegistry meters) {
        this.statements = postgres.within(TIMEOUT);
        this.meaning = meaning;
        this.chats = chats;
        this.remarks = remarks;
        this.audit = audit;
        this.acted = acted;
        this.meters = meters;
    }

    /**
     * Fails if the database does.
     *
     * @param spot where the message is that they look at, if they look at one
     */
    public Uni<CareAnswer> act(UUID posting, CareAction action, Caretaker by, Optional<ChatSpot> spot) {
        return statements.transaction(connection -> connection.preparedQuery(LOCK).execute(Tuple.of(posting))
                .chain(() -> connection.preparedQuery(FIND).execute(Tuple.of(posting, by.press().orElse(null))))
                .map(Rows::first)
                .chain(row -> row.isEmpty()
                        ? Uni.createFrom().item(new Done(new CareAnswer(Result.UNKNOWN, "There is no such message any more."),
                                Optional.empty()))
                        : act(connection, row.get(), action, by, spot)))
                .invoke(done -> follow(done, action, posting)).map(Done::answer);
    }

    /** @param lane in which something is to be said */
    private record Done(CareAnswer answer, Optional<Long> lane) {
    }

    private Uni<Done> act(SqlConnection connection, Row row, CareAction action, Caretaker by, Optional<ChatSpot> spot) {
        OpenMatter matter = OpenMatter.read(row, meaning, chats);
        boolean isIt = row.getBoolean("is_newest")
                && spot.filter(looked -> !looked.isOf(matter.message(), matter.workspace().orElse(""))).isEmpty();
        Optional<CareAnswer> objection = objection(matter, isIt, row.getBoolean("was_heard"))
                .or(() -> CareRules.objection(action, matter.message()));
        return objection.isPresent() ? Uni.createFrom().item(new Done(objection.get(), Optional.empty()))
                : write(connection, matter, action, by);
    }

    private static Optional<CareAnswer> objection(OpenMatter matter, boolean isIt, boolean wasHeard) {
        if (matter.configurationName().isEmpty()) {
            return Optional.of(new CareAnswer(Result.ABANDONED,
                    "The configuration that posted this was deleted, so nothing follows from it any more."));
        }
        if (!isIt) {
            return Optional.of(new CareAnswer(Result.ELSEWHERE,
                    "This message does not stand for its matter any more; a newer one does."));
        }
        return wasHeard ? Optional.of(new CareAnswer(Result.HEARD_BEFORE, "That was done already.")) : Optional.empty();
    }

    private Uni<Done> write(SqlConnection connection, OpenMatter matter, CareAction action, Caretaker by) {
        UUID id = matter.id();
        Uni<Void> changed = action == CareAction.REOPEN
                ? connection.preparedQuery(REOPEN).execute(Tuple.of(id)).replaceWithVoid()
                : connection.preparedQuery(action == CareAction.RESOLVE ? RESOLVE : ACKNOWLEDGE)
                        .execute(Tuple.of(id, by.id(), by.name())).replaceWithVoid();
        Optional<Long> lane = matter.hasThread() ? Optional.of(matter.configurationId()) : Optional.empty();
        return changed
                .chain(() -> connection.preparedQuery(TELL).execute(Tuple.of(id, action.event().name(),
                        "by " + by.name() + ", " + by.way(), by.press().orElse(null))))
                .chain(() -> audit.record(connection, id, action, by, new CareAudit.Cared(
                        matter.configurationName().orElseThrow(), matter.title(), by.from())))
                .chain(() -> lane.isPresent() ? remarks.queue(connection, lane.get(), remark(matter, action, by))
                        : Uni.createFrom().voidItem())
                .replaceWith(new Done(new CareAnswer(Result.DONE, action.done() + " by " + by.name() + "."), lane));
    }

    private static Remark remark(OpenMatter matter, CareAction action, Caretaker by) {
        Severity severity = switch (action) {
            case ACKNOWLEDGE -> Severity.INFO;
            case RESOLVE -> Severity.GOOD;
            case REOPEN -> matter.message().state().severity();
        };
        return matter.remark(action.remark(), severity, action.done() + " by " + by.name());
    }

    /** Not before the commit: whoever is woken has to see it. */
    private void follow(Done done, CareAction action, UUID posting) {
        Counter.builder("tocsin.live.care").description("What people wanted to do about matters, and what came of it")
                .tag("action", action.verb()).tag("result", done.answer().result().name().toLowerCase(java.util.Locale.ROOT))
                .register(meters).increment();
        done.lane().ifPresent(remarks::wake);
        if (done.answer().result() == Result.DONE) {
            acted.fire(new PersonActed(posting));
        }
    }
}
