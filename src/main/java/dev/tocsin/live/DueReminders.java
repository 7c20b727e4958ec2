package dev.tocsin.live;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.chat.Chats;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import dev.tocsin.delivery.Meaning;
import dev.tocsin.delivery.Remarks;
import dev.tocsin.live.ChangeResult.What;
import dev.tocsin.notice.Elapsed;
import dev.tocsin.notice.Remark;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Reminds people of what is open and that nobody has acknowledged. That it is due, the next time and the message that reminds
 * them are one transaction: whoever is killed has not reminded, and two replicas never do so twice.
 */
@ApplicationScoped
class DueReminders {

    static final int AT_ONCE = 50;
    /** Where a configuration does not say how often at most. */
    static final int AT_MOST = 6;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /**
     * Who has acknowledged meanwhile has taken the time away, which whoever locks the row sees. Where nothing can be sent now
     * it is put off and not counted.
     */
    static final String CLAIM = """
            WITH due AS MATERIALIZED (
                SELECT p.id FROM posting p WHERE p.remind_at <= now() ORDER BY p.remind_at LIMIT $1
                FOR NO KEY UPDATE SKIP LOCKED
            ), known AS MATERIALIZED (
                SELECT p.id, t.remind_every_minutes, t.waits_because IS NOT NULL AS waits,
                       coalesce(t.remind_at_most, $2) AS at_most,
                       coalesce(p.phase = 'OPEN' AND p.acknowledged_at IS NULL AND p.resolved_at IS NULL
                           AND t.remind_every_minutes IS NOT NULL AND p.reminders < coalesce(t.remind_at_most, $2)
                           AND %s, false) AS stands
                FROM due CROSS JOIN LATERAL (SELECT * FROM posting p WHERE p.id = due.id OFFSET 0) p
                LEFT JOIN LATERAL (SELECT * FROM destination t WHERE t.configuration_id = p.configuration_id OFFSET 0) t
                    ON true
            ), moved AS (
                UPDATE posting p
                SET reminders = p.reminders + CASE WHEN k.stands AND NOT k.waits THEN 1 ELSE 0 END,
                    remind_at = CASE WHEN k.stands AND (k.waits OR p.reminders + 1 < k.at_most)
                        THEN now() + k.remind_every_minutes * interval '1 minute' END
                FROM known k
                WHERE p.id = ANY (ARRAY (SELECT id FROM known)) AND p.id = k.id
            )
            SELECT %s, p.reminders + 1 AS reminder
            FROM known k CROSS JOIN LATERAL (SELECT * FROM posting p WHERE p.id = k.id OFFSET 0) p
            %s
            WHERE k.stands AND NOT k.waits""".formatted(OpenMatter.IS_NEWEST, OpenMatter.COLUMNS, OpenMatter.JOINS);

    private final Statements statements;
    private final Meaning meaning;
    private final Chats chats;
    private final Remarks remarks;

    DueReminders(Postgres postgres, Meaning meaning, Chats chats, Remarks remarks) {
        this.statements = postgres.within(TIMEOUT);
        this.meaning = meaning;
        this.chats = chats;
        this.remarks = remarks;
    }

    private record Due(OpenMatter matter, int reminder) {
    }

    /** Answers how many there were; if as many as are taken at once, more may be due. */
    Uni<Integer> remind() {
        return statements.transaction(connection -> connection.preparedQuery(CLAIM).execute(Tuple.of(AT_ONCE, AT_MOST))
                .map(rows -> Rows.all(rows,
                        row -> new Due(OpenMatter.read(row, meaning, chats), row.getInteger("reminder"))))
                .call(all -> Multi.createFrom().iterable(all).onItem()
                        .transformToUniAndConcatenate(due -> remind(connection, due)).collect().last()))
                .invoke(this::wake).map(List::size);
    }

    private Uni<Void> remind(SqlConnection connection, Due due) {
        OpenMatter matter = due.matter();
        return connection.preparedQuery(MatterCare.TELL)
                .execute(Tuple.of(matter.id(), What.REMINDED.name(), "for the " + ordinal(due.reminder()) + " time", null))
                .chain(() -> remarks.queue(connection, matter.configurationId(), matter.remark(Remark.What.REMINDED,
                        matter.message().state().severity(), headline(matter))));
    }

    private void wake(List<Due> all) {
        all.stream().map(due -> due.matter().configurationId()).distinct().forEach(remarks::wake);
    }

    static String headline(OpenMatter matter) {
        Optional<String> length = matter.message().opened()
                .flatMap(opened -> Optional.ofNullable(Elapsed.words(Duration.between(opened.at(), matter.now()))));
        return "Still " + matter.message().state().standing().state() + length.map(words -> " after " + words).orElse("")
                + ", nobody has acknowledged it";
    }

    private static String ordinal(int number) {
        boolean isTeen = number % 100 / 10 == 1;
        return number + (isTeen ? "th" : switch (number % 10) {
            case 1 -> "st";
            case 2 -> "nd";
            case 3 -> "rd";
            default -> "th";
        });
    }
}
