package dev.tocsin.access;

import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.tocsin.secret.Secret;
import dev.tocsin.secret.Sha256;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;

/** The token of the first administrator, {@code tocsin.api.admin-token}, who makes the others. */
@Singleton
public final class AdminToken {

    private static final int LEAST = 16;

    static final String PROPERTY = "tocsin.api.admin-token";

    private final Optional<Sha256> digest;

    AdminToken(@ConfigProperty(name = PROPERTY) Optional<String> token) {
        this.digest = token.map(String::strip).filter(text -> !text.isEmpty()).map(Secret::of).map(Sha256::of);
    }

    /** @throws IllegalArgumentException that begins with the property, if the token could be guessed or cannot be sent */
    public static void requireGood(Config config) {
        config.getOptionalValue(PROPERTY, String.class).map(String::strip).filter(token -> !token.isEmpty())
                .filter(token -> token.length() < LEAST || !token.chars().allMatch(sign -> sign > ' ' && sign < 0x7f))
                .ifPresent(weak -> {
                    throw new IllegalArgumentException(PROPERTY + " must have at least " + LEAST
                            + " characters, ASCII and without spaces. Make one with: openssl rand -base64 32");
                });
    }

    void checkAtStart(@Observes StartupEvent start) {
        if (!isSet()) {
            Log.warnf("%s is not set: /api admits only whom the stored tokens and the identity provider know. Make a token "
                    + "with: openssl rand -base64 32", PROPERTY);
        }
    }

    public boolean isSet() {
        return digest.isPresent();
    }

    Optional<Sha256> digest() {
        return digest;
    }

    /** Compares digests, so that the time taken says nothing about the token, its length included. */
    boolean matches(Sha256 presented) {
        return digest.isPresent() && digest.get().isSameAs(presented);
    }
}
