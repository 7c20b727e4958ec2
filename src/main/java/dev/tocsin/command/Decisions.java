package dev.tocsin.command;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.audit.Actor;
import dev.tocsin.command.PressedButton.Kind;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** Writes how people answer what was asked of a command: once, whoever is quicker. */
@ApplicationScoped
class Decisions {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    static final String FIND = "SELECT " + AskedCommand.COLUMNS + " FROM chat_command WHERE id = $1";

    /** What was still to be said of the question needs not be said any more. */
    static final String DECIDE = """
            UPDATE chat_command
            SET state = $3, decided_by = $4, decided_name = $5, question_ts = coalesce(question_ts, $6),
                chosen = coalesce($7, chosen), say = NULL, say_as = NULL, say_number = say_number + 1, expires_at = NULL,
                due_at = now(), attempts = 0, ended_at = CASE WHEN $3 = 'CANCELLED' THEN now() END,
                text = CASE WHEN $3 = 'CANCELLED' THEN shown ELSE text END,
                normalized = CASE WHEN $3 = 'CANCELLED' THEN shown_normalized ELSE normalized END
            WHERE id = $1 AND state = 'ASKING' AND question = ANY ($2::text[]) AND expires_at > now()""";

    private final Statements statements;
    private final CommandAudit audit;

    Decisions(Postgres postgres, CommandAudit audit) {
        this.statements = postgres.within(TIMEOUT);
        this.audit = audit;
    }

    Uni<Optional<AskedCommand>> find(UUID command) {
        return statements.query(FIND, Tuple.of(command)).map(rows -> Rows.first(rows, AskedCommand::read));
    }

    /** What to tell whoever pressed it; empty if it is so now. */
    Uni<Optional<String>> decide(PressedButton button, AskedCommand asked, ButtonPresser by) {
        return statements.transaction(connection -> write(connection, button, asked, by))
                .chain(isNow -> isNow ? Uni.createFrom().item(Optional.empty())
                        : find(asked.id()).map(now -> Optional.of(now.map(Decisions::words).orElse("It is gone."))));
    }

    private Uni<Boolean> write(SqlConnection connection, PressedButton button, AskedCommand asked, ButtonPresser by) {
        CommandState state = button.kind() == Kind.CANCEL ? CommandState.CANCELLED : CommandState.WAITING;
        String[] questions = switch (button.kind()) {
            case RUN -> new String[] { CommandQuestion.RUN.name() };
            case ACCOUNT -> new String[] { CommandQuestion.ACCOUNT.name() };
            default -> new String[] { CommandQuestion.RUN.name(), CommandQuestion.ACCOUNT.name() };
        };
        return connection.preparedQuery(DECIDE).execute(Tuple.tuple().addUUID(asked.id()).addArrayOfString(questions)
                .addString(state.name()).addString(by.userId()).addString(CommandIntake.name(by.userName(), by.userId()))
                .addString(by.ts())
                .addString(button.choice().orElse(null))).map(rows -> rows.rowCount() > 0)
                .call(isNow -> isNow ? audit.decided(connection, verb(button.kind()), asked,
                        Optional.of(Actor.slackUser(by.workspaceId(), by.userId(),
                                CommandIntake.name(by.userName(), by.userId()))))
                        : Uni.createFrom().voidItem());
    }

    private static String verb(Kind kind) {
        return kind == Kind.RUN ? "approve" : kind == Kind.ACCOUNT ? "choose" : kind.name().toLowerCase(Locale.ROOT);
    }

    /** How it stands, for somebody who came too late. */
    static String words(AskedCommand asked) {
        String by = asked.decidedName().map(name -> " by " + name).orElse("");
        return switch (asked.state()) {
            case CANCELLED -> "It was cancelled" + by + ".";
            case EXPIRED -> "It was not answered in time. Type it again.";
            case ASKING -> asked.isExpired() ? "It was not answered in time. Type it again." : "It asks something else by now.";
            case WAITING, RUNNING -> "It is under way already" + (by.isEmpty() ? "" : ", started" + by) + ".";
            default -> "It was answered already" + by + ".";
        };
    }
}
