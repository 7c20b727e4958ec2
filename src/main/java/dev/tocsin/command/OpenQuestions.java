package dev.tocsin.command;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;

/** Commands that lack something which somebody has yet to say. */
@ApplicationScoped
class OpenQuestions {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    static final String LACKING = """
            SELECT id, normalized FROM chat_command
            WHERE slack_team_id = $1 AND slack_channel_id = $2 AND line = $3 AND question = 'MISSING' AND state = 'ASKING'
              AND slack_user_id = $4 AND expires_at > now() AND id <> $5
            ORDER BY seq DESC LIMIT 1""";

    private final Statements statements;

    OpenQuestions(Postgres postgres) {
        this.statements = postgres.within(TIMEOUT);
    }

    /** @param soFar as far as it was said */
    record Lacking(UUID id, String soFar) {
    }

    /** The person's latest in the thread of the command. */
    Uni<Optional<Lacking>> before(ClaimedCommand command) {
        return statements.query(LACKING, Tuple.of(command.spot().team(), command.spot().channel(), command.spot().line(),
                command.typist().id(), command.id()))
                .map(rows -> Rows.first(rows, row -> new Lacking(row.getUUID("id"), row.getString("normalized"))));
    }
}
