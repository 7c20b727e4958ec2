package dev.tocsin.live;

import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.database.DatabaseTrouble;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;

/** Looks now and then whether somebody has to be reminded of something, or something to be sent to others as well. */
@ApplicationScoped
class Attention {

    private final DueReminders reminders;
    private final DueEscalations escalations;
    private final StuckDeliveries stuck;
    private final Counter reminded;
    private final Counter unacknowledged;
    private final Counter undelivered;

    Attention(DueReminders reminders, DueEscalations escalations, StuckDeliveries stuck, MeterRegistry meters) {
        this.reminders = reminders;
        this.escalations = escalations;
        this.stuck = stuck;
        this.reminded = Counter.builder("tocsin.live.reminders")
                .description("How often people were reminded of something open").register(meters);
        this.unacknowledged = escalated(meters, "unacknowledged");
        this.undelivered = escalated(meters, "undelivered");
    }

    private static Counter escalated(MeterRegistry meters, String why) {
        return Counter.builder("tocsin.live.escalations")
                .description("Messages that were due for another configuration as well")
                .tag("why", why).register(meters);
    }

    @Scheduled(every = "5s", delayed = "3s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> remind() {
        return all(reminders::remind, reminded, DueReminders.AT_ONCE, "People are reminded later");
    }

    @Scheduled(every = "5s", delayed = "4s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> escalate() {
        return all(escalations::escalate, unacknowledged, DueEscalations.AT_ONCE, "What nobody takes is escalated later");
    }

    @Scheduled(every = "15s", delayed = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> lookAfterWhatIsStuck() {
        return all(stuck::look, undelivered, Integer.MAX_VALUE, "What is not delivered is escalated later");
    }

    /** @param full how many say that there may be more */
    private static Uni<Void> all(Supplier<Uni<Integer>> some, Counter counter, int full, String late) {
        return some.get().invoke(count -> counter.increment(count))
                .chain(count -> count < full ? Uni.createFrom().voidItem() : all(some, counter, full, late))
                .onFailure().recoverWithItem(failure -> {
                    Log.warnf("%s: %s", late, DatabaseTrouble.words(failure));
                    return null;
                });
    }
}
