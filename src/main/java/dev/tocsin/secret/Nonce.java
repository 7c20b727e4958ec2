package dev.tocsin.secret;

import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

import io.vertx.core.buffer.Buffer;

/** 256 random bits that somebody has to bring back: the ticket in a link, Slack's state, a browser's cookie. */
public record Nonce(Secret secret) {

    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    public static Nonce by(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** What somebody claims to bring back; null is a text that is never made. */
    public static Nonce of(String text) {
        return new Nonce(Secret.of(text == null ? "" : text));
    }

    /** Whether it can be one of ours: else there is no need to look for it. */
    public boolean isPossible() {
        return FORM.matcher(text()).matches();
    }

    /** Fit for URLs and cookies. */
    public String text() {
        return secret.reveal();
    }

    /** What is stored and found by: with so many random bits there is nothing to guess and no salt to add. */
    public Buffer sha256() {
        return Buffer.buffer(Sha256.of(secret).bytes());
    }
}
