package dev.tocsin.silence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tocsin.database.QueueDatabase;

/** A look each minute must not read the queue as a whole. */
class SilencePlansContractTest {

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.filled();

    @Test
    void whatWaitsIsLookedUpLaneByLane() {
        assertThat(database.plans(SilenceLook.STUCK, "3600000")).allSatisfy(plan -> assertThat(plan)
                .contains("delivery_pending").doesNotContain("Seq Scan on delivery", "Hash Join", "Merge Join"));
    }
}
