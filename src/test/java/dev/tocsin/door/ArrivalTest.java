package dev.tocsin.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.vertx.core.buffer.Buffer;

class ArrivalTest {

    private static final int KIB = 1_024;

    private final ByteBudget budget = new ByteBudget(16 * KIB);

    @Test
    void costsWhatHasArrivedUntilItsRequestEnds() {
        Arrival arrival = arrival(new ArrayList<>());
        assertThat(budget.held()).isZero();

        arrival.add(Buffer.buffer(new byte[KIB]));
        assertThat(budget.held()).isEqualTo(KIB);
        assertThat(arrival.complete().orElseThrow().length()).isEqualTo(KIB);
        assertThat(budget.held()).isEqualTo(KIB);

        arrival.end();
        assertThat(budget.held()).isZero();
    }

    @Test
    void theLargestThatIsStillArrivingMakesRoom() {
        List<Turned> large = new ArrayList<>();
        List<Turned> small = new ArrayList<>();
        Arrival hog = arrival(large);
        hog.add(Buffer.buffer(new byte[12 * KIB]));
        Arrival done = arrival(small);
        done.add(Buffer.buffer(new byte[4 * KIB]));
        done.complete();

        Arrival genuine = arrival(small);
        genuine.add(Buffer.buffer(new byte[KIB]));

        assertThat(large).containsExactly(Turned.OVERLOADED);
        assertThat(small).isEmpty();
        assertThat(budget.held()).isEqualTo(5 * KIB);
    }

    @Test
    void theOneThatGrowsGoesIfItIsTheLargest() {
        List<Turned> turned = new ArrayList<>();
        ByteBudget small = new ByteBudget(2 * KIB);
        Arrival arrival = new Arrival(small, 8 * KIB, turned::add);

        arrival.add(Buffer.buffer(new byte[4 * KIB]));
        arrival.add(Buffer.buffer(new byte[1]));

        assertThat(turned).containsExactly(Turned.OVERLOADED);
        assertThat(small.held()).isZero();
    }

    @Test
    void whatIsCompleteIsNotSentAwayAndWhatWasSentAwayIsNeverComplete() {
        List<Turned> turned = new ArrayList<>();
        Arrival done = arrival(turned);
        done.add(Buffer.buffer(new byte[KIB]));
        done.complete();
        done.turnAway(Turned.STALLED);
        assertThat(turned).isEmpty();

        Arrival late = arrival(turned);
        late.add(Buffer.buffer(new byte[KIB]));
        late.turnAway(Turned.STALLED);
        late.add(Buffer.buffer(new byte[KIB]));
        late.turnAway(Turned.TOO_LARGE);
        assertThat(turned).containsExactly(Turned.STALLED);
        assertThat(late.complete()).isEmpty();
        assertThat(budget.held()).isEqualTo(KIB);
    }

    @Test
    void ofTooManyThatAreOnTheirWayTheOldestGoes() {
        List<Turned> first = new ArrayList<>();
        List<Turned> others = new ArrayList<>();
        arrival(first).begin();
        for (int i = 1; i < 64; i++) {
            arrival(others).begin();
        }
        assertThat(first).isEmpty();

        arrival(others).begin();

        assertThat(first).containsExactly(Turned.CROWDED_OUT);
        assertThat(others).isEmpty();
    }

    @Test
    void isNoLargerThanItsDoorAllows() {
        List<Turned> turned = new ArrayList<>();
        Arrival arrival = arrival(turned);
        arrival.add(Buffer.buffer(new byte[8 * KIB]));

        arrival.add(Buffer.buffer(new byte[5 * KIB]));

        assertThat(turned).containsExactly(Turned.TOO_LARGE);
        assertThat(budget.held()).isZero();
    }

    @Test
    void manySmallPiecesCostNoMoreThanOneLarge() {
        Arrival arrival = arrival(new ArrayList<>());
        for (int i = 0; i < 4 * KIB; i++) {
            arrival.add(Buffer.buffer(new byte[] { (byte) i }));
        }
        assertThat(budget.held()).isEqualTo(4 * KIB);
        assertThat(arrival.complete().orElseThrow().getByte(300)).isEqualTo((byte) 300);
    }

    private Arrival arrival(List<Turned> turned) {
        return new Arrival(budget, 12 * KIB, turned::add);
    }
}
