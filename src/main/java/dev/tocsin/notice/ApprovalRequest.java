package dev.tocsin.notice;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells one request for approval of an action from those before and after it, in place of its token, which lets whoever has it
 * answer and so is not shown: by the execution that waits, or by a digest of the token where the message has only that.
 *
 * @param mark as commands say it
 */
public record ApprovalRequest(String mark) {

    private static final Pattern EXECUTION = Pattern.compile("execution-([A-Za-z0-9-]{1,100})");
    private static final Pattern DIGEST = Pattern.compile("digest-([0-9a-f]{64})");

    public static Optional<ApprovalRequest> ofExecution(String id) {
        return read("execution-" + id);
    }

    public static ApprovalRequest ofToken(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return new ApprovalRequest("digest-" + HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Empty if it is none, for instance a token itself. */
    public static Optional<ApprovalRequest> read(String mark) {
        return EXECUTION.matcher(mark).matches() || DIGEST.matcher(mark).matches() ? Optional.of(new ApprovalRequest(mark))
                : Optional.empty();
    }

    /** Whether a request that waits now is this one. */
    public boolean is(String execution, String token) {
        Matcher named = EXECUTION.matcher(mark);
        return named.matches() ? named.group(1).equals(execution) : ofToken(token).equals(this);
    }
}
