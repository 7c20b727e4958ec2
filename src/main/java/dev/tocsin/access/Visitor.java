package dev.tocsin.access;

import java.util.Optional;

import dev.tocsin.audit.Actor;
import io.quarkus.security.identity.SecurityIdentity;

/**
 * Who is looking at a page, and what they may do. A page hides what its visitor may not do; the server refuses it all the same.
 */
public final class Visitor {

    private static final String NOBODY = "nobody";

    private final NeededRole neededRole;
    private final String name;
    private final String kind;
    private final Optional<Role> role;

    private Visitor(NeededRole neededRole, String name, String kind, Optional<Role> role) {
        this.neededRole = neededRole;
        this.name = name;
        this.kind = kind;
        this.role = role;
    }

    static Visitor of(SecurityIdentity identity, NeededRole neededRole) {
        if (identity.isAnonymous()) {
            return nobody(neededRole);
        }
        Actor actor = Actor.of(identity);
        return new Visitor(neededRole, actor.name(), actor.kind(), Identities.role(identity));
    }

    /** Who has not logged in. */
    static Visitor nobody(NeededRole neededRole) {
        return new Visitor(neededRole, NOBODY, NOBODY, Optional.empty());
    }

    /** As the audit names them. */
    public String name() {
        return name;
    }

    /** How it is known who they are, as the audit says it: token, bootstrap-token, person, developer, or nobody. */
    public String kind() {
        return kind;
    }

    /** Empty for nobody. */
    public Optional<Role> role() {
        return role;
    }

    public boolean isNobody() {
        return kind.equals(NOBODY);
    }

    /**
     * Whether they may send such a request to the API, and so to the address of the console that mirrors it.
     *
     * @param apiPath below {@code /api}, names in it percent-encoded
     */
    public boolean may(String method, String apiPath) {
        return has(neededRole.of(method, apiPath));
    }

    boolean has(Role needed) {
        return role.filter(it -> it.compareTo(needed) >= 0).isPresent();
    }

    @Override
    public String toString() {
        return name + " (" + kind + ")";
    }
}
