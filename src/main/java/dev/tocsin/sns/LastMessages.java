package dev.tocsin.sns;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * When each topic brought its last message, written every few seconds: an index over all notifications by topic would cost the
 * intake more than this answer is worth. Bounded, since only topics that are heard get here.
 */
@ApplicationScoped
class LastMessages {

    /** Locks in the order of the keys, so that replicas cannot lock each other out. */
    private static final String WRITE = """
            WITH locked AS MATERIALIZED (
                SELECT topic_arn FROM subscription WHERE topic_arn = ANY ($1::text[]) ORDER BY topic_arn FOR UPDATE)
            UPDATE subscription s SET last_message_at = greatest(s.last_message_at, m.at)
            FROM locked l JOIN unnest($1::text[], $2::timestamptz[]) AS m (topic_arn, at) ON m.topic_arn = l.topic_arn
            WHERE s.topic_arn = l.topic_arn""";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Pool pool;
    private final Clock clock;
    private final Map<String, Instant> latest = new ConcurrentHashMap<>();

    LastMessages(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    void note(String topicArn) {
        latest.put(topicArn, clock.instant());
    }

    @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> write() {
        Map<String, Instant> news = new TreeMap<>(latest);
        if (news.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        news.forEach(latest::remove);
        Tuple columns = Tuple.newInstance(io.vertx.sqlclient.Tuple.tuple()
                .addArrayOfString(news.keySet().toArray(String[]::new))
                .addArrayOfOffsetDateTime(
                        news.values().stream().map(at -> at.atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new)));
        return pool.preparedQuery(WRITE).execute(columns).ifNoItem().after(TIMEOUT).fail()
                .onFailure().invoke(failure -> Log.warnf("Times of last messages are not kept: %s",
                        failure.getClass().getSimpleName()))
                .onFailure().recoverWithNull().replaceWithVoid();
    }
}
