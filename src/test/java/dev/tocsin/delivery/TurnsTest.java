package dev.tocsin.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.tocsin.delivery.Turns.Turn;

class TurnsTest {

    private final Turns turns = new Turns(2);

    @Test
    void runsALaneOnceAtATime() {
        assertThat(next(turns.ask(1))).contains(1L);
        assertThat(turns.ask(1)).isEmpty();
        assertThat(turns.running()).isEqualTo(1);
    }

    @Test
    void runsALaneAgainThatWasAskedForMeanwhile() {
        turns.ask(1);
        turns.ask(1);
        turns.ask(1);
        assertThat(next(turns.finish(1))).contains(1L);
        assertThat(turns.finish(1)).isEmpty();
        assertThat(turns.running()).isZero();
    }

    @Test
    void letsNoMoreRunThanThereArePlaces() {
        turns.ask(1);
        turns.ask(2);
        assertThat(turns.ask(3)).isEmpty();
        assertThat(turns.ask(4)).isEmpty();
        assertThat(next(turns.finish(1))).contains(3L);
        assertThat(next(turns.rest(2))).contains(4L);
        assertThat(turns.running()).isEqualTo(2);
    }

    @Test
    void wakesNoLaneThatRests() {
        turns.ask(1);
        turns.rest(1);
        assertThat(turns.ask(1)).isEmpty();
        assertThat(next(turns.resume(1))).contains(1L);
    }

    @Test
    void endsTheRestOfALaneThatTheDatabaseSaysIsDue() {
        turns.ask(1);
        turns.rest(1);
        assertThat(next(turns.urge(1))).contains(1L);
        assertThat(turns.resume(1)).isEmpty();
        assertThat(turns.urge(1)).isEmpty();
        assertThat(turns.running()).isEqualTo(1);
    }

    @Test
    void aLaneThatIsAskedForAgainGoesBehindThoseThatWait() {
        turns.ask(1);
        turns.ask(2);
        turns.ask(3);
        turns.ask(1);
        assertThat(next(turns.finish(1))).contains(3L);
        assertThat(next(turns.finish(2))).contains(1L);
    }

    @Test
    void aResumedLaneWaitsForAPlaceLikeOthers() {
        turns.ask(1);
        turns.rest(1);
        turns.ask(2);
        turns.ask(3);
        assertThat(turns.resume(1)).isEmpty();
        assertThat(next(turns.finish(2))).contains(1L);
    }

    @Test
    void aLaneByItselfDoesNotWaitForAllThatWereWokenTogether() {
        turns.askAmongMany(1);
        turns.askAmongMany(2);
        turns.askAmongMany(3);
        turns.askAmongMany(4);
        turns.ask(5);
        turns.ask(6);

        assertThat(next(turns.finish(1))).contains(5L);
        assertThat(next(turns.finish(2))).contains(3L);
        assertThat(next(turns.finish(5))).contains(6L);
        assertThat(next(turns.finish(3))).contains(4L);
    }

    @Test
    void aLaneWithMuchLetsThoseGoFirstThatHaveLittle() {
        turns.ask(1);
        turns.ask(2);
        turns.ask(3);
        turns.ask(4);

        assertThat(next(turns.againWithMuch(1))).contains(3L);
        assertThat(next(turns.again(2))).contains(1L);
        assertThat(next(turns.finish(3))).contains(4L);
        assertThat(next(turns.finish(4))).contains(2L);
    }

    @Test
    void saysWhetherALaneHasSomethingByItself() {
        assertThat(turns.ask(1)).contains(new Turn(1, true));
        assertThat(turns.askAmongMany(2)).contains(new Turn(2, false));
        assertThat(turns.againWithMuch(1)).contains(new Turn(1, false));
        assertThat(turns.again(2)).contains(new Turn(2, true));
    }

    @Test
    void keepsPlacesForLanesThatHaveSomethingByThemselves() {
        Turns many = new Turns(16);
        for (int lane = 1; lane <= 30; lane++) {
            many.askAmongMany(lane);
        }
        assertThat(many.running()).isEqualTo(14);
        assertThat(next(many.ask(101))).contains(101L);
        assertThat(next(many.ask(102))).contains(102L);
        assertThat(many.ask(103)).isEmpty();

        assertThat(next(many.finish(1))).contains(103L);
        assertThat(many.finish(101)).isEmpty();
        assertThat(many.finish(102)).isEmpty();
        assertThat(next(many.finish(103))).contains(15L);
    }

    @Test
    void dropStartsNothingElse() {
        turns.ask(1);
        turns.ask(2);
        turns.ask(3);
        turns.drop(1);
        assertThat(turns.running()).isEqualTo(1);
    }

    @Test
    void aLaneThatLingersRunsOnAndLeavesItsPlace() {
        turns.ask(1);
        turns.ask(2);
        turns.ask(3);
        assertThat(next(turns.linger(1))).contains(3L);
        assertThat(turns.linger(1)).isEmpty();
        assertThat(turns.running()).isEqualTo(3);
        assertThat(turns.ask(1)).isEmpty();
        assertThat(turns.ask(4)).isEmpty();
        // Its end frees no place, since it had none; it was asked for meanwhile, and queues again.
        assertThat(turns.finish(1)).isEmpty();
        assertThat(turns.running()).isEqualTo(2);
        assertThat(next(turns.finish(2))).contains(4L);
        assertThat(next(turns.finish(3))).contains(1L);
    }

    @Test
    void onlyALaneThatRunsCanLinger() {
        turns.ask(1);
        turns.rest(1);
        assertThat(turns.linger(1)).isEmpty();
        assertThat(turns.running()).isZero();
    }

    @Test
    void aLaneThatHasMoreLetsThoseThatQueueGoFirst() {
        turns.ask(1);
        turns.ask(2);
        turns.ask(3);
        assertThat(next(turns.again(1))).contains(3L);
        assertThat(next(turns.finish(2))).contains(1L);
        assertThat(turns.running()).isEqualTo(2);
    }

    private static Optional<Long> next(Optional<Turn> turn) {
        return turn.map(Turn::lane);
    }
}
