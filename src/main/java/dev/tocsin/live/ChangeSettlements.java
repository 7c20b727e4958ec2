package dev.tocsin.live;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.database.Postgres;
import dev.tocsin.database.Statements;
import dev.tocsin.delivery.LiveConfig;
import dev.tocsin.delivery.PostedAnew;
import dev.tocsin.live.ChangeResult.Event;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** Writes what became of changes, each in one transaction with what follows from it. */
@ApplicationScoped
class ChangeSettlements {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** Of a lease that has lapsed nothing counts: whoever took over says it. What was asked for meanwhile is due. */
    static final String SETTLE = """
            UPDATE posting p
            SET update_lease = NULL, update_leased_until = NULL,
                update_due_at = CASE
                    WHEN $4::bigint IS NOT NULL AND p.update_asked = $3 THEN now() + $4 * interval '1 millisecond'
                    WHEN p.update_asked <> $3 AND $7::text IS NULL AND $8::text IS NULL
                        THEN CASE WHEN p.update_rank = 0 OR NOT $5 THEN p.update_due_at
                            ELSE greatest(p.update_due_at, now() + $9 * interval '1 millisecond') END END,
                update_failures = CASE WHEN $4::bigint IS NULL THEN 0 ELSE p.update_failures + 1 END,
                updated_at = CASE WHEN $5 THEN now() ELSE p.updated_at END,
                chart = coalesce($6, p.chart),
                chart_wanted_for = CASE WHEN $4::bigint IS NOT NULL OR p.update_asked <> $3 THEN p.chart_wanted_for END,
                gone_because = coalesce($7, p.gone_because), frozen_because = coalesce($8, p.frozen_because)
            WHERE p.id = $1 AND p.update_lease = $2
            RETURNING p.id""";

    /**
     * Who held a lease that has lapsed may have shown what was out of date by then, after whoever took over: what the message
     * shows is anybody's guess, so it is shown once more.
     */
    static final String ONCE_MORE = """
            UPDATE posting p
            SET update_rank = CASE WHEN p.update_due_at IS NULL THEN 1 ELSE least(p.update_rank, 1) END,
                update_due_at = least(p.update_due_at, greatest(now(), p.updated_at + $2 * interval '1 millisecond')),
                update_asked = p.update_asked + 1
            WHERE p.id = $1 AND p.gone_because IS NULL AND p.frozen_because IS NULL""";

    static final String PAUSE = """
            UPDATE update_budget
            SET not_before = greatest(not_before, now() + $2 * interval '1 millisecond')
            WHERE workspace = $1""";

    static final String REFUSE = """
            UPDATE update_budget
            SET refuses = CASE WHEN $2 = ANY (refuses) THEN refuses ELSE refuses || $2::text END, refused_since = now()
            WHERE workspace = $1""";

    static final String TELL = "INSERT INTO posting_event (posting_id, what, detail) VALUES ($1, $2, $3)";

    private final Statements statements;
    private final PostedAnew postedAnew;
    private final long changeEvery;

    ChangeSettlements(Postgres postgres, PostedAnew postedAnew, LiveConfig config) {
        this.statements = postgres.within(TIMEOUT);
        this.postedAnew = postedAnew;
        this.changeEvery = config.changeEvery().toMillis();
    }

    /** Answers whether it counted. */
    Uni<Boolean> settle(DueChange due, ChangeResult result) {
        return statements.transaction(connection -> connection.preparedQuery(SETTLE).execute(parameters(due, result))
                .chain(rows -> rows.size() == 0 ? lapsed(connection, due, result).replaceWith(false)
                        : follow(connection, due, result).replaceWith(true)))
                .invoke(counted -> {
                    if (counted && result.isToBePostedAnew()) {
                        postedAnew.wake(due.configurationId());
                    }
                });
    }

    private Uni<Void> lapsed(SqlConnection connection, DueChange due, ChangeResult result) {
        return result.mayHaveChanged()
                ? connection.preparedQuery(ONCE_MORE).execute(Tuple.of(due.message().id(), changeEvery)).replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    private Tuple parameters(DueChange due, ChangeResult result) {
        return Tuple.tuple().addUUID(due.message().id()).addUUID(due.lease()).addInteger(due.asked())
                .addLong(result.again().map(Duration::toMillis).orElse(null)).addBoolean(result.isChanged())
                .addString(result.chart().orElse(null)).addString(result.gone().orElse(null))
                .addString(result.frozen().orElse(null)).addLong(changeEvery);
    }

    private Uni<Void> follow(SqlConnection connection, DueChange due, ChangeResult result) {
        Uni<Void> followed = Uni.createFrom().voidItem();
        for (Event event : result.events()) {
            followed = followed.chain(() -> connection.preparedQuery(TELL)
                    .execute(Tuple.of(due.message().id(), event.what().name(), event.detail().orElse(null)))
                    .replaceWithVoid());
        }
        if (result.pause().isPresent() && due.place().isPresent()) {
            followed = followed.chain(() -> connection.preparedQuery(PAUSE)
                    .execute(Tuple.of(due.place().get().sealedFor(), result.pause().get().toMillis())).replaceWithVoid());
        }
        if (result.refused().isPresent() && due.place().isPresent()) {
            followed = followed.chain(() -> connection.preparedQuery(REFUSE)
                    .execute(Tuple.of(due.place().get().sealedFor(), result.refused().get())).replaceWithVoid());
        }
        return result.isToBePostedAnew()
                ? followed.chain(() -> postedAnew.queue(connection, due.message().deliveryId()))
                : followed;
    }
}
