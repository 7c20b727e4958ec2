package dev.tocsin.delivery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.database.Postgres;
import dev.tocsin.database.Statements;
import dev.tocsin.delivery.GroupCommit.Limits;
import dev.tocsin.delivery.IntakeStatement.Key;
import dev.tocsin.delivery.IntakeStatement.Stored;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;

/** Takes verified notifications in. What it has answered for is committed. */
@ApplicationScoped
public class Intake {

    private static final int LARGEST_BATCH = 256;
    /** In characters of the messages. A batch is in memory a few times over: as text, as bytes and on the wire. */
    private static final long HEAVIEST_BATCH = 4 << 20;
    private static final long HEAVIEST_QUEUE = 16 << 20;
    /** While one batch waits for the disk another travels or is written, unless it is too small to be worth it. */
    private static final int WRITERS = 2;
    private static final int FEWEST_BESIDE = 30;
    /** Notifications a second; more than are delivered for long. */
    private static final int MANY = 2_000;
    /** Two replicas that store the same notifications in the same order cannot deadlock. */
    private static final Comparator<Notification> BY_KEY = Comparator.comparing(Notification::topicArn)
            .thenComparing(Notification::messageId);

    private final Statements statements;
    private final IntakeStatement statement;
    private final Lanes lanes;
    private final GroupCommit<Notification, Receipt> commits;
    private final RecentRate taken = new RecentRate(System::nanoTime);
    private final Timer timer;

    Intake(Postgres postgres, IntakeStatement statement, Lanes lanes, DeliveryConfig config, MeterRegistry meters) {
        this.statements = postgres.within(config.statementTimeout());
        this.statement = statement;
        this.lanes = lanes;
        this.commits = new GroupCommit<>(
                new Limits(config.intakeCapacity(), HEAVIEST_QUEUE, LARGEST_BATCH, HEAVIEST_BATCH, WRITERS, FEWEST_BESIDE),
                notification -> notification.message().length(), this::store);
        this.timer = Timer.builder("tocsin.intake.commit").description("Time to commit a batch of notifications")
                .publishPercentileHistogram().register(meters);
        Gauge.builder("tocsin.intake.waiting", commits, GroupCommit::waiting).description("Messages waiting for a commit")
                .register(meters);
    }

    /**
     * Commits the notification and its deliveries, together with whatever else is handed in meanwhile.
     *
     * @return a receipt once it is committed; fails with {@link Overloaded} or a database failure, and then nothing is
     *         promised and the sender must come again
     */
    public Uni<Receipt> accept(Notification notification) {
        return commits.submit(notification);
    }

    /**
     * Commits one notification by itself, together with what it causes elsewhere.
     *
     * @param effect what else the transaction does; a duplicate causes nothing
     */
    public Uni<Receipt> accept(Notification notification, Function<SqlConnection, Uni<Void>> effect) {
        return statements.transaction(transaction -> statement.store(transaction, List.of(notification))
                .call(stored -> stored.fresh().isEmpty() ? Uni.createFrom().voidItem() : effect.apply(transaction)))
                .invoke(stored -> lanes.wake(stored.lanes()))
                .map(stored -> stored.fresh().isEmpty() ? Receipt.DUPLICATE : Receipt.COMMITTED);
    }

    /**
     * Whether messages wait for a commit just now, very many have just come, or many are being posted; work that can wait
     * leaves
     * them the processor and the database.
     */
    public boolean isBusy() {
        return commits.waiting() > 0 || taken.perSecond() >= MANY || lanes.areBusy();
    }

    /** Whether it was committed before. */
    public Uni<Boolean> isStored(Notification notification) {
        return statement.isStored(notification);
    }

    private Uni<List<Receipt>> store(List<Notification> batch) {
        long start = System.nanoTime();
        taken.add(batch.size());
        return storeInOrder(batch)
                .onFailure(Intake::isWorthASecondTry).recoverWithUni(() -> storeInOrder(batch))
                .onFailure().invoke(lanes::noteFailure)
                .invoke(stored -> timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS))
                .invoke(stored -> lanes.wake(stored.lanes()))
                .map(stored -> receipts(batch, stored));
    }

    private Uni<Stored> storeInOrder(List<Notification> batch) {
        return statement.store(batch.stream().sorted(BY_KEY).toList());
    }

    /** A deadlock or a serialization failure was rolled back whole and says nothing about the data. */
    private static boolean isWorthASecondTry(Throwable failure) {
        return failure instanceof PgException pg && pg.getSqlState() != null && pg.getSqlState().startsWith("40");
    }

    private static List<Receipt> receipts(List<Notification> batch, Stored stored) {
        Set<Key> unanswered = new HashSet<>(stored.fresh());
        List<Receipt> receipts = new ArrayList<>(batch.size());
        for (Notification notification : batch) {
            receipts.add(unanswered.remove(Key.of(notification)) ? Receipt.COMMITTED : Receipt.DUPLICATE);
        }
        return receipts;
    }
}
