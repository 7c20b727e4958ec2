package dev.tocsin.access;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;

import dev.tocsin.secret.Secret;

/**
 * A stored token, without what proves it.
 *
 * @param expiresAt null for never
 * @param lastUsedAt to the minute; null if it never was
 */
public record ApiToken(long id, String name, Role role, String createdBy, Instant createdAt, Instant expiresAt,
        Instant lastUsedAt) {

    /** So that people and secret scanners see what it is. */
    private static final String PREFIX = "tocsin_";
    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");

    boolean isExpired(Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }

    /** What proves a new token: 256 random bits. */
    static Secret newSecret(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Secret.of(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Whether it can be one of ours at all; nothing else is worth a look into the database. */
    static boolean isOfOurForm(Secret presented) {
        return FORM.matcher(presented.reveal()).matches();
    }
}
