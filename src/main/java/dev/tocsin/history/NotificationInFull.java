package dev.tocsin.history;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.history.Histories.DeliveryHistory;
import dev.tocsin.history.Histories.NotificationHistory;
import dev.tocsin.notice.Notice;

/**
 * All that there is to be shown of one message.
 *
 * @param history as the API tells it
 * @param notice what it means now; empty where only refusals are known
 * @param payloads what each chat would be sent of it now, by its name
 */
public record NotificationInFull(NotificationHistory history, Optional<Notice> notice,
        SortedMap<String, ObjectNode> payloads) {

    /** What happened with one of its deliveries, in order. */
    public List<TimeLine.Entry> timeLine(DeliveryHistory delivery) {
        return TimeLine.of(history.receivedAt(), delivery);
    }
}
