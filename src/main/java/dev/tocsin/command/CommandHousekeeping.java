package dev.tocsin.command;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.database.DatabaseTrouble;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** Ends questions that nobody has answered in time, and forgets old commands. Every replica does it. */
@ApplicationScoped
class CommandHousekeeping {

    private static final int AT_ONCE = 50;
    private static final int BATCH = 1_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** Those with buttons have to lose them. */
    static final String EXPIRE = """
            UPDATE chat_command
            SET state = 'EXPIRED', ended_at = now(), expires_at = NULL, say = NULL, say_as = NULL, say_number = say_number + 1,
                due_at = CASE WHEN question <> 'MISSING' AND question_ts IS NOT NULL THEN now() END,
                question = nullif(question, 'MISSING'), attempts = 0, text = shown, normalized = shown_normalized
            WHERE state = 'ASKING' AND id = ANY (ARRAY (
                SELECT id FROM chat_command WHERE expires_at <= now() ORDER BY expires_at LIMIT $1
                FOR NO KEY UPDATE SKIP LOCKED))
            RETURNING\s""" + AskedCommand.COLUMNS;

    static final String FORGET = """
            DELETE FROM chat_command WHERE id = ANY (ARRAY (
                SELECT id FROM chat_command WHERE received_at < now() - $1 * interval '1 millisecond'
                ORDER BY received_at LIMIT $2))""";

    private final Statements statements;
    private final CommandAudit audit;
    private final Conductor conductor;
    private final CommandsConfig config;

    CommandHousekeeping(Postgres postgres, CommandAudit audit, Conductor conductor, CommandsConfig config) {
        this.statements = postgres.within(TIMEOUT);
        this.audit = audit;
        this.conductor = conductor;
        this.config = config;
    }

    @Scheduled(every = "2s", delayed = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> expire() {
        return expireSome().invoke(expired -> {
            if (expired > 0) {
                conductor.wake();
            }
        }).chain(expired -> expired < AT_ONCE ? Uni.createFrom().voidItem() : expire())
                .onFailure().recoverWithItem(CommandHousekeeping::later);
    }

    Uni<Integer> expireSome() {
        return statements.transaction(connection -> connection.preparedQuery(EXPIRE).execute(Tuple.of(AT_ONCE))
                .map(rows -> Rows.all(rows, AskedCommand::read)).call(expired -> audit(connection, expired)).map(List::size));
    }

    private Uni<Void> audit(SqlConnection connection, List<AskedCommand> expired) {
        return Multi.createFrom().iterable(expired).onItem()
                .transformToUniAndConcatenate(asked -> audit.decided(connection, "expire", asked, Optional.empty()))
                .collect().last();
    }

    @Scheduled(every = "10m", delayed = "3m", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        return forget(config.retention()).replaceWithVoid().onFailure().recoverWithItem(CommandHousekeeping::later);
    }

    Uni<Integer> forget(Duration age) {
        return statements.query(FORGET, Tuple.of(age.toMillis(), BATCH)).map(rows -> rows.rowCount())
                .chain(gone -> gone < BATCH ? Uni.createFrom().item(gone) : forget(age));
    }

    private static Void later(Throwable failure) {
        Log.warnf("Old commands are seen to later: %s", DatabaseTrouble.words(failure));
        return null;
    }
}
