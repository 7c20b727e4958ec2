package dev.tocsin.command;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.command.PressedButton.Kind;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;

/** Asks for more of what was answered: a command of whoever presses the button, in the same thread. */
@ApplicationScoped
class FollowUps {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    static final String STORE = """
            INSERT INTO chat_command (id, source, source_key, parent_id, slack_team_id, slack_channel_id, slack_user_id,
                slack_user_name, text, shown, asked_ts, thread_ts, line, configuration_name, account, region, service, operation,
                normalized, shown_normalized, changes, with_parameters, result_json, due_at)
            SELECT $1, $2, $3, p.id, p.slack_team_id, p.slack_channel_id, $5, $6, p.text, p.shown, p.thread_ts, p.thread_ts, p.line,
                   p.configuration_name, p.account, p.region, p.service, p.operation, p.normalized, p.shown_normalized, p.changes,
                   CASE WHEN $2 = 'MORE' THEN p.next_parameters ELSE p.with_parameters END, p.result_json, now()
            FROM chat_command p WHERE p.id = $4
            ON CONFLICT (source_key) DO NOTHING""";

    private final Statements statements;

    FollowUps(Postgres postgres) {
        this.statements = postgres.within(TIMEOUT);
    }

    /** What to tell whoever pressed it; empty if it is under way. */
    Uni<Optional<String>> ask(Kind kind, AskedCommand asked, ButtonPresser by) {
        boolean isChange = Boolean.TRUE.equals(asked.changes());
        if (kind == Kind.MORE && (isChange || asked.nextParameters().isEmpty())) {
            return Uni.createFrom().item(Optional.of("There is nothing more."));
        }
        if (isChange && asked.resultJson().isEmpty()) {
            return Uni.createFrom().item(Optional.of("No more was kept of this answer than what is shown."));
        }
        return statements.query(STORE, Tuple.tuple().addUUID(UUID.randomUUID())
                .addString((kind == Kind.MORE ? CommandSource.MORE : CommandSource.JSON).name())
                .addString("press " + by.workspaceId() + " " + by.press()).addUUID(asked.id()).addString(by.userId())
                .addString(CommandIntake.name(by.userName(), by.userId()))).replaceWith(Optional.empty());
    }
}
