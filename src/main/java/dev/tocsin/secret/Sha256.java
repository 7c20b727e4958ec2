package dev.tocsin.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A digest; of a token it is what is kept, and what the token is found and compared by. */
public record Sha256(String hex) {

    public static Sha256 of(Secret secret) {
        return of(secret.reveal().getBytes(StandardCharsets.UTF_8));
    }

    public static Sha256 of(byte[] bytes) {
        try {
            return new Sha256(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    /** Takes the same time wherever they differ. */
    public boolean isSameAs(Sha256 other) {
        return MessageDigest.isEqual(bytes(), other.bytes());
    }
}
