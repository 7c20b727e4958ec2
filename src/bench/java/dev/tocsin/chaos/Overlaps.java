package dev.tocsin.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A lane has one post under way at a time, unless a sender stood still: its lease lapsed, another took over, and what it had
 * begun ends, or begins, when it goes on.
 */
final class Overlaps {

    /** Which a machine under load may need from SIGCONT to the first bytes. */
    private static final Duration GOING_ON = Duration.ofSeconds(2);

    private Overlaps() {
    }

    static void audit(Evidence evidence, Ledger ledger) {
        List<String> unexplained = new ArrayList<>();
        Set<StubPost> lapsed = new HashSet<>();
        for (LaneUnderTest lane : evidence.lanes()) {
            StubPost longest = null;
            for (StubPost post : inOrder(evidence, lane)) {
                if (longest != null && post.begin() < longest.end()) {
                    if (isOfALapsedLease(longest, post, evidence.troubles())) {
                        lapsed.add(longest);
                    } else {
                        unexplained.add(longest + " and " + post);
                    }
                }
                longest = longest == null || post.end() > longest.end() ? post : longest;
            }
        }
        ledger.figure("posts whose lease had lapsed when another one of their lane began", lapsed.size())
                .fault("posts of a lane at the same time", unexplained);
    }

    private static List<StubPost> inOrder(Evidence evidence, LaneUnderTest lane) {
        return evidence.posts().stream().filter(post -> post.lane() == lane.number())
                .sorted(Comparator.comparing(StubPost::begin)).toList();
    }

    /** The first outlasted every time limit, as its sender stood still; or one of them was begun by a sender that went on. */
    private static boolean isOfALapsedLease(StubPost first, StubPost second, List<TroubleEvent> troubles) {
        boolean isOverdue = second.begin() - first.begin() >= ChaosTimes.TRY.toNanos();
        return troubles.stream().filter(one -> one.trouble() == Trouble.FREEZE_A_REPLICA)
                .anyMatch(one -> isOverdue && one.at() < first.end() && first.begin() < one.until()
                        || isJustAfter(one, first) || isJustAfter(one, second));
    }

    private static boolean isJustAfter(TroubleEvent freeze, StubPost post) {
        long since = post.begin() - freeze.until();
        return since >= -GOING_ON.toNanos() / 10 && since <= GOING_ON.toNanos();
    }
}
