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
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** Reads the commands, the newest first. */
@Singleton
final class CommandHistory {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** So many are looked through at a time: where few fit, a page is short and the next one goes on. */
    static final String PAGE = """
            WITH walked AS MATERIALIZED (
                SELECT c.* FROM chat_command c WHERE c.seq < $1 ORDER BY c.seq DESC LIMIT 1000
            )
            SELECT w.last, w.walked, c.seq, %s
            FROM (SELECT min(seq) AS last, count(*) AS walked FROM walked) w LEFT JOIN LATERAL (
                SELECT * FROM walked f
                WHERE ($2::text IS NULL OR f.slack_channel_id = $2) AND ($3::text IS NULL OR f.slack_user_id = $3)
                  AND ($4::text IS NULL OR f.state = $4) AND ($5::text IS NULL OR f.service = $5)
                ORDER BY f.seq DESC LIMIT $6) c ON true""".formatted(CommandView.COLUMNS);
    private static final int WALKED = 1_000;

    static final String ONE = "SELECT " + CommandView.COLUMNS + " FROM chat_command WHERE id = $1";

    private final Statements statements;

    CommandHistory(Postgres postgres) {
        this.statements = postgres.within(TIMEOUT);
    }

    /** What is asked for; null means all. */
    record Wanted(String slackChannelId, String slackUserId, String state, String service) {
    }

    /** @param nextToken null on the last page */
    record Found(List<CommandView> commands, String nextToken) {
    }

    private record Listed(long seq, CommandView command) {
    }

    /** Fails with a problem if there is no such state. */
    Uni<Found> find(Wanted wanted, Paging<Long> paging) {
        if (wanted.state() != null && Rows.word(wanted.state(), CommandState.class) == null) {
            throw Problems.invalid("state", "must be one of "
                    + Arrays.stream(CommandState.values()).map(Enum::name).collect(Collectors.joining(", ")), wanted.state());
        }
        return statements.query(PAGE, Tuple.of(paging.after(), wanted.slackChannelId(), wanted.slackUserId(), wanted.state(),
                wanted.service(), paging.rows())).map(rows -> found(rows, paging));
    }

    private static Found found(RowSet<Row> rows, Paging<Long> paging) {
        List<Listed> fits = Rows.stream(rows).filter(row -> row.getUUID("id") != null)
                .map(row -> new Listed(row.getLong("seq"), CommandView.read(row))).toList();
        Row first = rows.iterator().next();
        String token = paging.nextToken(fits, Listed::seq);
        return new Found(paging.page(fits).stream().map(Listed::command).toList(),
                token == null && first.getLong("walked") == WALKED ? paging.token(first.getLong("last")) : token);
    }

    Uni<Optional<CommandView>> one(UUID id) {
        return statements.query(ONE, Tuple.of(id)).map(rows -> Rows.first(rows, CommandView::read));
    }
}
