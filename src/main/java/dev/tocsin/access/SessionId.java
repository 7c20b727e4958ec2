package dev.tocsin.access;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

import dev.tocsin.secret.Secret;
import dev.tocsin.secret.Sha256;

/** What a browser proves by that it has logged in: 256 random bits, fit for a cookie. */
record SessionId(Secret secret) {

    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    static SessionId by(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new SessionId(Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)));
    }

    /** Empty for a text that is never made, which is not worth a look into the database. */
    static Optional<SessionId> read(String text) {
        return Optional.ofNullable(text).filter(it -> FORM.matcher(it).matches()).map(Secret::of).map(SessionId::new);
    }

    /** What is stored and found by. */
    Sha256 digest() {
        return Sha256.of(secret);
    }

    /** What is stored of a token that somebody may have thought up: it cannot be guessed at without this id. */
    Sha256 mixedWith(Sha256 token) {
        return Sha256.of((secret.reveal() + token.hex()).getBytes(StandardCharsets.US_ASCII));
    }
}
