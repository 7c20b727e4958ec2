package dev.tocsin.chaos;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All that was seen from outside and from inside.
 *
 * @param standing which letter each message in a channel shows at the end, by what names it there
 */
record Evidence(List<SentLetter> letters, List<LaneUnderTest> lanes, List<StubPost> posts, Map<String, Integer> standing,
        ToldHistory history, List<TroubleEvent> troubles) {

    /** Where and what: one message in one lane. */
    record Spot(int lane, int letter) {
    }

    List<StubPost> shown() {
        return posts.stream().filter(StubPost::isTaken).toList();
    }

    Map<Spot, List<ToldDelivery>> deliveries() {
        return history.deliveries().stream()
                .collect(Collectors.groupingBy(one -> new Spot(one.lane(), one.letter())));
    }
}
