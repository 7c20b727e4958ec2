package dev.tocsin.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A ledger that finds nothing is worth something only if it would have found it. */
class AuditorTest {

    private static final LaneUnderTest LANE = new LaneUnderTest(2);
    private static final int TOPIC = 2;
    private static final String DIGEST = "6a8f4d8e-0000-4000-8000-000000000001";
    private static final long MILLI = 1_000_000;

    private final List<SentLetter> letters = new ArrayList<>();
    private final List<StubPost> posts = new ArrayList<>();
    private final List<ToldDelivery> deliveries = new ArrayList<>();
    private final Map<String, Integer> digests = new HashMap<>();
    private final List<TroubleEvent> troubles = new ArrayList<>();

    @BeforeEach
    void oneMessageThatIsWell() {
        sent(0, 1, 2);
        shown(0, 10, 20);
        delivered(0, delivered(1));
    }

    @Test
    void findsNothingWhereAllIsWell() {
        assertThat(audit().faults()).isEmpty();
        assertThat(audit().figure("notifications that SNS got a 200 for")).isEqualTo(1);
    }

    @Test
    void findsWhatWasLost() {
        sent(1, 3, 4);

        assertThat(audit().faults()).containsOnlyKeys("lost: a 200, and neither shown nor dead");
    }

    @Test
    void callsNothingLostThatSnsGotNo200For() {
        sent(1, 3, 0);

        assertThat(audit().faults()).isEmpty();
    }

    @Test
    void findsWhatTheHistoryCallsDeliveredAndNobodySaw() {
        sent(1, 3, 4);
        delivered(1, delivered(1));

        assertThat(audit().faults()).containsOnlyKeys("lost: a 200, and neither shown nor dead",
                "delivered by the history, and never shown");
    }

    @Test
    void findsWhatIsDeadThoughNoChatRefusedIt() {
        sent(1, 3, 4);
        deliveries.add(new ToldDelivery(1, LANE.number(), 1, "DEAD", "PLAIN", 0, Optional.of("HTTP 400"), ToldPlace.UNSAID,
                List.of()));

        assertThat(audit().faults()).containsOnlyKeys("dead without a refusal of the chat's");

        posts.add(new StubPost(LANE.number(), 1, Optional.empty(), -1, Mood.REFUSES, false, 30 * MILLI, 31 * MILLI));
        assertThat(audit().faults()).isEmpty();
    }

    @Test
    void findsDuplicatesThatNoAttemptExplains() {
        shown(0, 30, 40);

        assertThat(audit().faults()).containsOnlyKeys("shown more often than the history admits");

        deliveries.clear();
        delivered(0, new ToldAttempt(1, "t1", "INTERRUPTED", Optional.of("it may have arrived")), delivered(2));
        assertThat(audit().faults()).isEmpty();
        deliveries.clear();
        delivered(0, new ToldAttempt(1, "t1", "FAILED", Optional.of("HTTP 502; it may have arrived")), delivered(2));
        assertThat(audit().faults()).isEmpty();
        deliveries.clear();
        delivered(0, new ToldAttempt(1, "t1", "FAILED", Optional.of("HTTP 503")), delivered(2));
        assertThat(audit().faults()).hasSize(1);
    }

    @Test
    void findsWhatWasOvertakenByWhatWasSentAfterIts200() {
        sent(1, 3, 4);
        sent(2, 5, 6);
        shown(2, 30, 40);
        shown(1, 50, 60);
        delivered(1, delivered(1));
        delivered(2, delivered(1));

        assertThat(audit().faults()).containsOnlyKeys("shown after what was sent later");
    }

    @Test
    void letsMessagesThatWereUnderWayTogetherComeInAnyOrder() {
        sent(1, 3, 8);
        sent(2, 5, 6);
        shown(2, 30, 40);
        shown(1, 50, 60);
        delivered(1, delivered(1));
        delivered(2, delivered(1));

        assertThat(audit().faults()).isEmpty();
    }

    @Test
    void doesNotTakeASecondDigestForTheFirstShowing() {
        digest(2);
        deliveries.remove(deliveries.size() - 1);
        ToldAttempt first = new ToldAttempt(1, "t0", "DELIVERED", Optional.of("shown in a digest of 9 notifications"));
        ToldAttempt second = new ToldAttempt(2, "t1", "DELIVERED", Optional.of("shown in a digest of 2 notifications"));
        deliveries
                .add(new ToldDelivery(2, LANE.number(), 2, "DELIVERED", "FULL", 0, Optional.empty(), ToldPlace.inDigest(DIGEST),
                        List.of(first, second)));
        sent(3, 5, 6);
        shown(3, 21, 22);
        delivered(3, delivered(1));

        assertThat(audit().faults().get("shown after what was sent later")).singleElement().asString()
                .contains("number=1");
    }

    @Test
    void excusesWhatADigestOvertookOnlyIfTheProcessEndedTwiceWhileItWasSent() {
        for (int interruptions = 0; interruptions <= 2; interruptions++) {
            oneThatADigestOvertook(interruptions);

            Ledger ledger = audit();

            assertThat(ledger.faults().containsKey("shown after what was sent later")).as(interruptions + " times")
                    .isEqualTo(interruptions < 2);
            assertThat(ledger.figure("deliveries overtaken by a digest, as the process had ended twice while sending them"))
                    .isEqualTo(interruptions < 2 ? 0 : 1);
        }
    }

    @Test
    void excusesWhatADigestLeftOutForItsFormThoughItWasSentAgainInFullForm() {
        oneThatADigestOvertook(0);
        deliveries.removeIf(one -> one.letter() == 3);
        delivered(3, new ToldAttempt(1, "t1", "REJECTED", Optional.of("invalid_blocks")), delivered(2), delivered(3));
        shown(3, 70, 80);

        Ledger ledger = audit();

        assertThat(ledger.faults()).doesNotContainKey("shown after what was sent later");
        assertThat(ledger.figure("deliveries overtaken by a digest, as they had been refused in full form")).isEqualTo(1);
    }

    @Test
    void excusesNothingThatASingleMessageOvertook() {
        oneThatADigestOvertook(2);
        deliveries.removeIf(one -> one.letter() == 2);
        posts.removeIf(post -> post.digest().isPresent());
        shown(2, 30, 40);
        delivered(2, delivered(1));

        assertThat(audit().faults()).containsKey("shown after what was sent later");
    }

    private void oneThatADigestOvertook(int interruptions) {
        letters.clear();
        posts.clear();
        deliveries.clear();
        digests.clear();
        oneMessageThatIsWell();
        digest(2);
        letters.add(new SentLetter(3, TOPIC, 1, 2));
        shown(3, 50, 60);
        List<ToldAttempt> attempts = new ArrayList<>();
        for (int number = 1; number <= interruptions; number++) {
            attempts.add(new ToldAttempt(number, "t" + number, "INTERRUPTED", Optional.empty()));
        }
        attempts.add(delivered(interruptions + 1));
        delivered(3, attempts.toArray(ToldAttempt[]::new));
    }

    @Test
    void findsPostsOfALaneAtTheSameTime() {
        sent(1, 3, 4);
        shown(1, 15, 25);
        delivered(1, delivered(1));

        assertThat(audit().faults()).containsOnlyKeys("posts of a lane at the same time");

        troubles.add(new TroubleEvent(Trouble.FREEZE_A_REPLICA, "a", 0, 9 * MILLI));
        assertThat(audit().faults()).isEmpty();
    }

    @Test
    void excusesAPostThatOutlastsItsTimeLimitOnlyIfItsSenderStoodStill() {
        sent(1, 3, 4);
        posts.add(new StubPost(LANE.number(), 0, Optional.empty(), -1, Mood.HANGS, false, 30 * MILLI, 9_000 * MILLI));
        shown(1, 8_000, 8_010);
        delivered(1, delivered(1));

        assertThat(audit().faults()).containsOnlyKeys("posts of a lane at the same time");

        troubles.add(new TroubleEvent(Trouble.FREEZE_A_REPLICA, "a", 40 * MILLI, 8_990 * MILLI));
        assertThat(audit().faults()).isEmpty();
    }

    @Test
    void takesADigestForShowingWhatTheHistorySaysItShowed() {
        digest(2);

        assertThat(audit().faults()).isEmpty();
        assertThat(audit().figure("  of these in digests")).isEqualTo(2);
    }

    @Test
    void findsDigestsThatShowAnotherNumberThanTheHistoryNames() {
        digest(3);

        assertThat(audit().faults()).containsOnlyKeys("digests and history that contradict each other");
    }

    @Test
    void findsDigestsThatWereNeverShown() {
        digest(2);
        posts.remove(posts.size() - 1);

        assertThat(audit().faults()).containsKeys("lost: a 200, and neither shown nor dead",
                "delivered by the history, and never shown", "digests and history that contradict each other");
    }

    @Test
    void findsDigestsThatNobodyRecorded() {
        posts.add(new StubPost(LANE.number(), -1, Optional.of(DIGEST), 2, Mood.HANGS, true, 30 * MILLI, 40 * MILLI));

        assertThat(audit().faults()).containsOnlyKeys("shown more often than the history admits");
    }

    /** Of two letters. */
    private void digest(int says) {
        posts.add(new StubPost(LANE.number(), -1, Optional.of(DIGEST), says, Mood.WELL, true, 30 * MILLI, 40 * MILLI));
        digests.put(DIGEST, says);
        for (int number = 1; number <= 2; number++) {
            sent(number, 3, 4);
            deliveries.add(new ToldDelivery(number, LANE.number(), number, "DELIVERED", "FULL", 0, Optional.empty(),
                    ToldPlace.inDigest(DIGEST), List.of(new ToldAttempt(1, "t1", "DELIVERED",
                            Optional.of("shown in a digest of " + says + " notifications")))));
        }
    }

    private void sent(int number, long sentAt, long takenAt) {
        letters.add(new SentLetter(number, TOPIC, sentAt, takenAt));
    }

    private void shown(int letter, long begin, long end) {
        posts.add(new StubPost(LANE.number(), letter, Optional.empty(), -1, Mood.WELL, true, begin * MILLI, end * MILLI));
    }

    private void delivered(int letter, ToldAttempt... attempts) {
        deliveries.add(new ToldDelivery(letter, LANE.number(), letter, "DELIVERED", "FULL", 0, Optional.empty(),
                ToldPlace.UNSAID, List.of(attempts)));
    }

    private static ToldAttempt delivered(int number) {
        return new ToldAttempt(number, "t" + number, "DELIVERED", Optional.empty());
    }

    private Ledger audit() {
        Ledger ledger = new Ledger();
        Auditor.audit(new Evidence(letters, List.of(LANE), posts, Map.of(),
                new ToldHistory(deliveries, digests, Map.of()),
                troubles), ledger);
        return ledger;
    }
}
