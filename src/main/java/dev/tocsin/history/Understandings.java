package dev.tocsin.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import dev.tocsin.database.Rows;
import dev.tocsin.delivery.Meaning;
import dev.tocsin.history.Histories.Understood;
import dev.tocsin.notice.Message;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Severity;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.WorkerExecutor;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Reads what notifications mean. Messages are large and interpreting them is work for a processor, so it is done off the event
 * loop, a few at a time.
 */
@Singleton
class Understandings {

    private static final int LONGEST_TITLE = 500;
    private static final int THREADS = 2;
    private static final int MOST_AT_ONCE = 100;
    private static final int HEAVIEST_AT_ONCE = 1 << 20;

    static final Understood NOTHING = new Understood("text", Severity.INFO, "Notification");

    /** As many from the first on as are not too large together, and one in any case. */
    static final String MESSAGES = """
            SELECT m.id, m.topic_arn, m.message_id, m.type, m.subject, m.message, m.attributes, m.published_at, m.received_at,
                   ARRAY (SELECT d.configuration_name FROM delivery d WHERE d.notification_id = m.id) AS configurations
            FROM (SELECT n.*, sum(octet_length(n.message)) OVER (ORDER BY n.id) - octet_length(n.message) AS before
                  FROM notification n WHERE n.id = ANY ($1::bigint[])) m
            WHERE m.before < $2 ORDER BY m.id""";

    static final String KEEP = """
            WITH read AS MATERIALIZED (
                SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[])
                    AS r (id, family, severity, title, words)
            ), kept AS (
                INSERT INTO understood (notification_id, family, severity, title, words)
                SELECT r.id, r.family, r.severity, r.title, r.words::tsvector FROM read r
                -- It may have been forgotten meanwhile.
                WHERE (SELECT n.id FROM notification n WHERE n.id = r.id) IS NOT NULL
                ORDER BY r.id
                ON CONFLICT DO NOTHING
            )
            INSERT INTO heard (configuration_name, delivery_id)
            SELECT d.configuration_name, d.id FROM read r, LATERAL (
                SELECT * FROM delivery d WHERE d.notification_id = r.id OFFSET 0) d
            ORDER BY d.configuration_name COLLATE "C", d.id
            ON CONFLICT DO NOTHING""";

    private final SurePlans statements;
    private final Meaning meaning;
    private final WorkerExecutor worker;

    Understandings(SurePlans statements, Meaning meaning, Vertx vertx) {
        this.statements = statements;
        this.meaning = meaning;
        this.worker = vertx.createSharedWorkerExecutor("tocsin-history", THREADS);
    }

    @PreDestroy
    void close() {
        worker.closeAndForget();
    }

    /** What one notification means, with the words that it is found by. */
    record Found(long id, Understood understood, Set<String> words) {
    }

    /** What these mean; without those that are gone. Nothing is kept of it. */
    Uni<Map<Long, Understood>> of(Collection<Long> ids) {
        List<Found> all = new ArrayList<>();
        return each(ids.stream().sorted().toList(), found -> {
            all.addAll(found);
            return Uni.createFrom().voidItem();
        }).map(done -> {
            Map<Long, Understood> understood = new HashMap<>();
            all.forEach(one -> understood.put(one.id(), one.understood()));
            return understood;
        });
    }

    /** What the notifications of these rows mean, by their ids; those that nobody has read yet are read now. */
    Uni<Map<Long, Understood>> of(RowSet<Row> rows, String id) {
        Map<Long, Understood> meanings = new HashMap<>();
        Set<Long> unread = new TreeSet<>();
        rows.forEach(row -> kept(row).ifPresentOrElse(understood -> meanings.put(row.getLong(id), understood),
                () -> unread.add(row.getLong(id))));
        return of(unread).map(read -> {
            read.forEach(meanings::put);
            // One that was forgotten between two statements is shown as it was found.
            unread.forEach(gone -> meanings.putIfAbsent(gone, NOTHING));
            return meanings;
        });
    }

    /** Reads these and keeps what they mean; what another has kept meanwhile stays. */
    Uni<Void> keep(Collection<Long> ids) {
        return each(ids.stream().sorted().toList(), this::store);
    }

    /** Whatever is in one message: the others are read all the same. */
    Found found(Row row) {
        long id = row.getLong("id");
        Message message = meaning.message(row);
        List<String> configurations = Rows.strings(row, "configurations");
        try {
            Notice notice = meaning.of(message);
            return new Found(id, new Understood(notice.family(), notice.severity(), title(notice.title())),
                    SearchWords.of(id, message, notice, configurations));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError | AssertionError broken) {
            Log.warnf("A message could not be read for the history: messageId=%s error=%s", message.messageId(),
                    broken.getClass().getName());
            Notice nothing = Notice.of(NOTHING.family(), NOTHING.severity(), NOTHING.title()).build();
            return new Found(id, NOTHING, SearchWords.of(id, message, nothing, configurations));
        }
    }

    /** Empty if nobody has read it, or a newer version has and knows another severity. */
    static Optional<Understood> kept(Row row) {
        return Optional.ofNullable(Rows.word(row, "severity", Severity.class))
                .map(severity -> new Understood(row.getString("family"), severity, row.getString("title")));
    }

    private interface Use {
        Uni<Void> of(List<Found> found);
    }

    private Uni<Void> each(List<Long> ids, Use use) {
        if (ids.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Long> some = ids.subList(0, Math.min(ids.size(), MOST_AT_ONCE));
        return messages(some).chain(found -> use.of(found).replaceWith(found))
                .chain(found -> each(after(ids, some, found), use));
    }

    /** Those that are gone are passed by. */
    private static List<Long> after(List<Long> ids, List<Long> asked, List<Found> found) {
        if (found.isEmpty()) {
            return ids.subList(asked.size(), ids.size());
        }
        long last = found.get(found.size() - 1).id();
        return ids.stream().filter(id -> id > last).toList();
    }

    private Uni<List<Found>> messages(List<Long> ids) {
        return statements.query(MESSAGES, Tuple.of(ids.toArray(Long[]::new), HEAVIEST_AT_ONCE)).chain(this::read);
    }

    private Uni<List<Found>> read(RowSet<Row> rows) {
        return rows.size() == 0 ? Uni.createFrom().item(List.of())
                : worker.executeBlocking(() -> Rows.all(rows, this::found), false);
    }

    private Uni<Void> store(List<Found> found) {
        return statements.query(KEEP, Tuple.tuple()
                .addArrayOfLong(found.stream().map(Found::id).toArray(Long[]::new))
                .addArrayOfString(found.stream().map(one -> plain(one.understood().family())).toArray(String[]::new))
                .addArrayOfString(found.stream().map(one -> one.understood().severity().name()).toArray(String[]::new))
                .addArrayOfString(found.stream().map(one -> one.understood().title()).toArray(String[]::new))
                .addArrayOfString(found.stream().map(one -> plain(Lexemes.vector(one.words()))).toArray(String[]::new)))
                .replaceWithVoid();
    }

    private static String title(String title) {
        String plain = plain(title);
        if (plain.length() <= LONGEST_TITLE) {
            return plain;
        }
        int end = Character.isHighSurrogate(plain.charAt(LONGEST_TITLE - 1)) ? LONGEST_TITLE - 1 : LONGEST_TITLE;
        return plain.substring(0, end) + "\u2026";
    }

    /** PostgreSQL's text has no U+0000. */
    private static String plain(String text) {
        return text.replace('\u0000', ' ');
    }
}
