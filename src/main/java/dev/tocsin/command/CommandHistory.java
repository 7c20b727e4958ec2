package dev.tocsin.command;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import dev.tocsin.database.Paging;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import dev.tocsin.problem.Problems;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;

/** Reads the commands, the newest first. */
@Singleton
final class CommandHistory {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    static final String PAGE = "SELECT seq, " + CommandView.COLUMNS + """
             FROM chat_command
            WHERE seq < $1 AND ($2::text IS NULL OR slack_channel_id = $2) AND ($3::text IS NULL OR slack_user_id = $3)
              AND ($4::text IS NULL OR state = $4) AND ($5::text IS NULL OR service = $5)
            ORDER BY seq DESC LIMIT $6""";

    static final String ONE = "SELECT " + CommandView.COLUMNS + " FROM chat_command WHERE id = $1";

    private final Statements statements;

    CommandHistory(Postgres postgres) {
        this.statements = postgres.within(TIMEOUT);
    }

    /** What is asked for; null means all. */
    record Wanted(String slackChannelId, String slackUserId, String state, String service) {
    }

    record Listed(long seq, CommandView command) {
    }

    /** One more than asked for if there are more; fails with a problem if there is no such state. */
    Uni<List<Listed>> find(Wanted wanted, Paging<Long> paging) {
        if (wanted.state() != null && Rows.word(wanted.state(), CommandState.class) == null) {
            throw Problems.invalid("state", "must be one of "
                    + Arrays.stream(CommandState.values()).map(Enum::name).collect(Collectors.joining(", ")), wanted.state());
        }
        return statements.query(PAGE, Tuple.of(paging.after(), wanted.slackChannelId(), wanted.slackUserId(), wanted.state(),
                wanted.service(), paging.rows()))
                .map(rows -> Rows.all(rows, row -> new Listed(row.getLong("seq"), CommandView.read(row))));
    }

    Uni<Optional<CommandView>> one(UUID id) {
        return statements.query(ONE, Tuple.of(id)).map(rows -> Rows.first(rows, CommandView::read));
    }
}
