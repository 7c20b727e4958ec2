package dev.tocsin.aws;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sns.model.SnsException;

/** Faults as AWS would have told them. */
public final class SomeAwsFault {

    private SomeAwsFault() {
    }

    public static AwsFault of(AwsFault.Kind kind) {
        String code = switch (kind) {
            case DENIED -> "AccessDeniedException";
            case NOT_FOUND -> "ResourceNotFoundException";
            case CREDENTIALS -> "UnrecognizedClientException";
            case THROTTLED -> "ThrottlingException";
            case REFUSED -> "InvalidParameterException";
            case UNREACHABLE -> "ServiceUnavailableException";
        };
        return AwsFault.of(SnsException.builder().statusCode(kind == AwsFault.Kind.UNREACHABLE ? 503 : 400)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage("because").build()).build(),
                "eu-west-1");
    }
}
