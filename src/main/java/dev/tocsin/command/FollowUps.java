package dev.tocsin.command;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.command.PressedButton.Kind;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;

/** Asks for more of what was answered: a command of whoever presses the button, in the same thread. */
@ApplicationScoped
class FollowUps {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final String GONE = "There is no such command any more.";

    /** Once for each button, whoever presses it. */
    static final String STORE = """
            INSERT INTO chat_command (id, source, source_key, parent_id, slack_team_id, slack_channel_id, slack_user_id,
                slack_user_name, text, shown, asked_ts, thread_ts, line, configuration_name, account, region, service, operation,
                normalized, shown_normalized, changes, with_parameters, result_json, due_at)
            SELECT $1, $2, $3, p.id, p.slack_team_id, p.slack_channel_id, $5, $6, p.text, p.shown, p.thread_ts, p.thread_ts, p.line,
                   p.configuration_name, p.account, p.region, p.service, p.operation, p.normalized, p.shown_normalized, p.changes,
                   CASE WHEN $2 = 'MORE' THEN p.next_parameters ELSE p.with_parameters END, p.result_json, now()
            FROM chat_command p WHERE p.id = $4
            ON CONFLICT (source_key) DO NOTHING""";

    /** So that it can be asked for again: what broke off, was not allowed or reached nobody has shown nothing. */
    static final String FREE = """
            UPDATE chat_command SET source_key = source_key || ' ' || id
            WHERE source_key = $1 AND due_at IS NULL AND state <> 'ASKING'
              AND (state <> 'DONE' OR result_code <> 'ok' OR unanswered_because IS NOT NULL)""";

    static final String IS_SHOWN = "SELECT due_at IS NULL AS is_shown FROM chat_command WHERE source_key = $1";

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
        CommandSource source = kind == Kind.MORE ? CommandSource.MORE : CommandSource.JSON;
        String key = "follow-up " + asked.id() + " " + source;
        return statements.transaction(connection -> connection.preparedQuery(FREE).execute(Tuple.of(key))
                .chain(() -> connection.preparedQuery(STORE).execute(Tuple.tuple().addUUID(UUID.randomUUID())
                        .addString(source.name()).addString(key).addUUID(asked.id()).addString(by.userId())
                        .addString(CommandIntake.name(by.userName(), by.userId())))))
                .chain(rows -> rows.rowCount() > 0 ? Uni.createFrom().item(Optional.empty()) : before(key));
    }

    /** Of what was asked for before. */
    private Uni<Optional<String>> before(String key) {
        return statements.query(IS_SHOWN, Tuple.of(key)).map(rows -> Rows.first(rows, row -> row.getBoolean("is_shown")))
                .map(isShown -> Optional.of(isShown.map(is -> is ? "It was shown already: look further down in the thread."
                        : "It is being looked up already, and comes in the thread.").orElse(GONE)));
    }
}
