package dev.tocsin.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.tocsin.delivery.PostsUnderWay.Place;

class PostsUnderWayTest {

    private static final String HOST = "hooks.example.com";
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

        assertThat(posts.look(HANGING).hanging()).containsExactly(HOST);
        assertThat(posts.hangingHosts()).containsExactly(java.util.Map.entry(HOST, PostsUnderWay.HANGING));
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

    private List<Place> fill(String host, boolean isProven, int count) {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            places.add(begin(host, isProven).orElseThrow());
        }
        return places;
    }

    private Optional<Place> begin(String host, boolean isProven) {
        return posts.begin(++lane, host, isProven, BEGUN);
    }
}
