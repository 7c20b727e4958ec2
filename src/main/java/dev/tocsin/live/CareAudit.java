package dev.tocsin.live;

import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.audit.AuditLog;
import dev.tocsin.audit.AuditedKinds;
import dev.tocsin.audit.Change;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Tells the audit what people do about matters, in the transaction of that. */
@ApplicationScoped
class CareAudit implements AuditedKinds {

    private static final String KIND = "posting";

    private final AuditLog audit;

    CareAudit(AuditLog audit) {
        this.audit = audit;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(KIND);
    }

    /** What the audit shows of it. No resource answers it, so nobody else registers it. */
    @RegisterForReflection
    record Cared(String configurationName, String title, String from) {
    }

    Uni<Void> record(SqlConnection transaction, UUID posting, CareAction action, Caretaker by, Cared cared) {
        return audit.record(transaction, Change
                .done(action.verb(), KIND, posting.toString(), audit.snapshot(Cared.class, cared)).by(by.actor()));
    }
}
