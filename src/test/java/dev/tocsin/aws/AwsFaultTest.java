package dev.tocsin.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tocsin.aws.AwsFault.Kind;
import io.smallrye.mutiny.TimeoutException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sns.model.SnsException;

class AwsFaultTest {

    @ParameterizedTest
    @CsvSource({ "AuthorizationError, 403, DENIED", "AccessDenied, 403, DENIED", "NotFound, 404, NOT_FOUND",
            "InvalidClientTokenId, 403, CREDENTIALS", "ExpiredToken, 403, CREDENTIALS", "Throttling, 400, THROTTLED",
            "InvalidParameter, 400, REFUSED", "SubscriptionLimitExceeded, 403, REFUSED", "InternalError, 500, UNREACHABLE",
            ", 502, UNREACHABLE" })
    void tellsWhatKindOfFaultItIs(String code, int status, Kind kind) {
        assertThat(AwsFault.of(said(code, status, "because"), "eu-west-1").kind()).isEqualTo(kind);
    }

    @Test
    void quotesWhatAwsSaidOnOneLineAndCut() {
        assertThat(AwsFault.of(said("AuthorizationError", 403, "User x is not\nauthorized"), "eu-west-1"))
                .hasMessageContaining("AuthorizationError: User x is not authorized");
        assertThat(AwsFault.of(said("InvalidParameter", 400, "y".repeat(5000)), "eu-west-1").getMessage()).hasSizeLessThan(600);
        assertThat(AwsFault.of(said(null, 502, null), "eu-west-1")).hasMessageContaining("HTTP 502");
    }

    @Test
    void saysThatTheRegionMayNotExist() {
        Throwable failure = new CompletionException(
                SdkClientException.create("x", new UnknownHostException("sns.eu-nowhere-9.amazonaws.com")));
        assertThat(AwsFault.of(failure, "eu-nowhere-9")).hasMessageContaining("eu-nowhere-9")
                .hasMessageContaining("is there such a Region").extracting(AwsFault::kind).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void saysWhatIsInTheWayOfAnAnswer() {
        assertThat(AwsFault.of(new CompletionException(new ConnectException("refused")), "eu-west-1"))
                .hasMessageContaining("port 443");
        assertThat(AwsFault.of(new TimeoutException(), "eu-west-1")).hasMessageContaining("tocsin.aws.timeout");
    }

    private static Throwable said(String code, int status, String message) {
        return new CompletionException(SnsException.builder().statusCode(status).awsErrorDetails(
                AwsErrorDetails.builder().errorCode(code).errorMessage(message).build()).build());
    }
}
