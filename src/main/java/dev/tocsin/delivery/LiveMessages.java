package dev.tocsin.delivery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import dev.tocsin.delivery.GroupCommit.Limits;
import dev.tocsin.delivery.LiveMessage.ByPerson;
import dev.tocsin.delivery.LiveMessage.Care;
import dev.tocsin.delivery.LiveMessage.Hindrances;
import dev.tocsin.delivery.LiveMessage.Opened;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;
import dev.tocsin.notice.Standing.Phase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** The messages that stand for matters, as they are stored. Many lanes share a statement. */
@ApplicationScoped
public class LiveMessages {

    /** What a row needs so that {@link #message} can read it; the table is named {@code p}. */
    public static final String COLUMNS = """
            p.id, p.configuration_id, p.matter, p.channel, p.reference, p.standing, p.phase, p.ends_by_itself, p.state AS severity,
            p.state_at, p.delivery_id, p.opened_at, p.opened_as, p.over_at, p.changes, p.deliveries, p.previous_id,
            p.gone_because, p.frozen_because, p.threadless_because, p.acknowledged_at, p.acknowledged_by, p.acknowledged_name,
            p.resolved_at, p.resolved_by, p.resolved_name
            """;

    /** How the remark of a try begins that showed a delivery by changing the message and not by posting one. */
    public static final String BY_CHANGING = "shown by changing the message";

    /** For each pair of a lane and a matter. */
    public static final String FIND = """
            SELECT %s
            FROM unnest($1::bigint[], $2::text[]) AS q (configuration_id, matter) CROSS JOIN LATERAL (
                SELECT p.* FROM posting p
                WHERE p.configuration_id = q.configuration_id AND p.matter = q.matter AND p.phase IS NOT NULL
                ORDER BY p.posted_at DESC LIMIT 1) p""".formatted(COLUMNS);

    static final String NAMED = """
            SELECT %s
            FROM unnest($2::uuid[]) AS q (id) CROSS JOIN LATERAL (
                SELECT p.* FROM posting p WHERE p.id = q.id OFFSET 0) p
            WHERE p.configuration_id = $1 AND p.phase IS NOT NULL""".formatted(COLUMNS);

    private final Statements statements;
    private final GroupCommit<Asked, Map<String, LiveMessage>> questions;

    private record Asked(long lane, Set<String> matters) {
    }

    LiveMessages(Postgres postgres, DeliveryConfig config) {
        this.statements = postgres.within(config.statementTimeout());
        this.questions = new GroupCommit<>(Limits.ofLanes(), this::find);
    }

    /** Those that stand for the matters in a lane. */
    Uni<Map<String, LiveMessage>> of(long lane, Collection<String> matters) {
        return questions.submit(new Asked(lane, Set.copyOf(matters)));
    }

    /** Those that a lane has posted, by their ids. */
    Uni<Map<UUID, LiveMessage>> named(long lane, Collection<UUID> ids) {
        return statements.query(NAMED, Tuple.tuple().addLong(lane).addArrayOfUUID(ids.toArray(UUID[]::new)))
                .map(rows -> Rows.stream(rows).map(LiveMessages::message)
                        .collect(Collectors.toMap(LiveMessage::id, message -> message)));
    }

    private Uni<List<Map<String, LiveMessage>>> find(List<Asked> batch) {
        List<Long> lanes = new ArrayList<>();
        List<String> matters = new ArrayList<>();
        batch.forEach(asked -> asked.matters().forEach(matter -> {
            lanes.add(asked.lane());
            matters.add(matter);
        }));
        return statements.query(FIND, Tuple.tuple().addArrayOfLong(lanes.toArray(Long[]::new))
                .addArrayOfString(matters.toArray(String[]::new))).map(rows -> {
                    Map<Long, Map<String, LiveMessage>> found = new HashMap<>();
                    rows.forEach(row -> found.computeIfAbsent(row.getLong("configuration_id"), lane -> new HashMap<>())
                            .put(row.getString("matter"), message(row)));
                    return batch.stream().map(asked -> found.getOrDefault(asked.lane(), Map.of())).toList();
                });
    }

    /** Of a row with the columns that are named above. What a newer version wrote is taken for what needs people most. */
    public static LiveMessage message(Row row) {
        Standing standing = new Standing(row.getString("standing"),
                Optional.ofNullable(Rows.word(row.getString("phase"), Phase.class)).orElse(Phase.OPEN),
                row.getBoolean("ends_by_itself"));
        MatterState state = new MatterState(standing,
                Optional.ofNullable(Rows.word(row.getString("severity"), Severity.class)).orElse(Severity.CRITICAL),
                Rows.instant(row, "state_at"));
        return new LiveMessage(row.getUUID("id"), row.getString("matter"), row.getString("channel"),
                Optional.ofNullable(row.getString("reference")), state, row.getLong("delivery_id"), opened(row),
                Optional.ofNullable(Rows.instant(row, "over_at")), row.getInteger("changes"), row.getInteger("deliveries"),
                Optional.ofNullable(row.getUUID("previous_id")),
                new Hindrances(Optional.ofNullable(row.getString("gone_because")),
                        Optional.ofNullable(row.getString("frozen_because")),
                        Optional.ofNullable(row.getString("threadless_because"))),
                new Care(person(row, "acknowledged"), person(row, "resolved")));
    }

    private static Optional<Opened> opened(Row row) {
        return row.getString("opened_as") == null ? Optional.empty()
                : Optional.of(new Opened(Rows.instant(row, "opened_at"), row.getString("opened_as")));
    }

    private static Optional<ByPerson> person(Row row, String done) {
        return row.getString(done + "_by") == null ? Optional.empty()
                : Optional.of(new ByPerson(row.getString(done + "_by"), row.getString(done + "_name"),
                        Rows.instant(row, done + "_at")));
    }
}
