package dev.tocsin.configuration;

import jakarta.inject.Singleton;

import dev.tocsin.problem.Problems;
import dev.tocsin.secret.Secret;
import dev.tocsin.secret.SecretSealer;

/** Seals for the database, and tells the caller what the operator must set where that is not possible. */
@Singleton
final class Sealing {

    private final SecretSealer sealer;

    Sealing(SecretSealer sealer) {
        this.sealer = sealer;
    }

    String seal(Secret secret, String context) {
        try {
            return sealer.seal(secret, context);
        } catch (SecretSealer.NoSealingKey noKey) {
            throw Problems.unavailable(noKey.getMessage());
        }
    }
}
