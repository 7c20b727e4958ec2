package dev.tocsin.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.tocsin.delivery.PostsUnderWay.Place;

class PostsUnderWayTest {

    private static final String HOST = "hooks.example.com";
    private static final long LARGE = Claims.MOST_BYTES_OF_A_LANE;
    private static final long BEGUN = 1_000;
    private static final long LINGERING = BEGUN + PostsUnderWay.LINGERS.toNanos();
    private static final long HANGING = BEGUN + PostsUnderWay.HANGS.toNanos();

    private final PostsUnderWay posts = new PostsUnderWay();
    private long lane;

    @Test
    void tellsOnceThatAPostLingers() {
        begin(HOST, true);

        assertThat(posts.look(LINGERING - 1).lingering()).isEmpty();
        assertThat(posts.look(LINGERING).lingering()).containsExactly(1L);
        assertThat(posts.look(HANGING).lingering()).isEmpty();
    }

    @Test
    void saysNothingOfAPostThatHasEnded() {
        posts.end(begin(HOST, true).orElseThrow(), true);

        assertThat(posts.look(HANGING).lingering()).isEmpty();
        assertThat(posts.size()).isZero();
    }

    @Test
    void aHostTakesNoMorePostsThanItsShareAndOthersTheirs() {
        fill(HOST, true, PostsUnderWay.MOST);

        assertThat(begin(HOST, true)).isEmpty();
        assertThat(begin("other.example.com", true)).isPresent();
    }

    @Test
    void destinationsThatNeverTookAMessageLeavePartOfTheShareToThoseThatDid() {
        fill(HOST, false, PostsUnderWay.MOST_UNPROVEN);

        assertThat(begin(HOST, false)).isEmpty();
        assertThat(begin(HOST, true)).isPresent();
    }

    @Test
    void aHostHangsOnceSoManyPostsHaveNoAnswer() {
        fill(HOST, false, PostsUnderWay.HANGING - 1);
        assertThat(posts.look(HANGING).hanging()).isEmpty();

        begin(HOST, true);

        assertThat(posts.look(HANGING).hanging()).containsExactly(Map.entry(HOST, PostsUnderWay.HANGING));
        assertThat(posts.hangingHosts()).containsExactly(Map.entry(HOST, PostsUnderWay.HANGING));
        assertThat(posts.look(HANGING + 1).hanging()).isEmpty();
    }

    @Test
    void aHostThatHangsTakesFewFromDestinationsThatDidNotTakeTheirLastMessageAndAllOfTheOthers() {
        List<Place> hanging = fill(HOST, false, PostsUnderWay.HANGING);
        posts.look(HANGING);

        assertThat(begin(HOST, false)).isEmpty();
        assertThat(begin(HOST, true)).isPresent();

        posts.end(hanging.get(0), false);
        assertThat(begin(HOST, false)).isPresent();
        assertThat(begin(HOST, false)).isEmpty();
    }

    @Test
    void aHostIsBackOnceItAnswersAndFewHang() {
        List<Place> hanging = fill(HOST, false, PostsUnderWay.HANGING);
        hanging.add(begin(HOST, true).orElseThrow());
        posts.look(HANGING);
        // As many hang as say that it does.
        assertThat(posts.end(hanging.get(0), true)).isFalse();
        // Running out of time is no answer.
        assertThat(posts.end(hanging.get(1), false)).isFalse();

        assertThat(posts.end(hanging.get(2), true)).isTrue();

        assertThat(posts.hangingHosts()).isEmpty();
        assertThat(begin(HOST, false)).isPresent();
    }

    @Test
    void aHostThatNothingIsPostedToAnyMoreIsForgotten() {
        fill(HOST, false, PostsUnderWay.HANGING).forEach(place -> {
            posts.look(HANGING);
            posts.end(place, false);
        });
        long forgotten = BEGUN + PostsUnderWay.FORGOTTEN.toNanos();

        posts.look(forgotten);
        assertThat(posts.hangingHosts()).containsOnlyKeys(HOST);
        posts.look(forgotten + 1);
        assertThat(posts.hangingHosts()).isEmpty();
    }

    @Test
    void staysKnownAsHangingWhileNothingIsUnderWay() {
        List<Place> hanging = fill(HOST, false, PostsUnderWay.HANGING);
        posts.look(HANGING);

        hanging.forEach(place -> posts.end(place, false));

        assertThat(posts.hangingHosts()).containsOnlyKeys(HOST);
        fill(HOST, false, PostsUnderWay.HANGING);
        assertThat(begin(HOST, false)).isEmpty();
    }

    @Test
    void endsAPostOnce() {
        Place place = begin(HOST, true).orElseThrow();
        posts.end(place, true);
        posts.end(place, true);

        fill(HOST, true, PostsUnderWay.MOST);
        assertThat(begin(HOST, true)).isEmpty();
    }

    @Test
    void aChatOnABadDayDoesNotHang() {
        assertThat(PostsUnderWay.HANGS).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        fill(HOST, false, PostsUnderWay.MOST_UNPROVEN);

        assertThat(posts.look(HANGING - 1).hanging()).isEmpty();
    }

    @Test
    void aHostThatAnswersMayHaveAsMuchUnderWayAsIsClaimedAtOnce() {
        assertThat(fillWith(HOST, true, LARGE)).hasSizeGreaterThanOrEqualTo((int) (Claims.MOST_BYTES / LARGE));
    }

    @Test
    void hostsThatFillTheirSharesOneAfterTheOtherLeaveALittleToTheNext() {
        for (int host = 0; host < 40; host++) {
            fillWith(host + HOST, true, host % 2 == 0 ? LARGE : 100);
        }

        assertThat(fillWith("other.example.com", true, 2_000)).hasSizeGreaterThanOrEqualTo(PostsUnderWay.LEAST);
        assertThat(posts.size()).isLessThanOrEqualTo(PostsUnderWay.ALL + 41 * PostsUnderWay.LEAST);
        assertThat(posts.bytes()).isLessThanOrEqualTo(PostsUnderWay.ALL_BYTES + 41 * PostsUnderWay.LEAST_BYTES);
    }

    @Test
    void ofLargeMessagesNoHostTakesWhatIsLeft() {
        for (int host = 0; host < 40; host++) {
            fillWith(host + HOST, true, LARGE);
        }

        assertThat(posts.bytes()).isEqualTo(PostsUnderWay.ALL_BYTES - LARGE);
    }

    @Test
    void hostsThatFillTheirSharesAtOnceLeaveRoomForTheLargestMessage() {
        for (int round = 0; round < 100; round++) {
            IntStream.range(0, 20).forEach(host -> begin(host + HOST, true, LARGE));
        }

        assertThat(begin("other.example.com", true, LARGE)).isPresent();
    }

    @Test
    void whatHasEndedWeighsNothing() {
        fillWith(HOST, true, LARGE).forEach(place -> posts.end(place, true));
        fillWith(HOST, false, LARGE).forEach(place -> posts.end(place, false));

        assertThat(posts.bytes()).isZero();
        assertThat(begin(HOST, false, PostsUnderWay.MOST_BYTES_UNPROVEN)).isPresent();
    }

    @Test
    void destinationsThatNeverTookAMessageLeaveRoomToThoseThatDid() {
        fillWith(HOST, false, LARGE);

        assertThat(posts.bytes()).isEqualTo(PostsUnderWay.MOST_BYTES_UNPROVEN);
        assertThat(begin(HOST, true, LARGE)).isPresent();
    }

    @Test
    void aHostHangsOnceSoMuchHasNoAnswerHoweverFewPostsItIs() {
        int few = (int) (PostsUnderWay.HANGING_BYTES / LARGE);
        IntStream.range(1, few).forEach(one -> begin(HOST, true, LARGE));
        assertThat(posts.look(HANGING).hanging()).isEmpty();

        begin(HOST, true, LARGE);

        assertThat(posts.look(HANGING).hanging()).containsExactly(Map.entry(HOST, few));
    }

    @Test
    void ofWhatIsTriedAtAHostThatHangsLittleIsUnderWayAtOnce() {
        List<Place> hanging = hangByBytes();
        hanging.forEach(place -> posts.end(place, false));

        assertThat(fillWith(HOST, false, LARGE)).hasSize(1);
        assertThat(begin(HOST, true, LARGE)).isPresent();
    }

    @Test
    void oneIsTriedAtAHostThatHangsHoweverLargeItIs() {
        hangByBytes().forEach(place -> posts.end(place, false));

        assertThat(fillWith(HOST, false, 2 * LARGE)).hasSize(1);
    }

    @Test
    void aHostIsBackOnceItAnswersAndLittleHangs() {
        List<Place> hanging = hangByBytes();
        hanging.add(0, begin(HOST, true, 1).orElseThrow());
        assertThat(posts.end(hanging.get(0), true)).isFalse();

        assertThat(posts.end(hanging.get(1), true)).isTrue();

        assertThat(posts.hangingHosts()).isEmpty();
    }

    private List<Place> hangByBytes() {
        List<Place> hanging = new ArrayList<>();
        while (posts.look(HANGING).hanging().isEmpty()) {
            hanging.add(begin(HOST, true, LARGE).orElseThrow());
        }
        return hanging;
    }

    private List<Place> fill(String host, boolean isProven, int count) {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            places.add(begin(host, isProven).orElseThrow());
        }
        return places;
    }

    private Optional<Place> begin(String host, boolean isProven) {
        return begin(host, isProven, 0);
    }

    private Optional<Place> begin(String host, boolean isProven, long bytes) {
        return posts.begin(++lane, host, isProven, bytes, BEGUN);
    }

    /** As many as the host takes. */
    private List<Place> fillWith(String host, boolean isProven, long bytes) {
        List<Place> places = new ArrayList<>();
        for (Optional<Place> place = begin(host, isProven, bytes); place.isPresent(); place = begin(host, isProven, bytes)) {
            places.add(place.get());
        }
        return places;
    }
}
