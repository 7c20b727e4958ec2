package dev.tocsin.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import dev.tocsin.chaos.ChaosOptions;
import dev.tocsin.chaos.ChaosRun;
import dev.tocsin.chaos.Ledger;

/** The short form of {@code ./mvnw -Pchaos}. The same seed every time, so that a failure is not a matter of luck alone. */
class ChaosIT {

    private static final long SEED = 4;

    @Test
    void whatGotA200IsShownWhateverIsKilledMeanwhile() throws Exception {
        Ledger ledger = ChaosRun.of(ChaosOptions.brief(SEED));

        System.out.println(ledger.table());
        assertThat(ledger.faults()).isEmpty();
        assertThat(ledger.figure("notifications that SNS got a 200 for")).isGreaterThan(100);
        assertThat(ledger.figure("attempts that were interrupted")).isPositive();
        assertThat(ledger.figure("deliveries that are lines in a thread")).isPositive();
        assertThat(ledger.figure("changes of messages that the chats took")).isPositive();
    }
}
