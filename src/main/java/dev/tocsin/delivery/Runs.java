package dev.tocsin.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.tocsin.chat.ActionButtons;
import dev.tocsin.chat.ChatConfig;
import dev.tocsin.chat.Life;
import dev.tocsin.chat.Outcome;
import dev.tocsin.database.DatabaseTrouble;
import dev.tocsin.delivery.Digests.Next;
import dev.tocsin.delivery.Digests.Several;
import dev.tocsin.delivery.Digests.Singly;
import dev.tocsin.delivery.Folds.Keep;
import dev.tocsin.delivery.Folds.Show;
import dev.tocsin.delivery.Folds.Verdict;
import dev.tocsin.delivery.GroupCommit.Limits;
import dev.tocsin.delivery.Placement.Apart;
import dev.tocsin.delivery.Placement.Aside;
import dev.tocsin.delivery.Placement.InPlace;
import dev.tocsin.delivery.PostsUnderWay.Place;
import dev.tocsin.delivery.Run.Storm;
import dev.tocsin.notice.Notice;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/** Posts what is leased of a lane, in order, and settles it. What was posted before is being settled meanwhile. */
@ApplicationScoped
class Runs {

    /** So many posts at most are repeated if the process ends, beside those that are just being settled. */
    private static final int MOST_UNSETTLED = 10;
    /** A settlement of several costs hardly more than one of one, and who posts so fast has the next ones in a moment. */
    private static final int WORTH_SETTLING = 5;
    private static final Duration LONGEST_UNSETTLED = Duration.ofMillis(20);
    private static final Released NOTHING_YET = new Released(Duration.ZERO, true);
    private static final Duration AFTER_A_DATABASE_FAILURE = Duration.ofSeconds(1);
    /** Then other lanes have their turn. */
    private static final Duration LONGEST_STAY = Duration.ofSeconds(1);

    private final Claims claims;
    private final Sender sender;
    private final RetryPolicy policy;
    private final Digests digests;
    private final Folds folds;
    private final LiveMatters live;
    private final PostsUnderWay posts;
    private final EventLoops loops;
    private final DeliveryMetrics metrics;
    private final DeliveryConfig config;
    private final Duration longestTry;
    private final GroupCommit<Progress, Optional<Released>> settlements;
    private final LongSupplier nanos;

    @Inject
    Runs(Claims claims, SettlementStatement settlement, Sender sender, RetryPolicy policy, Digests digests, Folds folds,
            LiveMatters live, PostsUnderWay posts, EventLoops loops, DeliveryMetrics metrics, DeliveryConfig config,
            ChatConfig chats) {
        this(claims, settlement, sender, policy, digests, folds, live, posts, loops, metrics, config, chats, System::nanoTime);
    }

    /** @param nanos as {@link System#nanoTime}, which runs were asked for by */
    Runs(Claims claims, SettlementStatement settlement, Sender sender, RetryPolicy policy, Digests digests, Folds folds,
            LiveMatters live, PostsUnderWay posts, EventLoops loops, DeliveryMetrics metrics, DeliveryConfig config,
            ChatConfig chats, LongSupplier nanos) {
        this.claims = claims;
        this.sender = sender;
        this.policy = policy;
        this.digests = digests;
        this.folds = folds;
        this.live = live;
        this.posts = posts;
        this.loops = loops;
        this.metrics = metrics;
        this.config = config;
        this.longestTry = longestTry(chats.timeout(), config.lease());
        this.nanos = nanos;
        this.settlements = new GroupCommit<>(Limits.ofLanes(),
                batch -> settlement.settle(batch).onFailure().invoke(claims::noteFailure));
    }

    /** A message waits for its buttons before it is posted. Where a lease hardly outlasts a post, most of it is still there. */
    private static Duration longestTry(Duration post, Duration lease) {
        Duration spare = lease.minus(post).dividedBy(2);
        return post.plus(spare.compareTo(ActionButtons.LONGEST) < 0 ? spare : ActionButtons.LONGEST);
    }

    /** The same for a lane that lets others go first. */
    Uni<Optional<Duration>> serve(Run run) {
        return serve(run, false);
    }

    /**
     * Answers how long the lane is to wait, or empty if that is another's business now or nothing more is due.
     *
     * @param isAlone whether it is settled before those that were woken together
     */
    Uni<Optional<Duration>> serve(Run run, boolean isAlone) {
        if (run.claims().size() > 1 && run.storm().isPresent()) {
            Storm storm = run.storm().get();
            return chosen(run, isAlone, () -> digests.next(run.claims(), storm));
        }
        return run.claims().size() > 1 && run.first().folding().matter().isPresent()
                ? chosen(run, isAlone, () -> folds.together(run.claims()))
                : new Course(run, List.of(), isAlone).begin();
    }

    private Uni<Optional<Duration>> chosen(Run run, boolean isAlone, Supplier<Next> choice) {
        Executor loop = loops.of(run.laneId());
        return Uni.createFrom().item(choice)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onFailure().recoverWithItem(fault -> oldest(run, fault)).emitOn(loop)
                .chain(next -> next instanceof Several several ? new Course(run, several.others(), isAlone).digest(several)
                        : singly(run, (Singly) next));
    }

    /** A fault of ours in making a digest holds nothing up: what is oldest is posted by itself. */
    private static Next oldest(Run run, Throwable fault) {
        Log.errorf(fault, "Cannot make a digest, lane=%d", run.laneId());
        return new Singly(List.of(run.first()));
    }

    /** They are claimed anew, one by one, and not all that is here each time. */
    private Uni<Optional<Duration>> singly(Run run, Singly next) {
        return claims.giveBack(Returned.singly(run, next.claims())).replaceWith(Optional.of(Duration.ZERO));
    }

    /** How far a run has come. It goes on only after what it waits for has ended, so no two threads are in it at once. */
    private final class Course {

        private final Run run;
        private final List<Claim> others;
        private final boolean isAlone;
        private volatile long leasedAt;
        private long settledAt;
        private final List<Keep> kept = new ArrayList<>();
        private RunMatters matters;
        private List<Settlement> unsettled = new ArrayList<>();
        private CompletableFuture<Optional<Released>> settling = CompletableFuture.completedFuture(Optional.of(NOTHING_YET));

        /** @param others what was claimed with it and is not to be tried now */
        Course(Run run, List<Claim> others, boolean isAlone) {
            this.run = run;
            this.others = others;
            this.isAlone = isAlone;
            this.leasedAt = run.askedAt();
            this.settledAt = run.askedAt();
        }

        Uni<Optional<Duration>> begin() {
            return with(() -> live.of(run), () -> from(0));
        }

        /** Without knowing how its matters stand nothing is posted. */
        private Uni<Optional<Duration>> with(Supplier<Uni<RunMatters>> asked, Supplier<Uni<Optional<Duration>>> then) {
            return Uni.createFrom().deferred(asked::get).onItemOrFailure()
                    .transformToUni((found, failure) -> {
                        if (failure != null) {
                            Log.warnf("Cannot look up what stands for matters, lane=%d: %s", run.laneId(),
                                    DatabaseTrouble.words(failure));
                            return notNow(0, AFTER_A_DATABASE_FAILURE, Optional.empty());
                        }
                        matters = found;
                        return then.get();
                    });
        }

        Uni<Optional<Duration>> from(int next) {
            Claim claim = run.claims().get(next);
            if (claim.interruptions() >= config.maxInterruptions()) {
                return tried(next, policy.buried(claim, claim.claimedAt()));
            }
            Verdict verdict = folds.judge(run, claim, matters.notice(claim), kept);
            if (verdict instanceof Keep keep) {
                kept.add(keep);
                return next + 1 == run.claims().size() ? end(next + 1) : from(next + 1);
            }
            return show(next, (Show) verdict);
        }

        private Uni<Optional<Duration>> show(int next, Show show) {
            Claim claim = show.claim();
            Placement placement = matters.placement(claim);
            Life life = life(claim, placement);
            Supplier<Uni<Optional<Duration>>> posting = () -> post(next, claim,
                    () -> send(claim, placement, show.notice(), life), trial -> shown(next, show, placement, trial));
            if (claim.living().mayBeThereSince().isEmpty() || placement instanceof InPlace) {
                return posting.get();
            }
            // This takes its time, so the lease is looked at afterwards.
            return under(next, claim, place -> sender
                    .postedBefore(claim, show.notice(), life, config.lease().minus(longestTry).dividedBy(2))
                    .onItemOrFailure().invoke((found, failure) -> ended(place, failure == null && found.isPresent()))
                    .emitOn(loops.of(run.laneId()))
                    .chain(found -> found.isEmpty() ? posting.get()
                            : shown(next, show, placement, foundThere(claim, found.get()))));
        }

        private Uni<Optional<Duration>> shown(int which, Show show, Placement placement, Trial trial) {
            if (trial.isDelivered()) {
                folds.shown(show);
            }
            return tried(which, matters.after(trial.settle(show.claim()), placement, trial.outcome()));
        }

        private Trial foundThere(Claim claim, Outcome outcome) {
            metrics.claimed(claim);
            return new Trial(policy, outcome, startedAt(claim, nanos.getAsLong()), Duration.ZERO);
        }

        private Life life(Claim claim, Placement placement) {
            return placement instanceof Aside aside ? live.life(aside)
                    : matters.belonging(claim).map(belonging -> live.life(claim, placement, belonging.state()))
                            .orElse(Life.NONE);
        }

        private Uni<Outcome> send(Claim claim, Placement placement, Optional<Notice> notice, Life life) {
            return placement instanceof InPlace inPlace
                    ? sender.change(claim, inPlace.root().reference().orElseThrow(), notice, life)
                    : sender.send(claim, notice, life);
        }

        Uni<Optional<Duration>> digest(Several several) {
            return with(() -> live.of(run.first(), several.belongings()), () -> together(several));
        }

        private Uni<Optional<Duration>> together(Several several) {
            Claim first = several.claims().get(0);
            Optional<Belonging> repeated = several.repeated().flatMap(one -> matters.newestOf(several.belongings()));
            Placement placement = repeated
                    .<Placement> map(belonging -> matters.placement(first, belonging, several.id())).orElseGet(Apart::new);
            Life life = repeated.map(belonging -> live.life(first, placement, belonging.state())).orElse(Life.NONE);
            return post(0, first, () -> sender.send(first, () -> several.posting().with(life)), trial -> {
                if (trial.isDelivered()) {
                    folds.shown(several);
                }
                return settleLast(trial.isOfAll()
                        ? new Progress(settled(several, placement, trial), false, others, Optional.of(several.id()), false,
                                several.repeated().map(Repeated::newest))
                        : new Progress(List.of(matters.after(trial.settle(first), placement, trial.outcome())), false, rest(1),
                                Optional.empty(), false));
            });
        }

        /** The last one decides about the lane, and about the matter that all are of. */
        private List<Settlement> settled(Several several, Placement placement, Trial trial) {
            List<Settlement> settled = new ArrayList<>(trial.settle(several));
            if (several.repeated().isPresent()) {
                int last = settled.size() - 1;
                settled.set(last, matters.after(settled.get(last), placement, trial.outcome()));
            } else if (trial.isDelivered()) {
                Map<Long, Belonging> belongings = several.belongings().stream()
                        .collect(Collectors.toMap(Belonging::deliveryId, belonging -> belonging));
                settled.replaceAll(one -> Optional.ofNullable(belongings.get(one.claim().deliveryId()))
                        .map(belonging -> matters.amongOthers(one, belonging)).orElse(one));
            }
            return settled;
        }

        private Uni<Optional<Duration>> post(int untried, Claim claim, Supplier<Uni<Outcome>> sending,
                Function<Trial, Uni<Optional<Duration>>> then) {
            return under(untried, claim, place -> {
                metrics.claimed(claim);
                Instant startedAt = startedAt(claim, place.since());
                return Uni.createFrom().deferred(sending::get).onItemOrFailure()
                        .invoke((outcome, failure) -> ended(place, failure == null && outcome.status() > 0))
                        .chain(outcome -> then.apply(new Trial(policy, outcome, startedAt,
                                Duration.ofNanos(nanos.getAsLong() - place.since()))));
            });
        }

        /** Asks the host for something, if the lease lasts and the host takes it. */
        private Uni<Optional<Duration>> under(int untried, Claim claim, Function<Place, Uni<Optional<Duration>>> asking) {
            long now = nanos.getAsLong();
            if (now - leasedAt > config.lease().minus(longestTry).toNanos()) {
                Log.warnf("Not posted, since the lease may lapse meanwhile: lane=%d", run.laneId());
                return notNow(untried, Duration.ZERO, Optional.empty());
            }
            String host = sender.host(claim);
            return posts.begin(run.laneId(), host, claim.address().takesMessages(), run.bytes(), now).map(asking)
                    .orElseGet(() -> notNow(untried, policy.hold(), Optional.of("no more is posted to " + host
                            + " for a moment: " + posts.objection(host))));
        }

        /** It is the history's, and so by the database's clock; how long a try took needs none. */
        private Instant startedAt(Claim claim, long now) {
            return claim.claimedAt().plusNanos(now - run.askedAt());
        }

        private Uni<Optional<Duration>> tried(int which, Settlement settlement) {
            unsettled.add(settlement);
            int next = which + 1;
            boolean isLong = nanos.getAsLong() - run.askedAt() > LONGEST_STAY.toNanos();
            if (next == run.claims().size() || settlement.state() != DeliveryState.DELIVERED || isLong) {
                return end(next);
            }
            if (settling.isDone() && isWorthSettling()) {
                return settleMeanwhile(next);
            }
            return unsettled.size() < MOST_UNSETTLED ? from(next)
                    : settled().emitOn(loops.of(run.laneId())).chain(() -> settleMeanwhile(next));
        }

        private boolean isWorthSettling() {
            return unsettled.size() >= WORTH_SETTLING || nanos.getAsLong() - settledAt > LONGEST_UNSETTLED.toNanos();
        }

        private Uni<Optional<Duration>> settleMeanwhile(int next) {
            if (isLost()) {
                return end(next);
            }
            long asked = nanos.getAsLong();
            settledAt = asked;
            settling = settle(new Progress(unsettled, true, List.of()), isAlone).subscribeAsCompletionStage();
            settling.thenAccept(kept -> leasedAt = asked);
            unsettled = new ArrayList<>();
            return from(next);
        }

        /** The run ends here, and what was claimed for it and not tried goes back. */
        private Uni<Optional<Duration>> end(int untried) {
            boolean isAllKept = unsettled.isEmpty();
            return settled().chain(earlier -> keep(isAllKept))
                    .chain(() -> isAllKept ? Uni.createFrom().item(Optional.of(Duration.ZERO))
                            : settleLast(new Progress(unsettled, false, rest(untried), Optional.empty(), run.isFirst())));
        }

        /** If that fails, what was posted is to be settled all the same. */
        private Uni<Void> keep(boolean endsRun) {
            Uni<Void> keeping = kept.isEmpty() ? Uni.createFrom().voidItem() : folds.keep(new Folded(run, kept, endsRun));
            return endsRun ? keeping
                    : keeping.onFailure().invoke(lost -> Log.warnf("Cannot keep what repeats, lane=%d: %s",
                            run.laneId(), DatabaseTrouble.words(lost))).onFailure().recoverWithNull();
        }

        private Uni<Optional<Duration>> notNow(int untried, Duration hold, Optional<String> because) {
            if (!unsettled.isEmpty()) {
                return end(untried);
            }
            return settled().chain(earlier -> earlier.isEmpty() ? Uni.createFrom().item(Optional.empty())
                    : keep(false).chain(() -> claims.giveBack(new Returned(run, rest(untried), hold, because)))
                            .replaceWith(Optional.of(hold)));
        }

        private Uni<Optional<Duration>> settleLast(Progress progress) {
            return settle(progress, isAlone).map(released -> released.flatMap(Released::untilNext));
        }

        private Uni<Optional<Released>> settled() {
            return Uni.createFrom().completionStage(settling);
        }

        private boolean isLost() {
            return settling.isCompletedExceptionally() || settling.join().isEmpty();
        }

        private List<Claim> rest(int untried) {
            return Stream.concat(run.claims().stream().skip(untried), others.stream()).toList();
        }
    }

    private void ended(Place place, boolean isAnswered) {
        if (posts.end(place, isAnswered)) {
            Log.infof("Host answers again: %s", place.host());
        }
    }

    /**
     * A delivery that was made and not settled would be made twice, so that is tried until it succeeds; meanwhile the lane
     * stays taken here. Anything else is as well forgotten with the lease.
     */
    private Uni<Optional<Released>> settle(Progress progress, boolean isAlone) {
        boolean isMade = progress.tried().size() > 1 || progress.last().state() == DeliveryState.DELIVERED;
        Duration patience = isMade ? config.giveUpAfter() : config.lease();
        return settlements.insist(progress, patience, isAlone)
                .invoke(released -> progress.tried()
                        .forEach(settlement -> metrics.settled(settlement, released.isPresent())));
    }
}
