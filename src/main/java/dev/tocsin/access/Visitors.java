package dev.tocsin.access;

import jakarta.inject.Singleton;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Who is looking. */
@Singleton
public final class Visitors {

    private static final String SEEN = Visitor.class.getName();

    private final NeededRole neededRole;
    private final CurrentIdentityAssociation identity;

    Visitors(NeededRole neededRole, CurrentIdentityAssociation identity) {
        this.neededRole = neededRole;
        this.identity = identity;
    }

    public Visitor of(SecurityIdentity who) {
        return Visitor.of(who, neededRole);
    }

    /**
     * Whose request that is, known without a wait below {@code /console}, where it was asked who may come in. Nobody on the
     * pages that are open to all.
     */
    public Visitor of(RoutingContext request) {
        Visitor seen = request.get(SEEN);
        return seen == null ? nobody() : seen;
    }

    /** Whose request is under way, on open pages too. */
    public Uni<Visitor> asking() {
        return identity.getDeferredIdentity().map(this::of);
    }

    Visitor nobody() {
        return Visitor.nobody(neededRole);
    }

    void note(RoutingContext request, Visitor visitor) {
        request.put(SEEN, visitor);
    }
}
