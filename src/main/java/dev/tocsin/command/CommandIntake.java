package dev.tocsin.command;

import java.time.Duration;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.database.DatabaseTrouble;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Statements;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;

/** Stores what was typed, before anybody is told that it was taken. */
@ApplicationScoped
class CommandIntake {

    /** Whatever is longer is refused, so no more of it is kept. */
    static final int LONGEST = 10_000;
    /** With what comes before it, less than the time for which Slack waits. */
    private static final Duration TIMEOUT = Duration.ofMillis(1_200);
    private static final int LONGEST_NAME = 80;

    static final String STORE = """
            INSERT INTO chat_command (id, source, source_key, slack_team_id, slack_channel_id, slack_user_id, slack_user_name,
                is_stranger, text, shown, asked_ts, thread_ts, line, due_at)
            VALUES ($1::uuid, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, coalesce($12, ($1::uuid)::text), now())
            ON CONFLICT (source_key) DO NOTHING""";

    /** What Slack does not say again must not be done after whoever typed it was told that it was not taken. */
    static final String TAKE_BACK = "DELETE FROM chat_command WHERE id = $1 AND state = 'WAITING'";

    private final Statements statements;

    CommandIntake(Postgres postgres) {
        this.statements = postgres.within(TIMEOUT);
    }

    /** Whether it was not known before. */
    Uni<Boolean> store(UUID id, TypedCommand typed) {
        return ReadCommands.aside(() -> values(id, typed))
                .chain(values -> statements.query(STORE, values, () -> typed.source() == CommandSource.SLASH ? takeBack(id)
                        : Uni.createFrom().voidItem()))
                .map(rows -> rows.rowCount() > 0);
    }

    private Uni<Void> takeBack(UUID id) {
        return statements.query(TAKE_BACK, Tuple.of(id)).replaceWithVoid().onFailure().recoverWithItem(failure -> {
            Log.warnf("command=%s may be carried out though it was told that it is not: %s", id,
                    DatabaseTrouble.words(failure));
            return null;
        });
    }

    private static Tuple values(UUID id, TypedCommand typed) {
        return Tuple.tuple()
                .addUUID(id).addString(typed.source().name()).addString(typed.key()).addString(typed.workspaceId())
                .addString(typed.channel()).addString(typed.userId()).addString(name(typed.userName(), typed.userId()))
                .addBoolean(!typed.isOfTheWorkspace()).addString(cut(typed.text(), LONGEST + 1))
                .addString(ShownText.of(cut(typed.text(), LONGEST + 1)))
                .addString(typed.ts().orElse(null)).addString(typed.thread().or(typed::ts).orElse(null));
    }

    /** On one line; what nobody is called by has no name of its own. */
    static String name(String name, String userId) {
        String line = cut(name.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", " ").strip(), LONGEST_NAME);
        return line.isEmpty() ? userId : line;
    }

    /** One character more than may be tells that it was too long. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}
