package dev.tocsin.sns.subscription;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.database.DatabaseTrouble;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Statements;
import dev.tocsin.quiet.RepeatedLines;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * When each topic brought its last message, written every few seconds: an index over all notifications by topic would cost the
 * intake more than this answer is worth. The time is the database's, less how long ago it was. Bounded, since only topics that
 * are heard get here.
 */
@ApplicationScoped
public class LastMessages {

    /** Locks in the order of the keys, so that replicas cannot lock each other out. */
    private static final String WRITE = """
            WITH locked AS MATERIALIZED (
                SELECT topic_arn FROM subscription WHERE topic_arn = ANY ($1::text[]) ORDER BY topic_arn FOR UPDATE)
            UPDATE subscription s
            SET last_message_at = greatest(s.last_message_at, now() - m.ago_ms * interval '1 millisecond')
            FROM locked l JOIN unnest($1::text[], $2::bigint[]) AS m (topic_arn, ago_ms) ON m.topic_arn = l.topic_arn
            WHERE s.topic_arn = l.topic_arn""";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Statements statements;
    private final Map<String, Long> latest = new ConcurrentHashMap<>();

    private final RepeatedLines log;

    LastMessages(Postgres postgres, RepeatedLines log) {
        this.log = log;
        this.statements = postgres.within(TIMEOUT);
    }

    public void note(String topicArn) {
        latest.put(topicArn, System.nanoTime());
    }

    @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> write() {
        Map<String, Long> news = new TreeMap<>(latest);
        if (news.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        news.forEach(latest::remove);
        long now = System.nanoTime();
        Tuple columns = Tuple.newInstance(io.vertx.sqlclient.Tuple.tuple()
                .addArrayOfString(news.keySet().toArray(String[]::new))
                .addArrayOfLong(news.values().stream().map(at -> (now - at) / 1_000_000).toArray(Long[]::new)));
        return statements.query(WRITE, columns)
                .onFailure().invoke(failure -> log.warn("last-messages",
                        "Times of last messages are not kept: " + DatabaseTrouble.words(failure)))
                .onFailure().recoverWithNull().replaceWithVoid();
    }
}
