package dev.tocsin.access;

import java.util.Optional;

import dev.tocsin.audit.Actor;
import dev.tocsin.secret.Sha256;

/**
 * Who has proven who they are, and what by: the session ends with it.
 *
 * @param token the stored one
 * @param bootstrapToken the one of the settings
 */
record Login(Actor who, Role role, Optional<Sha256> token, Optional<Sha256> bootstrapToken) {

    static Login by(ApiToken token, Sha256 digest) {
        return new Login(Actor.of(Identities.of(token)), token.role(), Optional.of(digest), Optional.empty());
    }

    static Login byBootstrapToken(Sha256 digest) {
        return new Login(Actor.of(Identities.firstAdministrator()), Role.ADMIN, Optional.empty(), Optional.of(digest));
    }

    /** Of a person whom the identity provider knows. */
    static Login by(Actor person, Role role) {
        return new Login(person, role, Optional.empty(), Optional.empty());
    }
}
