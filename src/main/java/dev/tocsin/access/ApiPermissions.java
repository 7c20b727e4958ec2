package dev.tocsin.access;

import jakarta.inject.Singleton;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Lets through who has the role that the request needs; application.properties applies it to everything under /api. */
@Singleton
final class ApiPermissions implements HttpSecurityPolicy {

    private final NeededRole neededRole;

    ApiPermissions(NeededRole neededRole) {
        this.neededRole = neededRole;
    }

    @Override
    public String name() {
        return "api";
    }

    @Override
    public Uni<CheckResult> checkPermission(RoutingContext request, Uni<SecurityIdentity> identity,
            AuthorizationRequestContext context) {
        Role needed = neededRole.of(request.request().method().name(), request.normalizedPath());
        return identity.map(who -> check(who, needed));
    }

    /** Denial of an anonymous request makes Quarkus ask for a token; of another it is final. */
    private static CheckResult check(SecurityIdentity who, Role needed) {
        if (who.hasRole(needed.toString())) {
            return CheckResult.PERMIT;
        }
        if (who.isAnonymous()) {
            return CheckResult.DENY;
        }
        throw new ForbiddenException("This needs the role " + needed + ". " + Identities.described(who));
    }
}
