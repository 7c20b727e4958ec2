package dev.tocsin.console.administration;

import java.util.List;
import java.util.Map;

import dev.tocsin.audit.AuditEntry;

/**
 * One change.
 *
 * @param address of what was changed; null if it has no page
 */
record AuditLine(AuditEntry entry, String address, List<MemberChange> changes) {

    /** More than these are folded away. */
    private static final int AT_ONCE = 4;
    private static final Map<String, String> WORDS = Map.ofEntries(Map.entry("create", "created"),
            Map.entry("change", "changed"), Map.entry("delete", "deleted"), Map.entry("redeliver", "sent again"),
            Map.entry("invite", "made a link for"), Map.entry("disable", "disabled"), Map.entry("test", "tested"),
            Map.entry("open", "opened"), Map.entry("login", "logged in"), Map.entry("logout", "logged out"));

    static AuditLine of(AuditEntry entry, Places places) {
        return new AuditLine(entry, places.of(entry.kind(), entry.name()),
                MemberChange.of(entry.before(), entry.after()));
    }

    /** Where things are shown. */
    interface Places {

        /** Null if nowhere. */
        String of(String kind, String name);
    }

    public String done() {
        return WORDS.getOrDefault(entry.operation(), entry.operation());
    }

    public boolean isLong() {
        return changes.size() > AT_ONCE;
    }
}
