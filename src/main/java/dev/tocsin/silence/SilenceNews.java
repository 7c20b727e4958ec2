package dev.tocsin.silence;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import dev.tocsin.delivery.OwnMessages;
import dev.tocsin.delivery.OwnMessages.OwnMessage;
import dev.tocsin.delivery.OwnMessages.Stored;
import dev.tocsin.quiet.RepeatedLines;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * Tells people in a channel of theirs what has fallen silent and what is over: each once, in the transaction that stores the
 * message. What comes together is told together.
 */
@Singleton
class SilenceNews {

    static final String TOPIC = "tocsin:silence";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    /** More would be cut by the chats; the overview has all. */
    private static final int LISTED = 10;

    private static final String BEGUN = """
            UPDATE silence SET told_at = now()
            WHERE id = ANY (ARRAY (SELECT id FROM silence WHERE told_at IS NULL AND over_at IS NULL ORDER BY id
                                   FOR UPDATE SKIP LOCKED))
            RETURNING kind, subject, since, why""";

    /** Of what was over before anybody was told nothing is told. */
    private static final String OVER = """
            UPDATE silence SET over_told_at = now()
            WHERE id = ANY (ARRAY (SELECT id FROM silence
                                   WHERE over_at IS NOT NULL AND over_told_at IS NULL AND told_at IS NOT NULL ORDER BY id
                                   FOR UPDATE SKIP LOCKED))
            RETURNING kind, subject, since, over_at""";

    private final Statements statements;
    private final OwnMessages messages;
    private final RepeatedLines log;

    SilenceNews(Postgres postgres, OwnMessages messages, RepeatedLines log) {
        this.statements = postgres.within(TIMEOUT);
        this.messages = messages;
        this.log = log;
    }

    Uni<Void> tell(String configurationName) {
        return told(configurationName, BEGUN, new Words("Silent", "HIGH", "has fallen silent", "have fallen silent"),
                SilenceNews::begun)
                .chain(() -> told(configurationName, OVER,
                        new Words("No longer silent", "OK", "is no longer silent", "are no longer silent"),
                        SilenceNews::over))
                .onFailure(NobodyToTell.class).invoke(nobody -> log.warn("silence-tell", nobody.getMessage()))
                .onFailure(NobodyToTell.class).recoverWithNull();
    }

    private interface Line {
        String of(Row row);
    }

    /** @param severity in a word that custom notifications are read by */
    private record Words(String title, String severity, String ofOne, String ofSeveral) {
    }

    private Uni<Void> told(String configurationName, String news, Words words, Line line) {
        return statements.transaction(connection -> connection.preparedQuery(news).execute().chain(rows -> rows.size() == 0
                ? Uni.createFrom().<Stored> nullItem()
                : stored(connection, configurationName, message(words, rows, line))))
                .invoke(stored -> {
                    if (stored != null) {
                        messages.wake(stored);
                    }
                }).replaceWithVoid();
    }

    /** If there is nobody to tell, nothing was told. */
    private Uni<Stored> stored(SqlConnection connection, String configurationName, OwnMessage message) {
        return messages.store(connection, configurationName, message)
                .map(stored -> stored.orElseThrow(() -> new NobodyToTell(configurationName)));
    }

    private static OwnMessage message(Words words, RowSet<Row> rows, Line line) {
        String what = rows.size() == 1 ? words.ofOne() : words.ofSeveral();
        List<String> lines = Rows.all(rows, line::of);
        String more = lines.size() > LISTED ? "\nAnd " + (lines.size() - LISTED) + " more, see the overview." : "";
        return new OwnMessage(TOPIC, "Tocsin: " + lines.size() + " " + what, new JsonObject().put("version", "1.0")
                .put("source", "custom")
                .put("content", new JsonObject().put("textType", "client-markdown").put("title", words.title())
                        .put("description", lines.stream().limit(LISTED).collect(Collectors.joining("\n")) + more)
                        .put("keywords", new JsonArray().add("silence")))
                .put("metadata", new JsonObject().put("summary", lines.size() + " " + what).put("enableCustomActions", false)
                        .put("additionalContext", new JsonObject().put("severity", words.severity())))
                .encode());
    }

    private static String begun(Row row) {
        return "- " + subject(row) + ", since " + second(row, "since") + ": " + row.getString("why");
    }

    private static String over(Row row) {
        return "- " + subject(row) + ", silent from " + second(row, "since") + " to " + second(row, "over_at");
    }

    private static Instant second(Row row, String column) {
        return Rows.instant(row, column).truncatedTo(ChronoUnit.SECONDS);
    }

    /** A kind of a newer replica is told in its own word. */
    private static String subject(Row row) {
        SilenceKind kind = Rows.word(row, "kind", SilenceKind.class);
        return (kind == null ? row.getString("kind") : kind.words()) + " `" + row.getString("subject") + "`";
    }

    private static final class NobodyToTell extends RuntimeException {

        NobodyToTell(String configurationName) {
            super("Nobody is told of silences: tocsin.silence.tell names " + configurationName
                    + ", and there is no such configuration", null, false, false);
        }
    }
}
