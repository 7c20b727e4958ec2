package dev.tocsin.configuration;

import jakarta.inject.Singleton;

import dev.tocsin.problem.Problems;
import dev.tocsin.secret.Secret;
import dev.tocsin.secret.SecretSealer;
import dev.tocsin.secret.UnopenableSecret;

/** Seals for the database, and tells the caller what the operator must set where that is not possible. */
@Singleton
public final class Sealing {

    private final SecretSealer sealer;

    Sealing(SecretSealer sealer) {
        this.sealer = sealer;
    }

    public String seal(Secret secret, String context) {
        try {
            return sealer.seal(secret, context);
        } catch (SecretSealer.NoSealingKey noKey) {
            throw Problems.unavailable(noKey.getMessage());
        }
    }

    /** Whether both hold the same secret: it is sealed anew when the key changes. */
    public boolean areSame(String one, String other, String context) {
        try {
            return one.equals(other) || other != null && sealer.open(one, context).equals(sealer.open(other, context));
        } catch (UnopenableSecret lost) {
            return false;
        }
    }

    /**
     * Whether that is what is sealed there; false if nothing is, or if it cannot be opened. Sealed twice a secret looks
     * different each time.
     */
    public boolean isSame(String sealed, String context, Secret wanted) {
        try {
            return sealed != null && (UnseenSecret.is(wanted) || sealer.open(sealed, context).equals(wanted));
        } catch (UnopenableSecret lost) {
            return false;
        }
    }
}
