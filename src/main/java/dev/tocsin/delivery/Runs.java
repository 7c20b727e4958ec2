package dev.tocsin.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.chat.ChatConfig;
import dev.tocsin.chat.Outcome;
import dev.tocsin.delivery.GroupCommit.Limits;
import dev.tocsin.delivery.PostsUnderWay.Place;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/** Posts what is leased of a lane, in order, and settles it. What was posted before is being settled meanwhile. */
@ApplicationScoped
class Runs {

    private static final int LARGEST_BATCH = 100;
    private static final int MOST_WAITING = 16_384;
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LAST_RETRY = Duration.ofMillis(500);

    private final Claims claims;
    private final Sender sender;
    private final RetryPolicy policy;
    private final PostsUnderWay posts;
    private final DeliveryMetrics metrics;
    private final DeliveryConfig config;
    private final Duration longestTry;
    private final GroupCommit<Progress, Optional<Duration>> settlements;

    Runs(Claims claims, SettlementStatement settlement, Sender sender, RetryPolicy policy, PostsUnderWay posts,
            DeliveryMetrics metrics, DeliveryConfig config, ChatConfig chats) {
        this.claims = claims;
        this.sender = sender;
        this.policy = policy;
        this.posts = posts;
        this.metrics = metrics;
        this.config = config;
        this.longestTry = chats.timeout();
        this.settlements = new GroupCommit<>(Limits.of(MOST_WAITING, LARGEST_BATCH), settlement::settle);
    }

    /** Answers how long the lane is to wait, or empty if that is another's business now. */
    Uni<Optional<Duration>> serve(Run run) {
        return new Course(run).from(0);
    }

    /** How far a run has come. It goes on only after what it waits for has ended, so no two threads are in it at once. */
    private final class Course {

        private final Run run;
        private volatile long leasedAt;
        private List<Settlement> unsettled = new ArrayList<>();
        private CompletableFuture<Optional<Duration>> settling = CompletableFuture.completedFuture(Optional.of(Duration.ZERO));

        Course(Run run) {
            this.run = run;
            this.leasedAt = run.askedAt();
        }

        Uni<Optional<Duration>> from(int next) {
            Claim claim = run.claims().get(next);
            if (claim.interruptions() >= config.maxInterruptions()) {
                return tried(next, policy.buried(claim, claim.claimedAt()));
            }
            long now = System.nanoTime();
            if (now - leasedAt > config.lease().minus(longestTry).toNanos()) {
                Log.warnf("Not posted, since the lease may lapse meanwhile: lane=%d", run.laneId());
                return notNow(next, Duration.ZERO, Optional.empty());
            }
            String host = sender.host(claim);
            return posts.begin(run.laneId(), host, claim.address().takesMessages(), now)
                    .map(place -> post(next, claim, place, now))
                    .orElseGet(() -> notNow(next, policy.hold(),
                            Optional.of("no more is posted to " + host + " for a moment: it leaves "
                                    + "posts without an answer, or too many are under way")));
        }

        private Uni<Optional<Duration>> post(int next, Claim claim, Place place, long start) {
            metrics.claimed(claim);
            // When a try began is the history's, and so by the database's clock; how long it took needs none.
            Instant startedAt = claim.claimedAt().plusNanos(start - run.askedAt());
            return sender.send(claim).invoke(outcome -> ended(place, outcome))
                    .chain(outcome -> tried(next,
                            policy.settle(claim, outcome, startedAt, Duration.ofNanos(System.nanoTime() - start))));
        }

        private Uni<Optional<Duration>> tried(int which, Settlement settlement) {
            unsettled.add(settlement);
            if (which + 1 == run.claims().size() || settlement.state() != DeliveryState.DELIVERED) {
                return end(which + 1);
            }
            if (settling.isDone()) {
                if (isLost()) {
                    return end(which + 1);
                }
                long asked = System.nanoTime();
                settling = settle(new Progress(unsettled, true, List.of())).subscribeAsCompletionStage();
                settling.thenAccept(kept -> leasedAt = asked);
                unsettled = new ArrayList<>();
            }
            return from(which + 1);
        }

        /** The run ends here, and what was claimed for it and not tried goes back. */
        private Uni<Optional<Duration>> end(int untried) {
            return settled().chain(kept -> settle(new Progress(unsettled, false, rest(untried))));
        }

        private Uni<Optional<Duration>> notNow(int untried, Duration hold, Optional<String> because) {
            if (!unsettled.isEmpty()) {
                return end(untried);
            }
            return settled().chain(kept -> kept.isEmpty() ? Uni.createFrom().item(kept)
                    : claims.giveBack(new Returned(run, rest(untried), hold, because)).replaceWith(Optional.of(hold)));
        }

        private Uni<Optional<Duration>> settled() {
            return Uni.createFrom().completionStage(settling);
        }

        private boolean isLost() {
            return settling.isCompletedExceptionally() || settling.join().isEmpty();
        }

        private List<Claim> rest(int untried) {
            return run.claims().subList(untried, run.claims().size());
        }
    }

    private void ended(Place place, Outcome outcome) {
        if (posts.end(place, outcome.status() > 0)) {
            Log.infof("Host answers again: %s", place.host());
        }
    }

    /**
     * A delivery that was made and not settled would be made twice, so that is tried until it succeeds; meanwhile the lane
     * stays taken here. Anything else is as well forgotten with the lease.
     */
    private Uni<Optional<Duration>> settle(Progress progress) {
        boolean isMade = progress.tried().size() > 1 || progress.last().state() == DeliveryState.DELIVERED;
        Duration patience = isMade ? config.giveUpAfter() : config.lease();
        return settlements.submit(progress)
                .onFailure().retry().withBackOff(FIRST_RETRY, LAST_RETRY).expireIn(patience.toMillis())
                .invoke(wait -> progress.tried().forEach(settlement -> metrics.settled(settlement, wait.isPresent())));
    }
}
