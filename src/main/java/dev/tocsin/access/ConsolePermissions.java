package dev.tocsin.access;

import java.util.Optional;

import jakarta.inject.Singleton;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * Lets through who has the role that the API asks for the same; application.properties applies it to the whole console but its
 * open pages.
 */
@Singleton
final class ConsolePermissions implements HttpSecurityPolicy {

    private final NeededRole neededRole;
    private final Visitors visitors;

    ConsolePermissions(NeededRole neededRole, Visitors visitors) {
        this.neededRole = neededRole;
        this.visitors = visitors;
    }

    @Override
    public String name() {
        return "console";
    }

    @Override
    public Uni<CheckResult> checkPermission(RoutingContext request, Uni<SecurityIdentity> identity,
            AuthorizationRequestContext context) {
        Optional<Role> needed = ConsolePaths.neededRole(neededRole, request.request().method().name(),
                request.normalizedPath());
        return identity.map(who -> check(request, who, needed));
    }

    /** Denial of an anonymous request makes Quarkus send the challenge; of another it is final. */
    private CheckResult check(RoutingContext request, SecurityIdentity who, Optional<Role> needed) {
        if (who.isAnonymous()) {
            return CheckResult.DENY;
        }
        Visitor visitor = visitors.of(who);
        visitors.note(request, visitor);
        if (needed.filter(role -> !visitor.has(role)).isPresent()) {
            throw new ForbiddenException("This needs the role " + needed.get() + ". " + Identities.described(who));
        }
        return CheckResult.PERMIT;
    }
}
