package dev.tocsin.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.tocsin.chaos.ChaosOptions;
import dev.tocsin.chaos.ChaosRun;
import dev.tocsin.chaos.Ledger;

/** The short form of {@code ./mvnw -Pchaos -Dchaos.run=rolling}: both replicas are replaced as the Deployment says. */
@Tag("long")
class RolloutIT {

    private static final long SEED = 12;
    private static final double PER_SECOND = 50;

    @Test
    void whileReplicasAreReplacedSnsIsAnswered200Or503AndNothingIsLost() throws Exception {
        Ledger ledger = ChaosRun.of(ChaosOptions.briefRollout(SEED, PER_SECOND));

        System.out.println(ledger.table());
        assertThat(ledger.faults()).isEmpty();
        assertThat(ledger.figure("replicas that were replaced")).isEqualTo(2);
        assertThat(ledger.figure("answers 200")).isGreaterThan(300);
        assertThat(ledger.figure("deliveries that are lines in a thread")).isGreaterThan(10);
        assertThat(ledger.figure("milliseconds in which no replica was ready")).isZero();
    }
}
