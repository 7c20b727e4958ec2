package dev.tocsin.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;

/**
 * What all clients of AWS share: one HTTP client on the event loops that Vert.x has anyway, the worker threads that Quarkus
 * has anyway, and a limit of time. Nothing is retried here: who calls has a schedule.
 */
final class AwsClients {

    private static final int MOST_CONNECTIONS = 16;
    private static final int MOST_WAITING = 128;

    private final Vertx vertx;
    private final Duration timeout;
    private final Optional<URI> endpointOverride;
    private SdkAsyncHttpClient http;

    AwsClients(Vertx vertx, Duration timeout, Optional<URI> endpointOverride) {
        this.vertx = vertx;
        this.timeout = timeout;
        this.endpointOverride = endpointOverride;
    }

    <B extends AwsAsyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C of(B builder, String region) {
        builder.region(Region.of(region)).httpClient(http())
                .asyncConfiguration(async -> async.advancedOption(SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR,
                        Infrastructure.getDefaultWorkerPool()))
                .overrideConfiguration(override -> override.apiCallTimeout(timeout)
                        .scheduledExecutorService(Infrastructure.getDefaultWorkerPool())
                        .retryStrategy(DefaultRetryStrategy.doNotRetry()));
        endpointOverride.ifPresent(builder::endpointOverride);
        return builder.build();
    }

    /**
     * Starts a call on a worker thread, because the SDK looks for credentials, and may block for it, before it sends anything.
     */
    <R> Uni<R> call(Supplier<CompletableFuture<R>> operation) {
        return Uni.createFrom().completionStage(operation).runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .ifNoItem().after(timeout).fail();
    }

    @SuppressWarnings("deprecation") // nettyEventLoopGroup(): Vert.x 4 has no other way to its event loops
    private synchronized SdkAsyncHttpClient http() {
        if (http == null) {
            http = NettyNioAsyncHttpClient.builder().maxConcurrency(MOST_CONNECTIONS)
                    .maxPendingConnectionAcquires(MOST_WAITING).connectionTimeout(timeout)
                    .eventLoopGroup(SdkEventLoopGroup.create(vertx.nettyEventLoopGroup())).build();
        }
        return http;
    }

    synchronized void close() {
        if (http != null) {
            http.close();
        }
    }
}
