package dev.tocsin.aws;

import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;

import io.smallrye.mutiny.Uni;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Requests to services of which we ask one thing: signed by the SDK's signer and sent by its HTTP client, without the megabytes
 * of a client for each service.
 */
final class SignedRequests {

    private final AwsClients clients;
    private final Clock clock;

    SignedRequests(AwsClients clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
    }

    /**
     * Sends it as somebody, to the endpoint that is set instead of AWS where one is. Fails as the HTTP client does, or as those
     * do who have the credentials.
     *
     * @param service as the signature names it
     * @param region as the signature names it
     */
    Uni<SmallAnswer> send(AwsReader as, SdkHttpRequest request, byte[] body, String service, String region) {
        SdkHttpRequest sent = clients.endpointOverride().map(instead -> request.toBuilder().uri(instead)
                .encodedPath(request.encodedPath()).build()).orElse(request);
        return clients.call(() -> as.identity().resolveIdentity()
                .thenCompose(identity -> execute(signed(identity, sent, body, service, region), body)));
    }

    private SdkHttpRequest signed(AwsCredentialsIdentity identity, SdkHttpRequest request, byte[] body, String service,
            String region) {
        return AwsV4HttpSigner.create().sign(signing -> signing.identity(identity).request(request)
                .payload(() -> new ByteArrayInputStream(body))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                .putProperty(HttpSigner.SIGNING_CLOCK, clock)).request().toBuilder()
                .putHeader("Content-Length", String.valueOf(body.length)).build();
    }

    private CompletableFuture<SmallAnswer> execute(SdkHttpRequest request, byte[] body) {
        SmallAnswer.Reader reader = new SmallAnswer.Reader();
        CompletableFuture<Void> execution = clients.http().execute(AsyncExecuteRequest.builder().request(request)
                .requestContentPublisher(new WireBody(body)).responseHandler(reader).build());
        execution.whenComplete((done, failure) -> {
            if (failure != null) {
                reader.onError(failure);
            }
        });
        return reader.answer();
    }
}
