package dev.tocsin.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import dev.tocsin.secret.Secret;

/** The digest of a token: what is kept of it, and what it is found and compared by. */
record Sha256(String hex) {

    static Sha256 of(Secret secret) {
        try {
            return new Sha256(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                    .digest(secret.reveal().getBytes(StandardCharsets.UTF_8))));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    /** Takes the same time wherever they differ. */
    boolean isSameAs(Sha256 other) {
        return MessageDigest.isEqual(bytes(), other.bytes());
    }
}
