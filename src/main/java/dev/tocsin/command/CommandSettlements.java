package dev.tocsin.command;

import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.command.CommandAudit.Told;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** Writes what became of a command. Nothing is written under a lease that another replica has by now. */
@ApplicationScoped
class CommandSettlements {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** Before AWS hears of a change: whoever finds this and no result does not repeat it. */
    static final String CALLING = """
            UPDATE chat_command SET calling_since = now(), role_arn = $3, session_name = $4
            WHERE id = $1 AND lease = $2 AND leased_until > now() AND calling_since IS NULL""";

    /** What is to be said is said under the same lease, or by whoever comes when that has lapsed. */
    static final String SETTLE = """
            UPDATE chat_command
            SET state = $3, question = $4, reason = $5, configuration_name = coalesce($6, configuration_name),
                account = coalesce($7, account), region = coalesce($8, region), service = coalesce($9, service),
                operation = coalesce($10, operation), normalized = CASE WHEN $23 AND coalesce($12, changes) THEN coalesce($24, shown_normalized)
                    ELSE coalesce($11, normalized) END,
                shown_normalized = coalesce($24, shown_normalized), shown = $25,
                text = CASE WHEN $23 THEN $25 ELSE text END,
                changes = coalesce($12, changes), role_arn = coalesce($13, role_arn),
                session_name = coalesce($14, session_name), result_code = $15, took_ms = $16, result_json = $17,
                next_parameters = $18, slack_user_name = coalesce($19, slack_user_name), say = $20, say_as = $21,
                say_number = say_number + 1, say_since = now(), say_failures = 0,
                decided_by = CASE WHEN $3 = 'ASKING' THEN NULL ELSE decided_by END,
                decided_name = CASE WHEN $3 = 'ASKING' THEN NULL ELSE decided_name END,
                expires_at = CASE WHEN $3 = 'ASKING' THEN now() + $22 * interval '1 millisecond' END,
                ended_at = CASE WHEN $23 THEN now() END, attempts = 0,
                due_at = CASE WHEN $20::text IS NULL THEN NULL ELSE due_at END,
                lease = CASE WHEN $20::text IS NULL THEN NULL ELSE lease END,
                leased_until = CASE WHEN $20::text IS NULL THEN NULL ELSE leased_until END
            WHERE id = $1 AND lease = $2
            RETURNING say_number""";

    static final String CONTINUED = """
            UPDATE chat_command SET state = 'CONTINUED', question = NULL, expires_at = NULL, ended_at = now(), text = shown,
                normalized = shown_normalized
            WHERE id = $1 AND state = 'ASKING' AND question = 'MISSING'""";

    /** What somebody has caused meanwhile, which has another number, is still to be done. */
    static final String SAID = """
            UPDATE chat_command
            SET say = CASE WHEN say_number = $3 THEN NULL ELSE say END,
                say_as = CASE WHEN say_number = $3 THEN NULL ELSE say_as END,
                due_at = CASE WHEN say_number = $3 THEN NULL ELSE due_at END,
                question_ts = CASE WHEN $6 THEN coalesce($4, question_ts) ELSE question_ts END,
                answer_ts = CASE WHEN $6 THEN answer_ts ELSE coalesce($4, answer_ts) END,
                unanswered_because = $5, attempts = 0, lease = NULL, leased_until = NULL
            WHERE id = $1 AND lease = $2""";

    static final String ASKED = """
            UPDATE chat_command SET asked_ts = $3, thread_ts = $3 WHERE id = $1 AND lease = $2""";

    static final String SAY_LATER = """
            UPDATE chat_command
            SET say_failures = say_failures + 1, due_at = now() + $3 * interval '1 millisecond', attempts = 0, lease = NULL,
                leased_until = NULL
            WHERE id = $1 AND lease = $2""";

    static final String TRY_LATER = """
            UPDATE chat_command
            SET state = 'WAITING', due_at = now() + $3 * interval '1 millisecond', lease = NULL, leased_until = NULL
            WHERE id = $1 AND lease = $2""";

    private final Statements statements;
    private final CommandAudit audit;
    private final CommandsConfig config;

    CommandSettlements(Postgres postgres, CommandAudit audit, CommandsConfig config) {
        this.statements = postgres.within(TIMEOUT);
        this.audit = audit;
        this.config = config;
    }

    /** Whether AWS may be asked to change something now. */
    Uni<Boolean> calling(ClaimedCommand command, Understood understood) {
        return statements.query(CALLING, Tuple.of(command.id(), command.lease(), understood.roleArn().orElse(null),
                understood.sessionName().orElse(null))).map(rows -> rows.rowCount() > 0);
    }

    /** The number of what is to be said; empty if another replica has the command by now. */
    Uni<Optional<Integer>> settle(ClaimedCommand command, CommandStep step) {
        return ReadCommands.aside(() -> new Told(shown(command, step), step.reason().map(ShownText::of)))
                .chain(told -> statements.transaction(connection -> connection.preparedQuery(SETTLE)
                        .execute(values(command, step, told))
                        .map(rows -> rows.size() == 0 ? Optional.<Integer> empty()
                                : Optional.of(rows.iterator().next().getInteger("say_number")))
                        .call(number -> number.isPresent() ? follow(connection, command, step, told)
                                : Uni.createFrom().voidItem())));
    }

    private Uni<Void> follow(SqlConnection connection, ClaimedCommand command, CommandStep step, Told told) {
        Uni<Void> continued = step.continued().isEmpty() ? Uni.createFrom().voidItem()
                : connection.preparedQuery(CONTINUED).execute(Tuple.of(step.continued().get())).replaceWithVoid();
        return step.state().isOver() ? continued.chain(() -> audit.ended(connection, command, step, told)) : continued;
    }

    private Tuple values(ClaimedCommand command, CommandStep step, Told told) {
        Understood understood = step.understood();
        return Tuple.tuple().addUUID(command.id()).addUUID(command.lease()).addString(step.state().name())
                .addString(step.question().map(Enum::name).orElse(null)).addString(step.reason().orElse(null))
                .addString(understood.configurationName().orElse(null)).addString(understood.account().orElse(null))
                .addString(understood.region().orElse(null)).addString(understood.service().orElse(null))
                .addString(understood.operation().orElse(null)).addString(understood.normalized().orElse(null))
                .addBoolean(understood.changes().orElse(null)).addString(understood.roleArn().orElse(null))
                .addString(understood.sessionName().orElse(null))
                .addString(step.result().map(CommandStep.Result::code).orElse(null))
                .addInteger(step.result().flatMap(CommandStep.Result::tookMs).orElse(null))
                .addString(step.result().flatMap(CommandStep.Result::json).orElse(null))
                .addString(step.result().flatMap(CommandStep.Result::next).map(Object::toString).orElse(null))
                .addString(step.typistName().orElse(null))
                .addString(step.speech().map(speech -> speech.json().toString()).orElse(null))
                .addString(step.speech().map(speech -> speech.way().name()).orElse(null))
                .addLong(config.answerWithin().toMillis()).addBoolean(step.state().isOver())
                .addString(understood.shown().orElse(null)).addString(told.text());
    }

    /** What was typed, as people may see it. Not for event loops. */
    static String shown(ClaimedCommand command, CommandStep step) {
        return step.understood().hiding(command.text(), command.shown());
    }

    /** A slash command has a message now, under which it is answered. */
    Uni<Void> asked(ClaimedCommand command, String ts) {
        return statements.query(ASKED, Tuple.of(command.id(), command.lease(), ts)).replaceWithVoid();
    }

    /**
     * There is nothing to be said any more.
     *
     * @param number of what was said
     * @param ts names the message, if there is one
     * @param isQuestion whether that asks something
     * @param unanswered why nobody was told, if that is so
     */
    Uni<Void> said(ClaimedCommand command, int number, Optional<String> ts, boolean isQuestion, Optional<String> unanswered) {
        return statements.query(SAID, Tuple.of(command.id(), command.lease(), number, ts.orElse(null),
                unanswered.orElse(null), isQuestion)).replaceWithVoid();
    }

    Uni<Void> sayLater(ClaimedCommand command, Duration wait) {
        return statements.query(SAY_LATER, Tuple.of(command.id(), command.lease(), wait.toMillis())).replaceWithVoid();
    }

    /** Nothing was done that may not be done again. */
    Uni<Void> tryLater(ClaimedCommand command, Duration wait) {
        return statements.query(TRY_LATER, Tuple.of(command.id(), command.lease(), wait.toMillis())).replaceWithVoid();
    }
}
