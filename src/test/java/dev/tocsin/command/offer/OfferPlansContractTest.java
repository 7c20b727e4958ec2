package dev.tocsin.command.offer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.tocsin.database.QueueDatabase;

/** A press costs what its notification is, however many there were. */
class OfferPlansContractTest {

    @RegisterExtension
    static final QueueDatabase database = QueueDatabase.filled();

    @Test
    void theNotificationOfAButtonIsFoundByItsDelivery() {
        String delivery = database.text("SELECT max(id) FROM delivery");

        assertThat(database.pages(OfferPresses.FIND, delivery)).allSatisfy(pages -> assertThat(pages).isLessThan(20));
    }
}
