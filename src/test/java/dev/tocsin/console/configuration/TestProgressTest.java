package dev.tocsin.console.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.tocsin.chat.Form;
import dev.tocsin.history.Histories.DeliveryHistory;
import dev.tocsin.history.Histories.DeliveryStanding;
import dev.tocsin.history.Histories.NotificationHistory;
import dev.tocsin.history.Histories.RefusalHistory;
import dev.tocsin.history.Histories.Standing;
import dev.tocsin.notice.Severity;
import dev.tocsin.sns.Reason;

class TestProgressTest {

    private static final UUID ID = UUID.fromString("165545c9-2a5c-472c-8df2-7ff2be2b3b1b");
    private static final Instant NOW = Instant.parse("2026-11-24T05:15:26Z");

    @Test
    void asksAgainWhileNothingHasArrivedButNotForEver() {
        assertThat(progress(Optional.empty(), 0).isAskedAgain()).isTrue();
        assertThat(progress(Optional.empty(), 0).light().word()).isEqualTo("Not here yet");
        assertThat(progress(Optional.empty(), 60).isAskedAgain()).isFalse();
        assertThat(progress(Optional.empty(), 60).isGivenUp()).isTrue();
    }

    @Test
    void saysWhyADeliveryWaits() {
        TestProgress waiting = progress(Optional.of(message(List.of(delivery("mine", DeliveryStanding.PENDING, "disabled")),
                List.of())), 3);
        assertThat(waiting.isAskedAgain()).isTrue();
        assertThat(waiting.words()).isEqualTo("disabled");
    }

    @Test
    void endsWithTheDeliveryToThisConfigurationWhateverBecomesOfOthers() {
        DeliveryHistory others = delivery("another", DeliveryStanding.PENDING, "slow");
        TestProgress delivered = progress(Optional.of(message(
                List.of(others, delivery("mine", DeliveryStanding.DELIVERED, null)), List.of())), 3);
        assertThat(delivered.isOver()).isTrue();
        assertThat(delivered.isAskedAgain()).isFalse();
        assertThat(delivered.light().look()).isEqualTo("good");
        assertThat(progress(Optional.of(message(List.of(others), List.of())), 3).isOver()).isFalse();
    }

    @Test
    void endsWithARefusalAndItsReason() {
        TestProgress refused = progress(Optional.of(message(List.of(),
                List.of(new RefusalHistory(NOW, Reason.values()[0], "it came raw", null, null, ID)))), 3);
        assertThat(refused.isOver()).isTrue();
        assertThat(refused.light().word()).isEqualTo("Refused");
        assertThat(refused.words()).isEqualTo("it came raw");
    }

    private static TestProgress progress(Optional<NotificationHistory> found, int asked) {
        return new TestProgress("mine", ID.toString(), found, asked);
    }

    private static NotificationHistory message(List<DeliveryHistory> deliveries, List<RefusalHistory> refusals) {
        return new NotificationHistory(ID, null, null, null, Standing.PENDING, null, null, null, null, null, null,
                Map.of(), null, deliveries,
                refusals);
    }

    private static DeliveryHistory delivery(String configurationName, DeliveryStanding state, String waitsBecause) {
        return new DeliveryHistory(1, ID, "arn", configurationName, "title", Severity.INFO, state, Form.FULL, null,
                waitsBecause, null, NOW, state == DeliveryStanding.DELIVERED ? NOW : null, null, null, null, null, List.of());
    }
}
