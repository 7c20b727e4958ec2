package dev.tocsin.command;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.tocsin.database.DatabaseTrouble;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;

/**
 * Has commands carried out by this replica, so many at a time: at once when one comes in here, and each second those that
 * others took or left.
 */
@ApplicationScoped
class Conductor {

    private static final int BEFORE_THE_LANES = 1;
    /** What else stops needs its time too, and it passes for the commands as well. */
    private static final int AFTER_THE_LANES = 3_000;
    private static final Duration FAREWELL = Duration.ofSeconds(12);

    private final CommandClaims claims;
    private final CommandRun run;
    private final CommandsConfig config;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicBoolean isClaiming = new AtomicBoolean();
    private final AtomicBoolean isAskedAgain = new AtomicBoolean();
    private volatile boolean stopping;
    private volatile long stoppingSince;

    Conductor(CommandClaims claims, CommandRun run, CommandsConfig config, MeterRegistry meters) {
        this.claims = claims;
        this.run = run;
        this.config = config;
        Gauge.builder("tocsin.commands.running", underWay, AtomicInteger::get)
                .description("Commands that this replica is at").register(meters);
    }

    @Scheduled(every = "1s", delayed = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        wake();
    }

    /** Something may be due. Does not wait for it. */
    void wake() {
        isAskedAgain.set(true);
        claim();
    }

    /** One claim at a time; who comes meanwhile is served by one more. */
    private void claim() {
        int room = config.atOnce() - underWay.get();
        if (stopping || room <= 0 || !isClaiming.compareAndSet(false, true)) {
            return;
        }
        isAskedAgain.set(false);
        claims.claim(room).subscribe().with(this::begin, failure -> {
            Log.warnf("Commands wait for the database: %s", DatabaseTrouble.words(failure));
            isClaiming.set(false);
        });
    }

    private void begin(List<ClaimedCommand> commands) {
        underWay.addAndGet(commands.size());
        isClaiming.set(false);
        commands.forEach(command -> run.carryOut(command).subscribe().with(done -> ended(), failure -> {
            Log.errorf(failure, "command=%s was let go of", command.id());
            ended();
        }));
        if (isAskedAgain.get()) {
            claim();
        }
    }

    /** Others of its channel or of its line may go on now. */
    private void ended() {
        underWay.decrementAndGet();
        wake();
    }

    void beginNoMore(@Observes @Priority(BEFORE_THE_LANES) ShutdownDelayInitiatedEvent event) {
        stopping = true;
        stoppingSince = System.nanoTime();
    }

    /** What does not end in time is another's when its lease lapses. */
    void awaitThoseUnderWay(@Observes @Priority(AFTER_THE_LANES) ShutdownDelayInitiatedEvent event)
            throws InterruptedException {
        while (underWay.get() + (isClaiming.get() ? 1 : 0) > 0 && System.nanoTime() - stoppingSince < FAREWELL.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        if (underWay.get() > 0) {
            Log.warnf("Stopped with commands under way, commands=%d; their leases lapse within %s", underWay.get(),
                    config.lease());
        }
    }
}
