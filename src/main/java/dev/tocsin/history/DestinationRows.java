package dev.tocsin.history;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.configuration.ConfigurationState;
import dev.tocsin.configuration.ShownState;
import dev.tocsin.configuration.State;
import dev.tocsin.database.Rows;
import dev.tocsin.history.DestinationLight.Signs;
import dev.tocsin.history.Destinations.DestinationStanding;
import dev.tocsin.history.Destinations.DestinationStanding.Held;
import dev.tocsin.history.Destinations.DestinationStanding.LastDelivered;
import dev.tocsin.history.Destinations.DestinationStanding.LastFailure;
import dev.tocsin.history.Destinations.DestinationStanding.Waiting;
import io.vertx.mutiny.sqlclient.Row;

/** Database rows as the overview of destinations shows them. */
final class DestinationRows {

    private static final int COUNTED = 1_000;
    /** On a page of more than a few. */
    private static final int COUNTED_OF_MANY = 250;
    private static final int FEW = 25;

    private DestinationRows() {
    }

    /** The last delivery that was given up, of those that were looked at. */
    record Dead(long deliveryId, Instant at) {
    }

    /** What is known of each destination. */
    record Known(long id, String name, String kind, ShownState shown, DestinationLight light, Optional<Instant> deliveredAt,
            Optional<Held> held, Optional<Dead> dead) {

        /** By what a list is sorted: what needs a person most comes first, and then it goes by name. */
        String key() {
            return light.ordinal() + name;
        }
    }

    /** So many that wait are counted of each, so that a page costs the same where everything waits. */
    static int counted(int destinations) {
        return destinations <= FEW ? COUNTED : COUNTED_OF_MANY;
    }

    static Known known(Row row, Map<Long, Instant> waiting, Map<Long, Dead> dead) {
        long id = row.getLong("id");
        ShownState shown = shown(row);
        Optional<Dead> died = latest(dead.get(id), newestIfDead(row));
        Optional<Instant> delivered = delivered(row);
        boolean isBarred = shown.state() == ConfigurationState.ENABLED && row.getBoolean("is_disabled");
        Signs signs = new Signs(shown.state(), isBarred, row.getInteger("failures"), delivered, died.map(Dead::at),
                Optional.ofNullable(waiting.get(id)), Rows.instant(row, "now"));
        return new Known(id, row.getString("configuration_name"), row.getString("type"), shown, DestinationLight.of(signs),
                delivered, held(row, shown), died);
    }

    /** @param counted how many that wait were counted */
    static DestinationStanding standing(Known known, String link, Row row, int counted) {
        Optional<Instant> delivered = latestOf(known.deliveredAt(), Rows.instant(row, "delivered_at"));
        return new DestinationStanding(known.name(), known.kind(), link, known.light(), known.shown().state(),
                known.shown().reason(), known.shown().advice(), known.shown().since(),
                delivered.map(at -> new LastDelivered(at,
                        at.equals(Rows.instant(row, "delivered_at")) ? row.getUUID("delivered_message_id") : null))
                        .orElse(null),
                failure(row, delivered), waiting(row, counted), known.held().orElse(null));
    }

    private static ShownState shown(Row row) {
        return ShownState.of(
                new ShownState.Stored(State.valueOf(row.getString("state")), row.getString("state_reason"),
                        Rows.instant(row, "state_since")),
                new ShownState.Refused(Rows.instant(row, "shut_since"), row.getString("shut_reason"),
                        row.getString("shut_advice")),
                Rows.instant(row, "opened_at"));
    }

    private static Optional<Instant> delivered(Row row) {
        Instant newest = "DELIVERED".equals(row.getString("newest_state")) ? Rows.instant(row, "newest_settled_at") : null;
        return latestOf(Optional.ofNullable(Rows.instant(row, "delivered_at")), newest);
    }

    private static Dead newestIfDead(Row row) {
        return "DEAD".equals(row.getString("newest_state"))
                ? new Dead(row.getLong("newest_id"), Rows.instant(row, "newest_settled_at"))
                : null;
    }

    private static Optional<Dead> latest(Dead one, Dead other) {
        if (one == null || other == null) {
            return Optional.ofNullable(one == null ? other : one);
        }
        return Optional.of(one.at().isBefore(other.at()) ? other : one);
    }

    private static Optional<Instant> latestOf(Optional<Instant> one, Instant other) {
        return Stream.concat(one.stream(), Stream.ofNullable(other)).max(Instant::compareTo);
    }

    /** Whatever is disabled waits for a person, however long its lane pauses. */
    private static Optional<Held> held(Row row, ShownState shown) {
        int failures = row.getInteger("failures");
        Instant until = Rows.instant(row, "held_until");
        String waits = row.getString("waits_because");
        if (waits != null) {
            return Optional.of(new Held(shown.state() == ConfigurationState.SHUT ? until : null, waits, failures));
        }
        return Optional.ofNullable(until).map(time -> new Held(time, row.getString("held_because"), failures));
    }

    private static LastFailure failure(Row row, Optional<Instant> delivered) {
        Instant at = Rows.instant(row, "failed_at");
        return at == null ? null
                : new LastFailure(at, row.getString("failed_because"), delivered.filter(at::isBefore).isEmpty(),
                        row.getUUID("failed_message_id"), row.getLong("failed_id"));
    }

    private static Waiting waiting(Row row, int counted) {
        int waiting = row.getInteger("waiting");
        return new Waiting(Math.min(waiting, counted), waiting > counted, Rows.instant(row, "oldest_queued_at"));
    }
}
