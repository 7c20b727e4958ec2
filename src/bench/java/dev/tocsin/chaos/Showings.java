package dev.tocsin.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.chaos.Evidence.Spot;

/** When the chats showed which message, by itself or in a digest. */
final class Showings {

    private final Map<Spot, List<StubPost>> single = new HashMap<>();
    private final Map<String, List<StubPost>> digests = new HashMap<>();

    Showings(List<StubPost> shown) {
        for (StubPost post : shown) {
            if (post.digest().isPresent()) {
                digests.computeIfAbsent(post.digest().get(), first -> new ArrayList<>()).add(post);
            } else {
                single.computeIfAbsent(new Spot(post.lane(), post.letter()), first -> new ArrayList<>()).add(post);
            }
        }
    }

    List<StubPost> alone(ToldDelivery delivery) {
        return single.getOrDefault(new Spot(delivery.lane(), delivery.letter()), List.of());
    }

    /** Those that the history says showed it, and that were seen in its own lane. */
    List<StubPost> inDigests(ToldDelivery delivery) {
        return delivery.place().digest().map(id -> digests.getOrDefault(id, List.of())).orElse(List.of()).stream()
                .filter(post -> post.lane() == delivery.lane()).toList();
    }

    int count(ToldDelivery delivery) {
        return alone(delivery).size() + inDigests(delivery).size();
    }

    /** Empty if it never was, or if nobody can say when. */
    Optional<Long> first(ToldDelivery delivery) {
        return delivery.hasForgottenADigest() ? Optional.empty()
                : Stream.concat(alone(delivery).stream(), inDigests(delivery).stream()).map(StubPost::begin)
                        .min(Long::compare);
    }

    Map<String, List<StubPost>> digests() {
        return digests;
    }

    Map<Spot, List<StubPost>> single() {
        return single;
    }
}
