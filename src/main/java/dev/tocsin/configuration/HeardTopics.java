package dev.tocsin.configuration;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.tocsin.database.Postgres;
import dev.tocsin.flight.SingleFlight;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Whether any configuration hears a topic, for the many times that SNS asks. A yes may be up to 60 s old, or until a
 * configuration changes on this replica; its price is a notification that is stored for nobody. A no is never remembered
 * and never older than the question, because its price is a notification that SNS throws away, and another replica may just
 * have stored the configuration that hears it.
 */
@ApplicationScoped
public class HeardTopics {

    private static final String QUESTION = "SELECT EXISTS (SELECT FROM configuration_topic WHERE topic_arn = $1)";
    private static final long AGE_NANOS = Duration.ofSeconds(60).toNanos();
    private static final int LARGEST = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Function<String, Uni<Boolean>> database;
    private final LongSupplier nanoTime;
    private final Map<String, Long> heardAt = new ConcurrentHashMap<>();
    private final SingleFlight<String, Boolean> asking = new SingleFlight<>();
    private final AtomicInteger changes = new AtomicInteger();

    @Inject
    HeardTopics(Postgres postgres) {
        this(topicArn -> postgres.within(PATIENCE).query(QUESTION, Tuple.of(topicArn))
                .map(rows -> rows.iterator().next().getBoolean(0)), System::nanoTime);
    }

    HeardTopics(Function<String, Uni<Boolean>> database, LongSupplier nanoTime) {
        this.database = database;
        this.nanoTime = nanoTime;
    }

    /** Fails if the database does not answer within 2 s; the caller must not take that for a no. */
    public Uni<Boolean> isHeard(String topicArn) {
        return Uni.createFrom().deferred(() -> {
            if (isRemembered(topicArn)) {
                return Uni.createFrom().item(true);
            }
            return onCallersContext(ask(topicArn));
        });
    }

    /** To be called whenever configurations changed. */
    void forget() {
        changes.incrementAndGet();
        heardAt.clear();
    }

    /**
     * Shares the answer of a query that is under way. Its no may be older than this question, so it is asked again; the
     * query that this joins or starts began after the question, and its answer stands.
     */
    private Uni<Boolean> ask(String topicArn) {
        return asking.underWay(topicArn)
                .map(earlier -> earlier.chain(heard -> heard ? Uni.createFrom().item(true) : query(topicArn)))
                .orElseGet(() -> query(topicArn));
    }

    private Uni<Boolean> query(String topicArn) {
        return asking.ask(topicArn, () -> {
            int changesBefore = changes.get();
            return database.apply(topicArn).ifNoItem().after(PATIENCE).fail()
                    .invoke(heard -> remember(topicArn, heard, changesBefore));
        });
    }

    private boolean isRemembered(String topicArn) {
        Long at = heardAt.get(topicArn);
        return at != null && nanoTime.getAsLong() - at < AGE_NANOS;
    }

    private void remember(String topicArn, boolean heard, int changesBefore) {
        if (!heard) {
            heardAt.remove(topicArn);
            return;
        }
        if (heardAt.size() >= LARGEST) {
            heardAt.clear();
        }
        if (changes.get() == changesBefore) {
            heardAt.put(topicArn, nanoTime.getAsLong());
        }
    }

    /** The query answers on the event loop of whoever asked first; everybody goes on where they came from. */
    private static Uni<Boolean> onCallersContext(Uni<Boolean> answer) {
        Context caller = Vertx.currentContext();
        return caller == null ? answer : answer.emitOn(task -> caller.runOnContext(nothing -> task.run()));
    }
}
