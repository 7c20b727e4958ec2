package dev.tocsin.aws.call;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.tocsin.aws.AwsReply;
import dev.tocsin.aws.model.Effect;
import dev.tocsin.aws.model.OperationModel;

/**
 * What a service says of why it did not do something, in whichever protocol.
 *
 * @param code for instance {@code AccessDenied}; the status where there is none
 */
record ServiceError(String code, String message, int status) {

    private static final int LONGEST = 2_000;
    private static final int NOT_IMPLEMENTED = 501;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");
    private static final Pattern ENCODED = Pattern.compile("\\s*Encoded authorization failure message: \\S+");
    private static final Pattern MISSING = Pattern
            .compile("not authorized to perform:? ([a-zA-Z0-9-]{2,64}:[a-zA-Z0-9*]{1,128})");
    private static final Set<String> DENIED = Set.of("AccessDenied", "AccessDeniedException", "AccessDeniedFault",
            "UnauthorizedOperation", "Client.UnauthorizedOperation", "AuthorizationError", "AuthorizationErrorException",
            "UnauthorizedAccess", "UnauthorizedException", "NotAuthorized", "NotAuthorizedException",
            "InsufficientPrivilegesException");
    private static final Set<String> THROTTLED = Set.of("Throttling", "ThrottlingException", "Throttled", "ThrottledException",
            "RequestThrottled", "RequestThrottledException", "TooManyRequestsException", "RequestLimitExceeded",
            "ProvisionedThroughputExceededException", "BandwidthLimitExceeded", "SlowDown", "PriorRequestNotComplete",
            "EC2ThrottledException", "TransactionInProgressException");
    private static final Map<Integer, String> STATUS = Map.of(301, "Moved Permanently", 400, "Bad Request", 403, "Forbidden",
            404, "Not Found", 429, "Too Many Requests", 500, "Internal Server Error", 502, "Bad Gateway", 503,
            "Service Unavailable", 504, "Gateway Timeout");

    static ServiceError of(AwsReply.Whole reply) {
        JsonNode json = JsonText.read(reply.body()).orElse(JsonNodeFactory.instance.missingNode());
        Optional<XmlElement> xml = json.isObject() ? Optional.empty() : XmlTree.read(reply.body()).flatMap(ServiceError::error);
        String code = Stream.of(Optional.ofNullable(reply.headers().get("x-amzn-query-error")),
                Optional.ofNullable(reply.headers().get("x-amzn-errortype")), text(json, "__type"), text(json, "code"),
                text(json, "Code"), xml.flatMap(error -> error.child("Code")).map(XmlElement::text))
                .flatMap(Optional::stream).map(ServiceError::bare).filter(said -> !said.isEmpty()).findFirst()
                .orElse(String.valueOf(reply.status()));
        String message = Stream.of(text(json, "message"), text(json, "Message"), text(json, "errorMessage"),
                xml.flatMap(error -> error.child("Message")).map(XmlElement::text))
                .flatMap(Optional::stream).filter(said -> !said.isBlank()).findFirst()
                .orElse(STATUS.getOrDefault(reply.status(), ""));
        return new ServiceError(plain(code), plain(message + elsewhere(reply)), reply.status());
    }

    /** Whether an answer that says it is good has an error in it, as S3's may. */
    static boolean isIn(XmlElement root) {
        return root.name().equals("Error") && root.child("Code").isPresent();
    }

    private static Optional<String> text(JsonNode json, String name) {
        return Optional.ofNullable(json.path(name).textValue());
    }

    /** Errors stand in one another: in an ErrorResponse, in a Response with Errors, or alone. */
    private static Optional<XmlElement> error(XmlElement element) {
        return element.child("Code").isPresent()
                ? Optional.of(element)
                : Stream.of("Error", "Errors").flatMap(name -> element.child(name).stream()).findFirst()
                        .flatMap(ServiceError::error);
    }

    /** Without the namespace before it, and the address or the culprit behind it. */
    private static String bare(String code) {
        String name = code.substring(code.lastIndexOf('#') + 1);
        return name.split("[:;]", 2)[0].strip();
    }

    private static String elsewhere(AwsReply.Whole reply) {
        String region = reply.headers().get("x-amz-bucket-region");
        return reply.status() == 301 && region != null ? " The bucket is in the Region " + region + "." : "";
    }

    private static String plain(String said) {
        String line = CONTROL.matcher(ENCODED.matcher(said).replaceAll("")).replaceAll(" ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    boolean isDenied() {
        return DENIED.contains(code) || MISSING.matcher(message).find();
    }

    boolean isThrottled() {
        return THROTTLED.contains(code) || status == 429;
    }

    /**
     * Whether AWS broke, and so does not know itself what it has done. What it does not have, and what comes too often, it has
     * not begun. S3 says late that it broke, in an answer whose status is good.
     */
    boolean isFailure() {
        return (status >= 500 && status != NOT_IMPLEMENTED || status < 300 && code.equals("InternalError")) && !isThrottled();
    }

    /** The IAM action that it is about. */
    Optional<String> missingAction() {
        Matcher said = MISSING.matcher(message);
        return said.find() ? Optional.of(said.group(1)) : Optional.empty();
    }

    /** @param isInPlaceOfAws whether something else than AWS said so */
    AwsAnswer answer(OperationModel operation, boolean isInPlaceOfAws) {
        return isFailure()
                ? new AwsAnswer.Failed(code, message, status, operation.effect() == Effect.CHANGES, isInPlaceOfAws)
                : refused(operation);
    }

    private AwsAnswer.Refused refused(OperationModel operation) {
        Optional<String> missing = missingAction()
                .or(() -> isDenied() ? operation.iamActions().stream().findFirst() : Optional.empty());
        return new AwsAnswer.Refused(code, message, status, missing, isThrottled());
    }
}
