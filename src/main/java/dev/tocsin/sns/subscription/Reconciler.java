package dev.tocsin.sns.subscription;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.tocsin.aws.TopicArn;
import dev.tocsin.configuration.TopicsChanged;
import dev.tocsin.database.DatabaseTrouble;
import dev.tocsin.quiet.RepeatedLines;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Sees to it that each topic that a configuration names is subscribed, and that none is that nobody names. Works from the
 * tables alone; that a configuration changed only makes it start at once.
 */
@ApplicationScoped
class Reconciler {

    private static final int BATCH = 16;
    private static final int AT_ONCE = 4;
    /** Longer than a batch can take. */
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Subscriptions subscriptions;
    private final SubscriptionCheck check;
    private final RepeatedLines log;
    private final AtomicBoolean underWay = new AtomicBoolean();

    Reconciler(Subscriptions subscriptions, SubscriptionCheck check, RepeatedLines log) {
        this.subscriptions = subscriptions;
        this.check = check;
        this.log = log;
    }

    void changed(@Observes TopicsChanged change) {
        subscriptions.discover().chain(() -> subscriptions.hurry(change.topicArns())).chain(this::lookAfterThoseDue)
                .subscribe().with(done -> {
                }, this::putOff);
    }

    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> discover() {
        return subscriptions.discover().onFailure().invoke(this::putOff).onFailure().recoverWithNull();
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> poll() {
        return lookAfterThoseDue().onFailure().invoke(this::putOff).onFailure().recoverWithNull();
    }

    private Uni<Void> lookAfterThoseDue() {
        if (!underWay.compareAndSet(false, true)) {
            return Uni.createFrom().voidItem();
        }
        return batch().onTermination().invoke(() -> underWay.set(false));
    }

    private Uni<Void> batch() {
        return subscriptions.claim(BATCH, LEASE).chain(claimed -> all(claimed)
                .chain(() -> claimed.size() == BATCH ? batch() : Uni.createFrom().voidItem()));
    }

    private Uni<Void> all(List<KnownTopic> claimed) {
        return Multi.createFrom().iterable(claimed).onItem().transformToUni(this::one).merge(AT_ONCE)
                .collect().last().replaceWithVoid();
    }

    /** At once, whenever it is due, and also where somebody is looking at it: what that look finds then does not count. */
    Uni<Void> lookNow(TopicArn topic) {
        return subscriptions.discover().chain(() -> subscriptions.claim(topic, LEASE))
                .chain(claimed -> claimed.map(this::look).orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> one(KnownTopic topic) {
        return look(topic).onFailure().invoke(this::putOff).onFailure().recoverWithNull();
    }

    private Uni<Void> look(KnownTopic topic) {
        return check.check(topic)
                .ifNoItem().after(PATIENCE).fail()
                .onFailure().recoverWithItem(failure -> Finding.unchanged(topic, topic.reason(),
                        List.of("It could not be looked at: " + failure.getClass().getSimpleName()), Finding.Next.BACKOFF))
                .invoke(finding -> log(topic, finding))
                .chain(finding -> subscriptions.settle(topic, finding));
    }

    private static void log(KnownTopic topic, Finding finding) {
        if (finding.next() == Finding.Next.FORGET) {
            Log.infof("Subscription topic=%s state=UNSUBSCRIBED", topic.arn());
        } else if (finding.state() != topic.state() || !finding.reason().equals(topic.reason())) {
            Log.infof("Subscription topic=%s state=%s %s", topic.arn(), finding.state(), finding.reason().orElse(""));
        }
    }

    private void putOff(Throwable failure) {
        log.warn("subscriptions-put-off", "Subscriptions cannot be looked after now: " + DatabaseTrouble.words(failure));
    }
}
