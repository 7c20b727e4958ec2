package dev.tocsin.history;

import static dev.tocsin.history.TimeLine.Event.DEAD;
import static dev.tocsin.history.TimeLine.Event.DELIVERED;
import static dev.tocsin.history.TimeLine.Event.QUEUED;
import static dev.tocsin.history.TimeLine.Event.RECEIVED;
import static dev.tocsin.history.TimeLine.Event.SENDING;
import static dev.tocsin.history.TimeLine.Event.TRIED;
import static dev.tocsin.history.TimeLine.Event.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.tocsin.chat.Form;
import dev.tocsin.delivery.AttemptResult;
import dev.tocsin.history.Histories.Attempt;
import dev.tocsin.history.Histories.DeliveryHistory;
import dev.tocsin.history.Histories.DeliveryStanding;
import dev.tocsin.history.TimeLine.Entry;
import dev.tocsin.notice.Severity;

class TimeLineTest {

    private static final Instant RECEIVED_AT = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void tellsWhatHappenedInItsOrder() {
        List<Entry> told = TimeLine.of(RECEIVED_AT, delivery(DeliveryStanding.DELIVERED, 0, 9, null, null,
                attempt(1, 1, AttemptResult.FAILED, "HTTP 503"), attempt(2, 8, AttemptResult.DELIVERED, null)));

        assertThat(told).extracting(Entry::event).containsExactly(RECEIVED, TRIED, TRIED, DELIVERED);
        assertThat(told.get(1).words()).contains("HTTP 503");
        assertThat(told.get(1).at()).contains(at(1));
        assertThat(told.get(1).attempt().orElseThrow().number()).isEqualTo(1);
        assertThat(told.get(3).at()).contains(at(9));
    }

    @Test
    void tellsTheTriesOfBeforeItWasSentAgainBeforeThat() {
        List<Entry> told = TimeLine.of(RECEIVED_AT, delivery(DeliveryStanding.DEAD, 60, 63, "HTTP 400", null,
                attempt(1, 1, AttemptResult.REJECTED, "HTTP 400"), attempt(2, 62, AttemptResult.REJECTED, "HTTP 400")));

        assertThat(told).extracting(Entry::event).containsExactly(RECEIVED, TRIED, QUEUED, TRIED, DEAD);
        assertThat(told.get(4).words()).contains("HTTP 400");
    }

    @Test
    void saysForWhatItWaitsAndUntilWhen() {
        List<Entry> told = TimeLine.of(RECEIVED_AT, delivery(DeliveryStanding.PENDING, 0, null, "HTTP 503",
                "the last 2 tries to this destination failed", attempt(1, 1, AttemptResult.FAILED, "HTTP 503")));

        assertThat(told).extracting(Entry::event).containsExactly(RECEIVED, TRIED, WAITING);
        assertThat(told.get(2).words()).contains("the last 2 tries to this destination failed");
        assertThat(told.get(2).at()).contains(at(100));
        assertThat(TimeLine.of(RECEIVED_AT, delivery(DeliveryStanding.PENDING, 0, null, "HTTP 503", null)).get(1).words())
                .contains("HTTP 503");
    }

    @Test
    void saysThatItIsBeingSent() {
        assertThat(TimeLine.of(RECEIVED_AT, delivery(DeliveryStanding.SENDING, 0, null, null, null)))
                .extracting(Entry::event).containsExactly(RECEIVED, SENDING);
    }

    private static DeliveryHistory delivery(DeliveryStanding state, int queued, Integer settled, String reason, String waits,
            Attempt... attempts) {
        return new DeliveryHistory(1, UUID.randomUUID(), "topic", "c", "Title", Severity.INFO, state, Form.FULL, reason, waits,
                state == DeliveryStanding.PENDING ? at(100) : null, at(queued), settled == null ? null : at(settled), null,
                null,
                null, null, List.of(attempts));
    }

    private static Attempt attempt(int number, int seconds, AttemptResult outcome, String reason) {
        return new Attempt(number, at(seconds), 100, outcome, null, reason);
    }

    private static Instant at(int seconds) {
        return RECEIVED_AT.plusSeconds(seconds);
    }
}
