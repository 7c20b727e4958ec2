package dev.tocsin.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.LongStream;

import jakarta.enterprise.inject.Vetoed;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tocsin.chat.ActionButtons;
import dev.tocsin.chat.Form;
import dev.tocsin.chat.Life;
import dev.tocsin.chat.Outcome;
import dev.tocsin.chat.Outcome.Delivered;
import dev.tocsin.chat.Outcome.Fault;
import dev.tocsin.chat.Outcome.Rejected;
import dev.tocsin.chat.Outcome.RetryAfter;
import dev.tocsin.chat.Posting;
import dev.tocsin.configuration.LoggingLevel;
import dev.tocsin.database.QueueDatabase;
import dev.tocsin.delivery.PostsUnderWay.Place;
import dev.tocsin.notice.Message;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Severity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/** In which order the deliveries of a run are posted and settled, and when they are not. */
class RunsTest {

    /** Nothing is written to it. */
    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.empty();

    private static final Optional<Duration> AT_ONCE = Optional.of(Duration.ZERO);
    private static final Optional<Released> RELEASED = Optional.of(new Released(Duration.ZERO, true));
    private static final Duration POST_TAKES = Duration.ofMillis(30);
    private static final Outcome TAKEN = new Delivered(200, Optional.empty());
    private static final Outcome REFUSED = new RetryAfter(503, "HTTP 503", Optional.empty(), false, false);

    private final DeliveryConfig config = QueueParts.config();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final Map<Long, Outcome> outcomes = new HashMap<>();
    private final List<CompletableFuture<Optional<Released>>> settling = new CopyOnWriteArrayList<>();
    private final PostsUnderWay posts = new PostsUnderWay();
    private final List<Progress> written = new ArrayList<>();
    private boolean settlesAtOnce = true;
    private boolean faulty;
    private Duration lookTakes = Duration.ZERO;
    private Set<Long> repeats = Set.of();
    private boolean cannotKeep;
    private long breaksAt;
    private Runnable whilePosting = () -> {
    };
    private Optional<Duration> wait = AT_ONCE;
    private boolean hasMore = true;
    private final AtomicLong tookPosting = new AtomicLong();
    private LongSupplier clock = () -> System.nanoTime() + tookPosting.get();

    private final Vertx vertx = Vertx.vertx();
    private final Runs runs = new Runs(new Given(), new Written(), new Chat(), new RetryPolicy(config, () -> 0),
            new MayFail(), new Keeping(), QueueParts.matters(database.postgres(), QueueParts.meaning(), null), posts,
            new EventLoops(vertx), new Uncounted(), config,
            () -> Duration.ofSeconds(10), () -> clock.getAsLong());

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void postsInOrderAndSettlesMeanwhileAndAtTheEnd() {
        assertThat(serve(run(1, 2, 3))).isEqualTo(AT_ONCE);

        assertThat(events).containsExactly("post 1", "settle [1], goes on", "post 2", "settle [2], goes on", "post 3",
                "settle [3], untried []");
    }

    @Test
    void ofWhatAChatTakesFastSomeAreSettledTogether() {
        long now = System.nanoTime();
        clock = () -> now;

        serve(run(1, 2, 3, 4, 5, 6, 7));

        assertThat(events).containsExactly("post 1", "post 2", "post 3", "post 4", "post 5", "settle [1, 2, 3, 4, 5], goes on",
                "post 6", "post 7", "settle [6, 7], untried []");
    }

    @Test
    void whatIsPostedWhileASettlementIsUnderWayIsSettledTogether() {
        settlesAtOnce = false;

        CompletableFuture<Optional<Duration>> served = runs.serve(run(1, 2, 3)).subscribeAsCompletionStage();

        assertThat(events).containsExactly("post 1", "settle [1], goes on", "post 2", "post 3");
        settling.get(0).complete(RELEASED);
        assertThat(events).last().isEqualTo("settle [2, 3], untried []");
        settling.get(1).complete(RELEASED);
        assertThat(served).isCompletedWithValue(AT_ONCE);
    }

    @Test
    void waitsForASettlementThatTakesLongBeforeMuchWouldBeRepeated() {
        settlesAtOnce = false;

        CompletableFuture<Optional<Duration>> served = runs.serve(run(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13))
                .subscribeAsCompletionStage();

        assertThat(events).last().isEqualTo("post 11");
        settling.get(0).complete(RELEASED);
        await().until(() -> events.contains("post 13"));
        assertThat(events).containsSubsequence("post 11", "settle [2, 3, 4, 5, 6, 7, 8, 9, 10, 11], goes on", "post 12",
                "post 13");
        settling.get(1).complete(RELEASED);
        await().until(() -> events.contains("settle [12, 13], untried []"));
        settling.get(2).complete(RELEASED);
        assertThat(served).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(AT_ONCE);
    }

    @Test
    void leavesItsPlaceToOthersAfterASecond() {
        long asked = clock.getAsLong() - Duration.ofMillis(1_100).toNanos();

        serve(new Run(asked, run(1, 2, 3).claims(), Optional.empty()));

        assertThat(events).containsExactly("post 1", "settle [1], untried [2, 3]");
    }

    @Test
    void endsWithTheFirstThatIsNotDelivered() {
        outcomes.put(2L, REFUSED);

        serve(run(1, 2, 3, 4));

        assertThat(events).containsExactly("post 1", "settle [1], goes on", "post 2", "settle [2], untried [3, 4]");
    }

    @Test
    void postsNothingMoreOnceTheLeaseIsLost() {
        wait = Optional.empty();

        assertThat(serve(run(1, 2, 3))).isEmpty();

        assertThat(events).containsExactly("post 1", "settle [1], goes on", "post 2", "settle [2], untried [3]");
    }

    @Test
    void postsNothingUnderALeaseThatMayLapseMeanwhile() {
        long asked = clock.getAsLong() - config.lease().minusSeconds(9).toNanos();

        assertThat(serve(new Run(asked, run(1, 2).claims(), Optional.empty()))).isEqualTo(AT_ONCE);

        assertThat(events).containsExactly("give back [1, 2] for 0 s");
    }

    @Test
    void aLaneInWhichNothingMoreIsDueIsNotClaimedAgain() {
        hasMore = false;

        assertThat(serve(run(1, 2))).isEmpty();
    }

    @Test
    void aLaneThatIsPacedIsClaimedAgainWhateverIsDueNow() {
        hasMore = false;
        wait = Optional.of(Duration.ofSeconds(1));

        assertThat(serve(run(1, 2))).isEqualTo(wait);
    }

    @Test
    void holdsTheLaneIfItsHostTakesNoMore() {
        for (int i = 0; i < PostsUnderWay.MOST; i++) {
            posts.begin(100 + i, "hooks.example.com", true, 0, 0);
        }

        assertThat(serve(run(1, 2))).isEqualTo(Optional.of(Duration.ofSeconds(3)));

        assertThat(events).containsExactly("give back [1, 2] for 3 s: no more is posted to hooks.example.com for a moment: too "
                + "much is under way");
    }

    @Test
    void saysThatItsHostHangs() {
        for (int i = 0; i < PostsUnderWay.HANGING; i++) {
            posts.begin(100 + i, "hooks.example.com", false, 0, 0);
        }
        posts.look(PostsUnderWay.HANGS.toNanos());
        Claim unproven = claim(UUID.randomUUID(), 1, false);

        serve(new Run(clock.getAsLong(), List.of(unproven), Optional.empty()));

        assertThat(events)
                .containsExactly("give back [1] for 3 s: no more is posted to hooks.example.com for a moment: it leaves "
                        + "posts without an answer");
    }

    @Test
    void inAStormAllIsOnePostAndOneSettlement() {
        assertThat(serve(storm(run(1, 2, 3)))).isEqualTo(AT_ONCE);

        assertThat(events).containsExactly("post digest of 3 notifications", "settle [2, 3, 1] of one post, untried []");
    }

    @Test
    void ofAStormOneIsPostedAsEver() {
        serve(storm(run(1)));

        assertThat(events).containsExactly("post 1", "settle [1], untried []");
    }

    @Test
    void aDigestThatIsNotTakenIsAFailedTryOfItsFirstAlone() {
        outcomes.put(1L, REFUSED);

        serve(storm(run(1, 2, 3)));

        assertThat(events).last().isEqualTo("settle [1], untried [2, 3]");
        assertThat(posts.size()).isZero();
    }

    @Test
    void aDigestThatMayHaveArrivedIsATryOfAllOfWhichTheFirstIsToBlame() {
        outcomes.put(1L, new RetryAfter(504, "HTTP 504", Optional.empty(), false, true));

        serve(storm(run(1, 2, 3)));

        assertThat(events).last().isEqualTo("settle [2, 3, 1] of one post, untried []");
        assertThat(written.get(0).tried()).extracting(Settlement::failures).containsExactly(0, 0, 1);
    }

    @Test
    void aDigestWhoseContentIsRefusedIsTriedInPlainFormOneByOne() {
        outcomes.put(1L, new Rejected(400, "invalid_blocks", Fault.CONTENT));

        serve(storm(run(1, 2)));

        assertThat(written.get(0).tried()).extracting(Settlement::form).containsOnly(Form.PLAIN);
    }

    @Test
    void whatNoDigestCanBeMadeOfIsPostedByItself() {
        faulty = true;

        serve(storm(run(1, 2)));

        assertThat(events).containsExactly("give back [1, 2] for 0 s, singly [1]");
    }

    @Test
    void whatGoesFirstInAStormCountsAsThat() {
        serve(new Run(clock.getAsLong(), run(1).claims(), Optional.of(new Run.Storm(0, true))));

        assertThat(written.get(0).isUrgent()).isTrue();
    }

    @Test
    void aDigestIsNotPostedUnderALeaseThatMayLapseMeanwhile() {
        long asked = clock.getAsLong() - config.lease().minusSeconds(9).toNanos();

        serve(storm(new Run(asked, run(1, 2).claims(), Optional.empty())));

        assertThat(events).containsExactly("give back [1, 2] for 0 s");
    }

    @Test
    void leavesNoPlaceTakenWhateverTheOutcome() {
        outcomes.put(2L, REFUSED);

        serve(run(1, 2));

        assertThat(posts.size()).isZero();
    }

    @Test
    void anAnswerBringsAHostBackAndNoneDoesNot() {
        List<Place> hanging = new ArrayList<>();
        for (int i = 0; i < PostsUnderWay.HANGING; i++) {
            hanging.add(posts.begin(100 + i, "hooks.example.com", false, 0, 0).orElseThrow());
        }
        posts.look(PostsUnderWay.HANGS.toNanos());
        hanging.forEach(place -> posts.end(place, false));
        outcomes.put(1L, new RetryAfter(0, "no answer", Optional.empty(), false, true));

        serve(run(1));
        assertThat(posts.hangingHosts()).containsOnlyKeys("hooks.example.com");

        serve(run(2));
        assertThat(posts.hangingHosts()).isEmpty();
    }

    @Test
    void whatIsKeptIsNotPostedAndTheOthersGoOn() {
        repeats = Set.of(2L);

        assertThat(serve(run(1, 2, 3))).isEqualTo(AT_ONCE);

        assertThat(events).containsExactly("post 1", "settle [1], goes on", "post 3", "keep [2]", "settle [3], untried []");
    }

    @Test
    void aRunOfWhichAllIsKeptEndsWithThat() {
        repeats = Set.of(1L, 2L);

        assertThat(serve(run(1, 2))).isEqualTo(AT_ONCE);

        assertThat(events).containsExactly("keep [1, 2], ends the run");
    }

    @Test
    void whatIsKeptAtTheEndEndsTheRun() {
        repeats = Set.of(2L);

        assertThat(serve(run(1, 2))).isEqualTo(AT_ONCE);

        assertThat(events).containsExactly("post 1", "settle [1], goes on", "keep [2], ends the run");
    }

    @Test
    void whatIsKeptIsKeptAlsoIfTheHostTakesNoMore() {
        repeats = Set.of(1L);
        for (int i = 0; i < PostsUnderWay.MOST; i++) {
            posts.begin(100 + i, "hooks.example.com", true, 0, 0);
        }

        serve(run(1, 2));

        assertThat(events).hasSize(2).startsWith("keep [1]").last().asString().startsWith("give back [2] for 3 s");
    }

    @Test
    void whatWasPostedIsSettledAlsoIfTheOthersCannotBeKept() {
        repeats = Set.of(2L);
        cannotKeep = true;

        assertThat(serve(run(1, 2, 3))).isEqualTo(AT_ONCE);

        assertThat(events).containsExactly("post 1", "settle [1], goes on", "post 3", "keep [2]", "settle [3], untried []");
    }

    @Test
    void whatWasKeptIsOnePostAndOneSettlementThatSaysHowItsMatterStands() {
        serve(kept(run(1, 2, 3)));

        assertThat(events).containsExactly("post digest of Notification (3 times", "shown 3",
                "settle [2, 3, 1] of one post, untried []");
        assertThat(written.get(0).stands()).contains(Severity.INFO);
        assertThat(written.get(0).tried()).extracting(Settlement::reason)
                .containsOnly(Optional.of("shown in one message with 2 others"));
    }

    @Test
    void whatWasKeptAndIsNotTakenIsAFailedTryOfItsFirstAlone() {
        outcomes.put(1L, REFUSED);

        serve(kept(run(1, 2, 3)));

        assertThat(events).containsExactly("post digest of Notification (3 times", "settle [1], untried [2, 3]");
    }

    @Test
    void whatWasKeptAloneIsPostedAsEver() {
        serve(kept(run(1)));

        assertThat(events).containsExactly("post 1", "settle [1], untried []");
    }

    @Test
    void whatIsFoundInTheChatIsNotPostedAgain() {
        outcomes.put(2L, TAKEN);

        serve(new Run(clock.getAsLong(), List.of(mayBeThere(1), mayBeThere(2)), Optional.empty()));

        assertThat(events).containsExactly("look for 1", "post 1", "settle [1], goes on", "look for 2",
                "settle [2], untried []");
        assertThat(written.get(1).last().state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void whatWasLookedForSoLongThatTheLeaseMayLapseIsNotPosted() {
        lookTakes = Duration.ofMillis(400);
        long asked = clock.getAsLong()
                - config.lease().minusSeconds(10).minus(ActionButtons.LONGEST).minusMillis(200).toNanos();

        serve(new Run(asked, List.of(mayBeThere(1), claim(UUID.randomUUID(), 3)), Optional.empty()));

        assertThat(events).containsExactly("look for 1", "give back [1, 3] for 0 s");
    }

    @Test
    void nothingIsLookedForIfTheHostTakesNoMore() {
        for (int i = 0; i < PostsUnderWay.MOST; i++) {
            posts.begin(100 + i, "hooks.example.com", true, 0, 0);
        }

        serve(new Run(clock.getAsLong(), List.of(mayBeThere(1)), Optional.empty()));

        assertThat(events).hasSize(1).last().asString().startsWith("give back [1] for 3 s");
    }

    @Test
    void lookingForItIsUnderWayToo() {
        lookTakes = Duration.ofHours(1);

        runs.serve(new Run(clock.getAsLong(), List.of(mayBeThere(1)), Optional.empty())).subscribe().with(wait -> {
        });

        assertThat(posts.size()).isEqualTo(1);
    }

    @Test
    void leavesNoPlaceTakenByAFaultOfOurs() {
        breaksAt = 1;

        assertThatThrownBy(() -> serve(run(1))).hasMessage("a fault of ours");

        assertThat(posts.size()).isZero();
    }

    @Test
    void allThatIsClaimedWeighsWhileOneOfItIsPosted() {
        long[] bytes = new long[1];
        whilePosting = () -> bytes[0] = posts.bytes();

        serve(run(1, 2, 3));

        assertThat(bytes[0]).isEqualTo(15);
        assertThat(posts.bytes()).isZero();
    }

    /** So it is looked for, and there if an outcome is given. */
    private static Claim mayBeThere(long delivery) {
        Claim claim = claim(UUID.randomUUID(), delivery);
        return new Claim(claim.laneId(), claim.lease(), delivery, "ops", Form.FULL, 2, 0, 0, 1, Duration.ZERO, Instant.EPOCH, 5,
                claim.message(), claim.address(), claim.logging(), claim.folding(), new Claim.Living(Optional.empty(),
                        Optional.empty(), Optional.empty(), Optional.empty(), false, false, Optional.of(Instant.EPOCH)));
    }

    private static Run kept(Run run) {
        return new Run(run.askedAt(), run.claims().stream().map(claim -> new Claim(claim.laneId(), claim.lease(),
                claim.deliveryId(), "ops", Form.FULL, 1, 0, 0, 0, Duration.ZERO, Instant.EPOCH, 5, claim.message(),
                claim.address(),
                claim.logging(), new Claim.Folding(5, Optional.of("text hello")))).toList(), Optional.empty());
    }

    private Run storm(Run run) {
        return new Run(run.askedAt(), run.claims(), Optional.of(new Run.Storm(0)));
    }

    private Optional<Duration> serve(Run run) {
        return runs.serve(run).await().atMost(Duration.ofSeconds(10));
    }

    private Run run(long... deliveries) {
        UUID lease = UUID.randomUUID();
        return new Run(clock.getAsLong(), LongStream.of(deliveries).mapToObj(delivery -> claim(lease, delivery)).toList(),
                Optional.empty());
    }

    private static Claim claim(UUID lease, long delivery) {
        return claim(lease, delivery, true);
    }

    private static Claim claim(UUID lease, long delivery, boolean takesMessages) {
        Message message = new Message("topic", "message", Instant.EPOCH, Optional.empty(), "hello", Map.of());
        return new Claim(1, lease, delivery, "ops", Form.FULL, 1, 0, 0, 0, Duration.ZERO, Instant.EPOCH, 5, message,
                new Claim.Address("slack-webhook", "", "sealed", "configuration:ops", false, takesMessages),
                new Claim.Logging(LoggingLevel.NONE, false, TraceId.of(new UUID(1, 2))));
    }

    @Vetoed
    private final class MayFail extends Digests {

        MayFail() {
            super(QueueParts.meaning(), QueueParts.history());
        }

        @Override
        Next next(List<Claim> claims, Run.Storm storm) {
            if (faulty) {
                throw new IllegalStateException("a fault of ours");
            }
            return super.next(claims, storm);
        }
    }

    @Vetoed
    private final class Keeping extends Folds {

        Keeping() {
            super(new FoldStatement(database.postgres(), config), QueueParts.meaning(), QueueParts.history(), config,
                    new SimpleMeterRegistry());
        }

        @Override
        Verdict judge(Run run, Claim claim, Optional<Notice> known, List<Keep> kept) {
            return repeats.contains(claim.deliveryId()) ? new Keep(claim, "matter", Severity.INFO, false)
                    : new Show(claim, Optional.empty(), Optional.empty());
        }

        @Override
        Uni<Void> keep(Folded folded) {
            events.add("keep " + ids(folded.kept().stream().map(Keep::claim).toList())
                    + (folded.endsRun() ? ", ends the run" : ""));
            return cannotKeep ? Uni.createFrom().failure(new IllegalStateException("the database is away"))
                    : Uni.createFrom().voidItem();
        }

        @Override
        void shown(Digests.Several several) {
            several.repeated().ifPresent(repeated -> events.add("shown " + repeated.stands().size()));
        }
    }

    /** Takes back what is not tried. */
    @Vetoed
    private final class Given extends Claims {

        Given() {
            super(new LaneStore(database.postgres(), config, QueueParts.meaning()), config);
        }

        @Override
        Uni<Void> giveBack(Returned returned) {
            events.add("give back " + ids(returned.untried()) + " for " + returned.hold().toSeconds() + " s"
                    + returned.because().map(reason -> ": " + reason).orElse("")
                    + (returned.singles().isEmpty() ? "" : ", singly " + ids(returned.singles())));
            return Uni.createFrom().voidItem();
        }
    }

    @Vetoed
    private final class Written extends SettlementStatement {

        Written() {
            super(database.postgres(), config, QueueParts.live(), QueueParts.paces(config), QueueParts.noAudit());
        }

        @Override
        Uni<List<Optional<Released>>> settle(List<Progress> batch) {
            Progress progress = batch.get(0);
            written.add(progress);
            events.add("settle " + ids(progress.tried().stream().map(Settlement::claim).toList())
                    + (progress.digest().isPresent() ? " of one post" : "")
                    + (progress.goesOn() ? ", goes on" : ", untried " + ids(progress.untried())));
            CompletableFuture<Optional<Released>> settled = new CompletableFuture<>();
            settling.add(settled);
            if (settlesAtOnce) {
                settled.complete(wait.map(time -> new Released(time, hasMore)));
            }
            return Uni.createFrom().completionStage(settled).map(List::of);
        }
    }

    @Vetoed
    private final class Chat extends Sender {

        Chat() {
            super(null, null, null, null, null, config, List.of(), null);
        }

        @Override
        String host(Claim claim) {
            return "hooks.example.com";
        }

        @Override
        Uni<Optional<Outcome>> postedBefore(Claim claim, Optional<Notice> known, Life life, Duration patience) {
            events.add("look for " + claim.deliveryId());
            return Uni.createFrom().item(Optional.ofNullable(outcomes.get(claim.deliveryId()))).onItem().delayIt()
                    .by(lookTakes.plusMillis(1));
        }

        @Override
        Uni<Outcome> send(Claim claim, Supplier<Posting> posting) {
            events.add("post digest of " + posting.get().notice().title().split(" in ")[0]);
            return Uni.createFrom().item(outcomes.getOrDefault(claim.deliveryId(), TAKEN));
        }

        @Override
        Uni<Outcome> send(Claim claim, Optional<Notice> known, Life life) {
            if (claim.deliveryId() == breaksAt) {
                throw new IllegalStateException("a fault of ours");
            }
            whilePosting.run();
            tookPosting.addAndGet(POST_TAKES.toNanos());
            events.add("post " + claim.deliveryId());
            return Uni.createFrom().item(outcomes.getOrDefault(claim.deliveryId(), TAKEN));
        }
    }

    @Vetoed
    private static final class Uncounted extends DeliveryMetrics {

        Uncounted() {
            super(new SimpleMeterRegistry(), null);
        }

        @Override
        void claimed(Claim claim) {
            // Nobody asks.
        }

        @Override
        void settled(Settlement settlement, boolean leaseKept) {
            // Nobody asks.
        }
    }

    private static List<Long> ids(List<Claim> claims) {
        return claims.stream().map(Claim::deliveryId).toList();
    }
}
