package dev.tocsin.audit;

import com.fasterxml.jackson.databind.ObjectMapper;

/** What tells the audit, in tests without Quarkus. */
public final class AuditParts {

    private AuditParts() {
    }

    /** For changes that say who makes them. */
    public static AuditLog log() {
        return new AuditLog(new ObjectMapper().findAndRegisterModules(), null);
    }
}
