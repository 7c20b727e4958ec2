package dev.tocsin.access;

import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.audit.Actor;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;

/** Who may use the API, as Quarkus sees them. */
final class Identities {

    private Identities() {
    }

    /**
     * Somebody.
     *
     * @param kind how it is known who that is, for the audit
     * @param role empty for somebody who is known and may do nothing
     */
    static SecurityIdentity of(String name, String kind, Optional<Role> role) {
        QuarkusSecurityIdentity.Builder identity = QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal(name))
                .addAttribute(Actor.KIND, kind);
        role.ifPresent(given -> identity.addRoles(given.names()));
        return identity.build();
    }

    /** For instance {@code You are deploy-bot and have the role viewer.} */
    static String described(SecurityIdentity who) {
        Optional<Role> role = Stream.of(Role.ADMIN, Role.EDITOR, Role.VIEWER).filter(it -> who.hasRole(it.toString()))
                .findFirst();
        return "You are " + who.getPrincipal().getName() + " and have "
                + role.map(it -> "the role " + it).orElse("no role in Tocsin") + ".";
    }
}
