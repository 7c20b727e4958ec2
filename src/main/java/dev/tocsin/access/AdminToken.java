package dev.tocsin.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.tocsin.secret.Secret;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;

/** The token of the first administrator, {@code tocsin.api.admin-token}. */
@Singleton
final class AdminToken {

    static final String PROPERTY = "tocsin.api.admin-token";

    private final Optional<byte[]> digest;

    AdminToken(@ConfigProperty(name = PROPERTY) Optional<String> token) {
        this.digest = token.map(String::strip).filter(text -> !text.isEmpty()).map(AdminToken::digest);
    }

    void checkAtStart(@Observes StartupEvent start) {
        if (!isSet()) {
            Log.warnf("%s is not set: /api admits nobody. Make a token with: openssl rand -base64 32", PROPERTY);
        }
    }

    boolean isSet() {
        return digest.isPresent();
    }

    /** Compares digests, so that the time taken says nothing about the token, its length included. */
    boolean matches(Secret presented) {
        return digest.isPresent() && MessageDigest.isEqual(digest.get(), digest(presented.reveal()));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
