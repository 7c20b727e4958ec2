package dev.tocsin.access;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.tocsin.audit.Actor;
import dev.tocsin.audit.OwnNames;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;

/** Who may use the API, as Quarkus sees them. */
final class Identities {

    private static final int LONGEST_NAME = 255;
    /** Control and format characters, separators of lines, and halves of surrogate pairs. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private Identities() {
    }

    /** The holder of a stored token. */
    static SecurityIdentity of(ApiToken token) {
        return named(token.name(), "token", Optional.of(token.role()));
    }

    /** The holder of the bootstrap token. */
    static SecurityIdentity firstAdministrator() {
        return of("admin", "bootstrap-token", Optional.of(Role.ADMIN));
    }

    /** In dev mode, on their own machine. */
    static SecurityIdentity developer() {
        return of("developer", "developer", Optional.of(Role.ADMIN));
    }

    /**
     * Somebody whom others named: the holder of a token, or a person. Whoever has one of Tocsin's own names is shown with what
     * they are, for instance {@code admin (person)}; and no name can break a line, turn the direction of writing or be endless.
     *
     * @param kind how it is known who that is, for the audit
     */
    static SecurityIdentity named(String name, String kind, Optional<Role> role) {
        String shown = printable(name);
        return of(OwnNames.areLike(name) ? shown + " (" + kind + ")" : shown, kind, role);
    }

    /** A text of others on one line, with an end. */
    static String printable(String text) {
        String plain = UNPRINTABLE.matcher(text).replaceAll("\uFFFD");
        return plain.length() <= LONGEST_NAME ? plain : plain.substring(0, LONGEST_NAME) + "…";
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

    /** The highest that they have. */
    static Optional<Role> role(SecurityIdentity who) {
        return Stream.of(Role.ADMIN, Role.EDITOR, Role.VIEWER).filter(it -> who.hasRole(it.toString())).findFirst();
    }

    /** For instance {@code You are deploy-bot and have the role viewer.} */
    static String described(SecurityIdentity who) {
        return "You are " + who.getPrincipal().getName() + " and have "
                + role(who).map(it -> "the role " + it).orElse("no role in Tocsin") + ".";
    }
}
