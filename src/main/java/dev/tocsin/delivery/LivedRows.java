package dev.tocsin.delivery;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import dev.tocsin.delivery.LiveMessage.ByPerson;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** How matters stand after a batch of tries, as the JSON that the settlement reads. */
final class LivedRows {

    private LivedRows() {
    }

    /** One for each message: each try knows what those before it did, so the last one says how it stands. */
    static JsonArray of(List<Settlement> batch) {
        Map<UUID, Settlement> last = new LinkedHashMap<>();
        Map<UUID, Lived> lives = new LinkedHashMap<>();
        for (Settlement settlement : batch) {
            settlement.lived().ifPresent(lived -> {
                last.put(lived.message().id(), settlement);
                lives.merge(lived.message().id(), lived, (earlier, later) -> later.after(earlier));
            });
        }
        JsonArray rows = new JsonArray();
        lives.forEach((id, lived) -> rows.add(row(last.get(id).claim(), lived)));
        return rows;
    }

    private static JsonObject row(Claim claim, Lived lived) {
        LiveMessage message = lived.message();
        MatterState state = message.state();
        JsonObject row = new JsonObject().put("id", message.id().toString()).put("configuration_id", claim.laneId())
                .put("deliveries", message.deliveries()).put("matter", message.matter())
                .put("severity", state.severity().name()).put("channel", message.channel())
                .put("standing", state.standing().state()).put("phase", state.standing().phase().name())
                .put("ends_by_itself", state.standing().endsByItself()).put("state_at", state.at().toString())
                .put("delivery_id", message.deliveryId()).put("changes", message.changes())
                .put("is_to_change", lived.isToChange()).put("wants_chart", lived.wantsChart());
        if (lived.isLive()) {
            row.put("workspace", claim.address().sealedFor());
        }
        lived.replaces().map(UUID::toString).ifPresent(other -> row.put("replaces", other));
        message.reference().ifPresent(reference -> row.put("reference", reference));
        message.opened().ifPresent(opened -> row.put("opened_at", opened.at().toString()).put("opened_as", opened.as()));
        message.overAt().map(Instant::toString).ifPresent(over -> row.put("over_at", over));
        message.previousId().map(UUID::toString).ifPresent(previous -> row.put("previous_id", previous));
        message.hindrances().gone().ifPresent(because -> row.put("gone_because", because));
        message.hindrances().threadless().ifPresent(because -> row.put("threadless_because", because));
        put(row, "acknowledged", message.care().acknowledged());
        put(row, "resolved", message.care().resolved());
        claim.living().remindEveryMinutes().ifPresent(minutes -> row.put("remind_minutes", minutes));
        claim.living().escalateAfterMinutes().ifPresent(minutes -> row.put("escalate_minutes", minutes));
        return row;
    }

    private static void put(JsonObject row, String done, Optional<ByPerson> person) {
        person.ifPresent(by -> row.put(done + "_at", by.at().toString()).put(done + "_by", by.id())
                .put(done + "_name", by.name()));
    }
}
