package dev.tocsin.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Each delivery stands where the history says: as a message of its own, or in the thread of the one that stands for its
 * matter. That one says how the matter stood last.
 */
final class Threads {

    private final Evidence evidence;
    private final Map<String, StubPost> posts = new HashMap<>();
    private long lines;

    private Threads(Evidence evidence) {
        this.evidence = evidence;
        evidence.shown().forEach(post -> post.message().ifPresent(message -> posts.put(message.ts(), post)));
    }

    static void audit(Evidence evidence, Ledger ledger) {
        Threads threads = new Threads(evidence);
        List<ToldDelivery> deliveries = evidence.history().deliveries();
        List<String> elsewhere = deliveries.stream().filter(ToldDelivery::isDelivered).filter(threads::isInAChannel)
                .filter(one -> !threads.standsWhereTheHistorySays(one)).map(String::valueOf).toList();
        ledger.figure("messages that stand for a matter", evidence.history().messages().size())
                .figure("deliveries that are lines in a thread", threads.lines)
                .figure("deliveries that were found in the chat and not posted twice", deliveries.stream()
                        .filter(one -> one.attempts().stream().anyMatch(ToldAttempt::foundIt)).count())
                .fault("delivered, and not where the history says", elsewhere)
                .fault("matters that stand as an earlier message says", threads.outdated());
    }

    /** For where changes have come to an end. */
    static void auditChanges(Evidence evidence, Ledger ledger) {
        ledger.fault("messages that do not show what they stand for", evidence.history().messages().values().stream()
                .filter(message -> !message.isGone() && message.reference().isPresent())
                .filter(message -> evidence.standing().getOrDefault(message.reference().get(), -1) != message.letter())
                .map(message -> message + " shows " + evidence.standing().get(message.reference().get())).toList());
    }

    private boolean isInAChannel(ToldDelivery delivery) {
        return new LaneUnderTest(delivery.lane()).isChannel();
    }

    private boolean standsWhereTheHistorySays(ToldDelivery delivery) {
        Optional<StubPost> post = delivery.place().reference().map(posts::get)
                .filter(one -> one.is(delivery.lane(), delivery.place().reference().get()));
        Optional<String> digest = delivery.place().digest();
        if (post.isEmpty() || digest.isPresent()) {
            return post.isPresent() && post.get().digest().equals(digest);
        }
        Optional<String> thread = post.get().message().orElseThrow().thread();
        if (thread.isPresent()) {
            lines++;
        }
        Optional<String> root = delivery.place().message().map(evidence.history().messages()::get)
                .flatMap(ToldMessage::reference);
        return post.get().letter() == delivery.letter()
                && thread.or(delivery.place()::reference).equals(root.or(delivery.place()::reference));
    }

    /** The one that was written last stands for its matter. */
    private List<String> outdated() {
        Map<String, ToldMessage> newest = new HashMap<>();
        evidence.history().messages().values().forEach(message -> newest.put(matter(message), message));
        List<String> outdated = new ArrayList<>();
        evidence.history().deliveries().stream().filter(ToldDelivery::isDelivered)
                .forEach(one -> one.place().message().map(evidence.history().messages()::get)
                        .map(message -> newest.get(matter(message))).filter(message -> message.letter() < one.letter())
                        .ifPresent(message -> outdated.add(message + " though there is " + one)));
        return outdated;
    }

    private static String matter(ToldMessage message) {
        return message.lane() + " " + message.matter();
    }
}
