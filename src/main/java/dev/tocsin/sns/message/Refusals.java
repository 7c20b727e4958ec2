package dev.tocsin.sns.message;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.database.DatabaseTrouble;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Statements;
import dev.tocsin.delivery.DeliveryConfig;
import dev.tocsin.quiet.RepeatedLines;
import dev.tocsin.sns.Refused;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Keeps refusals as long as the history: a sample of bounded size, because anybody can be refused as often as they like. The
 * log
 * has one a minute for each reason; metrics count them all.
 */
@ApplicationScoped
class Refusals {

    private static final int MOST_A_SECOND = 50;
    private static final int MOST_KEPT = 100_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final String KEEP = """
            INSERT INTO refusal (reason, detail, topic_arn, message_id)
            SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::uuid[])""";
    private static final String FORGET = """
            DELETE FROM refusal
            WHERE id <= (SELECT max(id) FROM refusal) - $1 OR refused_at < now() - $2 * interval '1 millisecond'""";

    private final Statements statements;
    private final Duration retention;
    private final RepeatedLines log;
    private final BlockingQueue<Entry> waiting = new ArrayBlockingQueue<>(MOST_A_SECOND);

    Refusals(Postgres postgres, DeliveryConfig config, RepeatedLines log) {
        this.statements = postgres.within(TIMEOUT);
        this.retention = config.retention();
        this.log = log;
    }

    void note(Refused refused, Named message) {
        waiting.offer(new Entry(refused, message));
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> keep() {
        List<Entry> entries = new ArrayList<>();
        waiting.drainTo(entries);
        if (entries.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        entries.forEach(this::log);
        Tuple columns = Tuple.tuple()
                .addArrayOfString(entries.stream().map(entry -> entry.refused.reason().name()).toArray(String[]::new))
                .addArrayOfString(entries.stream().map(entry -> entry.refused.detail()).toArray(String[]::new))
                .addArrayOfString(entries.stream().map(entry -> entry.message.topicArn()).toArray(String[]::new))
                .addArrayOfUUID(entries.stream().map(entry -> entry.message.messageId()).toArray(UUID[]::new));
        return statement(KEEP, columns);
    }

    @Scheduled(every = "10m", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        return statement(FORGET, Tuple.of(MOST_KEPT, retention.toMillis()));
    }

    private Uni<Void> statement(String sql, Tuple parameters) {
        return statements.query(sql, parameters)
                .onFailure()
                .invoke(failure -> log.warn("refusals-not-kept", "Refusals are not kept: " + DatabaseTrouble.words(failure)))
                .onFailure().recoverWithNull()
                .replaceWithVoid();
    }

    private void log(Entry entry) {
        log.info("refused-" + entry.refused.reason(),
                "Refused reason=" + entry.refused.reason() + " topic=" + entry.message.topicArn()
                        + " messageId=" + entry.message.messageId() + ": " + entry.refused.detail());
    }

    private record Entry(Refused refused, Named message) {
    }
}
