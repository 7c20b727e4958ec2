package dev.tocsin.delivery;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.audit.Actor;
import dev.tocsin.audit.AuditLog;
import dev.tocsin.audit.AuditedKinds;
import dev.tocsin.audit.Change;
import dev.tocsin.audit.Snapshot;
import dev.tocsin.database.Rows;
import io.quarkus.logging.Log;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Tells the audit which destinations a settlement has shut and opened, in its transaction. */
@ApplicationScoped
class ShutAudit implements AuditedKinds {

    private static final Actor DELIVERY = Actor.system("delivery");
    private static final String KIND = "configuration";

    private final AuditLog audit;

    ShutAudit(AuditLog audit) {
        this.audit = audit;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(KIND);
    }

    /** What the audit shows of a destination that is shut. No resource answers it, so nobody else registers it. */
    @RegisterForReflection
    record Shut(String reason, String advice) {
    }

    /** @param lanes what {@link SettlementStatement} answered */
    Uni<Void> record(SqlConnection transaction, List<Settlement> batch, RowSet<Row> lanes) {
        Map<Long, Settlement> byLane = batch.stream().collect(Collectors.toMap(one -> one.claim().laneId(),
                Function.identity(), (one, other) -> other));
        List<Change> changes = Rows.stream(lanes)
                .filter(row -> row.getBoolean("is_shut_now") || row.getBoolean("is_opened_now"))
                .map(row -> change(byLane.get(row.getLong("configuration_id")))).toList();
        return Multi.createFrom().iterable(changes).onItem()
                .transformToUniAndConcatenate(change -> audit.record(transaction, change)).collect().last().replaceWithVoid();
    }

    private Change change(Settlement settlement) {
        String name = settlement.claim().configurationName();
        return settlement.refusal().map(refusal -> {
            Log.warnf("destination shut configuration=%s reason=\"%s\"; what is for it waits", name, refusal.reason());
            Snapshot shown = audit.snapshot(Shut.class, new Shut(refusal.reason(), refusal.advice().orElse(null)));
            return Change.done("shut", KIND, name, shown);
        }).orElseGet(() -> {
            Log.infof("destination open again configuration=%s", name);
            return Change.done("open", KIND, name);
        }).by(DELIVERY);
    }
}
