package dev.tocsin.slack;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.tocsin.secret.Secret;

/**
 * Tells requests of Slack's from others by X-Slack-Signature: {@code v0=} and the HMAC-SHA256 of
 * {@code v0:<X-Slack-Request-Timestamp>:<body>} (docs.slack.dev/authentication/verifying-requests-from-slack). A timestamp may
 * be off by five minutes either way, so that a request that somebody has seen cannot be sent again later.
 */
public final class SlackSignature {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final String VERSION = "v0";
    private static final String ALGORITHM = "HmacSHA256";

    private final Secret signingSecret;
    private final Clock clock;

    public SlackSignature(Secret signingSecret, Clock clock) {
        this.signingSecret = signingSecret;
        this.clock = clock;
    }

    /**
     * What speaks against a request; empty if it is Slack's.
     *
     * @param timestamp X-Slack-Request-Timestamp, null if absent
     * @param signature X-Slack-Signature, null if absent
     * @param body as it came, before anything reads it
     */
    public Optional<String> objection(String timestamp, String signature, byte[] body) {
        if (timestamp == null || signature == null) {
            return Optional.of("it has no X-Slack-Signature and X-Slack-Request-Timestamp");
        }
        if (!timestamp.matches("[0-9]{1,12}")) {
            return Optional.of("X-Slack-Request-Timestamp is no number of seconds");
        }
        if (Math.abs(clock.instant().getEpochSecond() - Long.parseLong(timestamp)) > TOLERANCE.toSeconds()) {
            return Optional.of("X-Slack-Request-Timestamp is more than " + TOLERANCE.toSeconds() + " s off the clock here");
        }
        boolean isSame = MessageDigest.isEqual(expected(timestamp, body).getBytes(StandardCharsets.UTF_8),
                signature.getBytes(StandardCharsets.UTF_8));
        return isSame ? Optional.empty() : Optional.of("X-Slack-Signature is not that of tocsin.slack.signing-secret");
    }

    private String expected(String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(signingSecret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((VERSION + ":" + timestamp + ":").getBytes(StandardCharsets.UTF_8));
            return VERSION + "=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is not available", e);
        }
    }
}
