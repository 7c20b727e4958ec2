package dev.tocsin.chaos;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.tocsin.chaos.Evidence.Spot;

/** Compares what SNS was answered, what the chats were shown, and what the history says. */
final class Auditor {

    private final Evidence evidence;
    private final Showings showings;
    private final Map<Spot, List<ToldDelivery>> deliveries;
    private final Ledger ledger;

    private Auditor(Evidence evidence, Ledger ledger) {
        this.evidence = evidence;
        this.ledger = ledger;
        this.showings = new Showings(evidence.shown());
        this.deliveries = evidence.deliveries();
    }

    static void audit(Evidence evidence, Ledger ledger) {
        Auditor auditor = new Auditor(evidence, ledger);
        auditor.promise();
        auditor.dead();
        auditor.history();
        auditor.duplicates();
        auditor.digests();
        Threads.audit(evidence, ledger);
        LaneOrder.audit(evidence, auditor.showings, ledger);
        Overlaps.audit(evidence, ledger);
    }

    /** Whatever got a 200 was shown in each lane that hears it, or is dead. */
    private void promise() {
        List<String> lost = new ArrayList<>();
        List<String> pending = new ArrayList<>();
        List<SentLetter> taken = evidence.letters().stream().filter(letter -> letter.takenAt() != 0).toList();
        long expected = 0;
        for (SentLetter letter : taken) {
            for (LaneUnderTest lane : evidence.lanes()) {
                if (!lane.hears(letter.topic())) {
                    continue;
                }
                expected++;
                List<ToldDelivery> found = deliveries.getOrDefault(new Spot(lane.number(), letter.number()), List.of());
                if (found.stream().noneMatch(one -> one.isDead() || showings.count(one) > 0)) {
                    lost.add(letter + " in lane " + lane.number() + ": " + found);
                }
                found.stream().filter(one -> !one.isDead() && !one.isDelivered()).map(String::valueOf).forEach(pending::add);
            }
        }
        ledger.figure("notifications published", evidence.letters().size())
                .figure("notifications that SNS got a 200 for", taken.size())
                .figure("deliveries that these ask for", expected)
                .fault("lost: a 200, and neither shown nor dead", lost)
                .fault("still pending at the end", pending)
                .fault("stored twice in one lane", deliveries.values().stream().filter(same -> same.size() > 1)
                        .map(String::valueOf).toList());
    }

    /** Only what a chat refused for its content may die. */
    private void dead() {
        Set<Spot> refused = evidence.posts().stream().filter(post -> post.mood() == Mood.REFUSES)
                .map(post -> new Spot(post.lane(), post.letter())).collect(Collectors.toSet());
        List<ToldDelivery> dead = evidence.history().deliveries().stream().filter(ToldDelivery::isDead).toList();
        ledger.figure("deliveries that are dead", dead.size());
        Map<String, Long> reasons = dead.stream().collect(Collectors.groupingBy(one -> one.reason().orElse("no reason"),
                TreeMap::new, Collectors.counting()));
        reasons.forEach((reason, count) -> ledger.figure("  dead: " + reason, count));
        ledger.fault("dead without a refusal of the chat's", dead.stream()
                .filter(one -> !refused.contains(new Spot(one.lane(), one.letter()))).map(String::valueOf).toList());
    }

    /** What the history calls delivered was shown. */
    private void history() {
        List<ToldDelivery> delivered = evidence.history().deliveries().stream().filter(ToldDelivery::isDelivered).toList();
        ledger.figure("deliveries that the history calls delivered", delivered.size())
                .figure("  of these in digests", delivered.stream().filter(ToldDelivery::isInADigest).count())
                .figure("  of these in plain form", delivered.stream().filter(one -> one.form().equals("PLAIN")).count())
                .fault("delivered by the history, and never shown", delivered.stream().filter(one -> one.isInADigest()
                        ? showings.inDigests(one).isEmpty()
                        : showings.alone(one).isEmpty()).map(String::valueOf).toList());
        Set<Spot> known = deliveries.keySet();
        ledger.fault("shown, and not in the history", showings.single().keySet().stream().filter(spot -> !known.contains(spot))
                .map(String::valueOf).toList());
    }

    /** Each showing needs an attempt that delivered, or of which the history says that it may have arrived. */
    private void duplicates() {
        List<String> uncovered = new ArrayList<>();
        long twice = 0;
        Map<Integer, Long> spare = new HashMap<>();
        for (ToldDelivery delivery : evidence.history().deliveries()) {
            long shown = showings.count(delivery);
            twice += Math.max(0, shown - 1);
            long covered = delivery.mayHaveShown();
            if (shown > covered) {
                uncovered.add("shown " + shown + " times: " + delivery);
            }
            spare.merge(delivery.lane(), Math.max(0, covered - shown), Long::sum);
        }
        Map<Integer, Long> unrecorded = new HashMap<>();
        showings.digests().forEach((id, posts) -> {
            if (!evidence.history().digests().containsKey(id)) {
                posts.forEach(post -> unrecorded.merge(post.lane(), (long) post.covers(), Long::sum));
            }
        });
        unrecorded.forEach((lane, count) -> {
            if (count > spare.getOrDefault(lane, 0L)) {
                uncovered.add("digests for " + count + " deliveries in lane " + lane + ", of which no attempt tells");
            }
        });
        ledger.figure("showings beyond the first of a delivery", twice)
                .figure("deliveries in digests that were shown and could not be recorded", sum(unrecorded.values()))
                .figure("attempts that were interrupted", outcomes("INTERRUPTED"))
                .figure("attempts of which nobody knows whether they arrived", evidence.history().deliveries().stream()
                        .flatMap(one -> one.attempts().stream())
                        .filter(one -> one.outcome().equals("FAILED") && one.mayHaveShown()).count())
                .fault("shown more often than the history admits", uncovered);
    }

    private long outcomes(String outcome) {
        return evidence.history().deliveries().stream().flatMap(one -> one.attempts().stream())
                .filter(one -> one.outcome().equals(outcome)).count();
    }

    private static long sum(Collection<Long> counts) {
        return counts.stream().mapToLong(count -> count).sum();
    }

    /** A digest shows as many as it says, and the history names each of them. */
    private void digests() {
        List<String> wrong = new ArrayList<>();
        Map<String, List<ToldDelivery>> covered = evidence.history().deliveries().stream()
                .filter(ToldDelivery::isInADigest)
                .collect(Collectors.groupingBy(one -> one.place().digest().orElseThrow()));
        evidence.history().digests().forEach((id, count) -> {
            List<StubPost> posts = showings.digests().getOrDefault(id, List.of());
            if (posts.size() != 1) {
                wrong.add("digest " + id + " was shown " + posts.size() + " times");
            } else if (posts.get(0).covers() != count) {
                wrong.add("digest " + id + " is of " + count + " and says " + posts.get(0).covers());
            }
            long named = named(covered.getOrDefault(id, List.of()));
            if (named != count && !covered.getOrDefault(id, List.of()).isEmpty()) {
                wrong.add("digest " + id + " is of " + count + ", and the history names " + named);
            }
        });
        Set<String> unknown = new HashSet<>(covered.keySet());
        unknown.removeAll(evidence.history().digests().keySet());
        unknown.forEach(id -> wrong.add("deliveries name the digest " + id + ", which there is not"));
        ledger.figure("longest time in seconds from a 200 to the first showing", longestWait())
                .figure("digests that the history knows", evidence.history().digests().size())
                .fault("digests and history that contradict each other", wrong);
    }

    private long longestWait() {
        Map<Integer, Long> takenAt = evidence.letters().stream()
                .collect(Collectors.toMap(SentLetter::number, SentLetter::takenAt));
        return evidence.history().deliveries().stream()
                .mapToLong(one -> showings.first(one).map(at -> at - takenAt.get(one.letter())).orElse(0L)).max().orElse(0)
                / 1_000_000_000;
    }

    /** Also those that another sender settled meanwhile: their attempt tells of it still. */
    private long named(List<ToldDelivery> covered) {
        if (covered.isEmpty()) {
            return 0;
        }
        int lane = covered.get(0).lane();
        Set<String> starts = covered.get(0).attempts().stream().filter(ToldAttempt::showedInADigest)
                .map(ToldAttempt::startedAt).collect(Collectors.toSet());
        // The last one is the digest that the delivery names; a delivery is settled once.
        String start = starts.stream().max(Comparator.naturalOrder()).orElse("");
        return evidence.history().deliveries().stream().filter(one -> one.lane() == lane)
                .filter(one -> one.attempts().stream()
                        .anyMatch(attempt -> attempt.showedInADigest() && attempt.startedAt().equals(start)))
                .count();
    }
}
