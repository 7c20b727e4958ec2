package dev.tocsin.history;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import dev.tocsin.chat.Form;
import dev.tocsin.database.Rows;
import dev.tocsin.delivery.AttemptResult;
import dev.tocsin.delivery.LiveMessages;
import dev.tocsin.delivery.Notification.Type;
import dev.tocsin.delivery.TraceId;
import dev.tocsin.history.Histories.Attempt;
import dev.tocsin.history.Histories.DeliveryHistory;
import dev.tocsin.history.Histories.DeliveryStanding;
import dev.tocsin.history.Histories.NotificationHistory;
import dev.tocsin.history.Histories.NotificationSummary;
import dev.tocsin.history.Histories.RefusalHistory;
import dev.tocsin.history.Histories.ShownAs;
import dev.tocsin.history.Histories.Standing;
import dev.tocsin.history.Histories.Understood;
import dev.tocsin.notice.Message;
import dev.tocsin.sns.Reason;
import io.vertx.mutiny.sqlclient.Row;

/** Database rows as the history API shows them. */
final class HistoryRows {

    private HistoryRows() {
    }

    static NotificationSummary summary(Row row, Understood notice) {
        Type type = Rows.word(row, "type", Type.class);
        Standing standing = standing(type, row.getLong("deliveries"), row.getLong("pending"),
                row.getLong("dead"));
        return new NotificationSummary(row.getUUID("message_id"), row.getString("topic_arn"), type, standing,
                notice.title(), notice.severity(), notice.family(), row.getString("subject"), Rows.instant(row, "published_at"),
                Rows.instant(row, "received_at"));
    }

    /** @param unheard why it has no deliveries, if it has none */
    static NotificationHistory notification(Row row, Message message, Understood notice, List<DeliveryHistory> deliveries,
            List<RefusalHistory> refusals, Optional<WhyUnheard> unheard) {
        Type type = Rows.word(row, "type", Type.class);
        return new NotificationHistory(row.getUUID("message_id"), new TraceId(row.getUUID("trace")).toString(),
                row.getString("topic_arn"), type,
                standing(type, deliveries), row.getString("subject"), Rows.instant(row, "published_at"),
                Rows.instant(row, "received_at"), notice, message.body(), row.getBuffer("message").length(),
                message.attributes(), unheard.orElse(null), deliveries, refusals);
    }

    static Optional<NotificationHistory> onlyRefused(UUID messageId, List<RefusalHistory> refusals) {
        return refusals.isEmpty() ? Optional.empty()
                : Optional.of(
                        new NotificationHistory(messageId, null, refusals.get(0).topicArn(), null, Standing.REFUSED, null, null,
                                null, null, null, null, Map.of(), null, List.of(), refusals));
    }

    static DeliveryHistory delivery(Row row, Understood notice, Optional<String> permalink, List<Attempt> attempts) {
        return new DeliveryHistory(row.getLong("id"), row.getUUID("message_id"), row.getString("topic_arn"),
                row.getString("configuration_name"), notice.title(), notice.severity(),
                row.getBoolean("sending") ? DeliveryStanding.SENDING : Rows.word(row, "state", DeliveryStanding.class),
                Rows.word(row, "form", Form.class), row.getString("reason"), row.getString("waits_because"),
                Rows.instant(row, "next_attempt"),
                Rows.instant(row, "queued_at"), Rows.instant(row, "settled_at"), row.getString("reference"),
                permalink.orElse(null), row.getUUID("posting_id"), shownAs(row, attempts), attempts);
    }

    /** Null where that is not known. */
    private static ShownAs shownAs(Row row, List<Attempt> attempts) {
        if (row.getBoolean("is_of_matter") == null || !DeliveryStanding.DELIVERED.name().equals(row.getString("state"))) {
            return null;
        }
        if (!row.getBoolean("is_of_matter")) {
            return ShownAs.DIGEST;
        }
        String reference = row.getString("reference");
        if (reference != null && !reference.equals(row.getString("root_reference"))) {
            return ShownAs.REPLY;
        }
        boolean isChange = attempts.stream().map(Attempt::reason)
                .anyMatch(reason -> reason != null && reason.startsWith(LiveMessages.BY_CHANGING));
        return isChange ? ShownAs.CHANGE : ShownAs.MESSAGE;
    }

    static Attempt attempt(Row row) {
        int status = row.getInteger("status");
        return new Attempt(row.getInteger("number"), Rows.instant(row, "started_at"), row.getInteger("took_ms"),
                Rows.word(row, "outcome", AttemptResult.class), status == 0 ? null : status, row.getString("reason"));
    }

    static RefusalHistory refusal(Row row) {
        Reason reason = Rows.word(row, "reason", Reason.class);
        return new RefusalHistory(Rows.instant(row, "refused_at"), reason, row.getString("detail"),
                reason == null ? null : WhyUnheard.of(reason).advice(),
                row.getString("topic_arn"), row.getUUID("message_id"));
    }

    private static Standing standing(Type type, List<DeliveryHistory> deliveries) {
        long dead = deliveries.stream().filter(delivery -> delivery.state() == DeliveryStanding.DEAD).count();
        long delivered = deliveries.stream().filter(delivery -> delivery.state() == DeliveryStanding.DELIVERED).count();
        return standing(type, deliveries.size(), deliveries.size() - dead - delivered, dead);
    }

    private static Standing standing(Type type, long deliveries, long pending, long dead) {
        if (type != Type.Notification) {
            return Standing.RECORDED;
        }
        if (deliveries == 0) {
            return Standing.UNHEARD;
        }
        if (pending > 0) {
            return Standing.PENDING;
        }
        return dead > 0 ? Standing.DEAD : Standing.DELIVERED;
    }
}
