package dev.tocsin.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TurnsTest {

    private final Turns turns = new Turns(2);

    @Test
    void runsALaneOnceAtATime() {
        assertThat(turns.ask(1)).contains(1L);
        assertThat(turns.ask(1)).isEmpty();
        assertThat(turns.running()).isEqualTo(1);
    }

    @Test
    void runsALaneAgainThatWasAskedForMeanwhile() {
        turns.ask(1);
        turns.ask(1);
        turns.ask(1);
        assertThat(turns.finish(1)).contains(1L);
        assertThat(turns.finish(1)).isEmpty();
        assertThat(turns.running()).isZero();
    }

    @Test
    void letsNoMoreRunThanThereArePlaces() {
        turns.ask(1);
        turns.ask(2);
        assertThat(turns.ask(3)).isEmpty();
        assertThat(turns.ask(4)).isEmpty();
        assertThat(turns.finish(1)).contains(3L);
        assertThat(turns.rest(2)).contains(4L);
        assertThat(turns.running()).isEqualTo(2);
    }

    @Test
    void wakesNoLaneThatRests() {
        turns.ask(1);
        turns.rest(1);
        assertThat(turns.ask(1)).isEmpty();
        assertThat(turns.resume(1)).contains(1L);
    }

    @Test
    void endsTheRestOfALaneThatTheDatabaseSaysIsDue() {
        turns.ask(1);
        turns.rest(1);
        assertThat(turns.urge(1)).contains(1L);
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
        assertThat(turns.finish(1)).contains(3L);
        assertThat(turns.finish(2)).contains(1L);
    }

    @Test
    void aResumedLaneWaitsForAPlaceLikeOthers() {
        turns.ask(1);
        turns.rest(1);
        turns.ask(2);
        turns.ask(3);
        assertThat(turns.resume(1)).isEmpty();
        assertThat(turns.finish(2)).contains(1L);
    }

    @Test
    void aLaneByItselfDoesNotWaitForAllThatWereWokenTogether() {
        turns.askAmongMany(1);
        turns.askAmongMany(2);
        turns.askAmongMany(3);
        turns.askAmongMany(4);
        turns.ask(5);
        turns.ask(6);

        assertThat(turns.finish(1)).contains(5L);
        assertThat(turns.finish(2)).contains(3L);
        assertThat(turns.finish(5)).contains(6L);
        assertThat(turns.finish(3)).contains(4L);
    }

    @Test
    void aLaneThatGoesOnLetsThoseGoFirstThatWereWokenByThemselves() {
        turns.ask(1);
        turns.ask(2);
        turns.ask(3);
        turns.ask(4);

        assertThat(turns.again(1)).contains(3L);
        assertThat(turns.again(2)).contains(1L);
        assertThat(turns.finish(3)).contains(4L);
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
        assertThat(turns.linger(1)).contains(3L);
        assertThat(turns.linger(1)).isEmpty();
        assertThat(turns.running()).isEqualTo(3);
        assertThat(turns.ask(1)).isEmpty();
        assertThat(turns.ask(4)).isEmpty();
        // Its end frees no place, since it had none; it was asked for meanwhile, and queues again.
        assertThat(turns.finish(1)).isEmpty();
        assertThat(turns.running()).isEqualTo(2);
        assertThat(turns.finish(2)).contains(4L);
        assertThat(turns.finish(3)).contains(1L);
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
        assertThat(turns.again(1)).contains(3L);
        assertThat(turns.finish(2)).contains(1L);
        assertThat(turns.running()).isEqualTo(2);
    }
}
