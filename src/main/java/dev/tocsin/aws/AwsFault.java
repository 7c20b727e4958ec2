package dev.tocsin.aws;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.smallrye.mutiny.TimeoutException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/** Why AWS did not do what it was asked, in words that say what to do. Never quotes a request. */
public final class AwsFault extends RuntimeException {

    private static final int LONGEST = 500;
    private static final int DEEPEST = 10;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

    private static final Set<String> DENIED = Set.of("AuthorizationError", "AuthorizationErrorException", "AccessDenied",
            "AccessDeniedException");
    private static final Set<String> UNKNOWN = Set.of("NotFound", "NotFoundException", "ResourceNotFound",
            "ResourceNotFoundException", "AccountNotFoundException");
    private static final Set<String> CREDENTIALS = Set.of("InvalidClientTokenId", "UnrecognizedClientException",
            "SignatureDoesNotMatch", "ExpiredToken", "ExpiredTokenException", "IncompleteSignature",
            "MissingAuthenticationToken",
            "InvalidAccessKeyId", "InvalidIdentityToken");
    private static final Set<String> THROTTLED = Set.of("Throttling", "ThrottlingException", "ThrottledException", "Throttled",
            "RequestLimitExceeded", "TooManyRequestsException");

    /** What kind of fault it is. */
    public enum Kind {
        /** A policy does not let us. */
        DENIED,
        /** There is no such thing. */
        NOT_FOUND,
        /** The credentials themselves are not accepted. */
        CREDENTIALS,
        /** Too many requests. */
        THROTTLED,
        /** The request makes no sense to AWS, and will not tomorrow. */
        REFUSED,
        /** AWS does not answer, or not now. */
        UNREACHABLE
    }

    private final Kind kind;

    private AwsFault(Kind kind, String words) {
        super(words, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** Of credentials that cannot be had as they are configured. */
    static AwsFault ofCredentials(String words) {
        return new AwsFault(Kind.CREDENTIALS, words);
    }

    /** Of what AWS need not be asked. */
    static AwsFault refused(String words) {
        return new AwsFault(Kind.REFUSED, words);
    }

    /** Of an answer that comes from no client of the SDK. */
    static AwsFault of(String code, String message, int status, String region) {
        return said(code, message, status, region);
    }

    /** What we have said already about a failure or one of its causes. */
    static Optional<AwsFault> in(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(DEEPEST)
                .filter(AwsFault.class::isInstance).map(AwsFault.class::cast).findFirst();
    }

    static AwsFault of(Throwable failure, String region) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof AwsServiceException service && service.awsErrorDetails() != null) {
                return said(service.awsErrorDetails().errorCode(), service.awsErrorDetails().errorMessage(),
                        service.statusCode(), region);
            }
            if (cause instanceof AwsFault fault) {
                return fault;
            }
            if (cause instanceof UnknownHostException) {
                return new AwsFault(Kind.UNREACHABLE, "AWS is not to be found in the Region " + region
                        + ": is there such a Region, and does DNS work here?");
            }
            if (cause instanceof TimeoutException || cause instanceof ApiCallTimeoutException) {
                return new AwsFault(Kind.UNREACHABLE, "AWS did not answer in time in " + region + " (tocsin.aws.timeout)");
            }
            if (cause instanceof ConnectException) {
                return new AwsFault(Kind.UNREACHABLE, "AWS cannot be reached in " + region
                        + ": may this machine connect to port 443 of the internet?");
            }
            cause = cause.getCause();
        }
        return new AwsFault(Kind.UNREACHABLE, "AWS could not be asked in " + region + ": " + plain(failure));
    }

    private static AwsFault said(String said, String message, int status, String region) {
        String code = said == null || said.isEmpty() ? "HTTP " + status : said;
        String words = message == null || message.isBlank() ? code : code + ": " + plain(message);
        if (DENIED.contains(code)) {
            return new AwsFault(Kind.DENIED, "AWS does not allow it, " + words);
        }
        if (UNKNOWN.contains(code)) {
            return new AwsFault(Kind.NOT_FOUND, "AWS knows no such thing, " + words);
        }
        if (CREDENTIALS.contains(code)) {
            return new AwsFault(Kind.CREDENTIALS, "AWS does not accept Tocsin's credentials in " + region + ", " + words
                    + " (if the Region is an opt-in one: is it enabled in the account?)");
        }
        if (THROTTLED.contains(code)) {
            return new AwsFault(Kind.THROTTLED, "AWS is asked too often, " + words);
        }
        return status >= 500
                ? new AwsFault(Kind.UNREACHABLE, "AWS has a fault, " + words)
                : new AwsFault(Kind.REFUSED, "AWS refuses it, " + words);
    }

    private static String plain(Throwable failure) {
        return failure.getClass().getSimpleName() + (failure.getMessage() == null ? "" : ", " + plain(failure.getMessage()));
    }

    private static String plain(String said) {
        String line = CONTROL.matcher(said).replaceAll(" ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
