package dev.tocsin.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
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
 * What all clients of AWS share: one HTTP client on two event loops of its own, the worker threads that Quarkus has anyway, and
 * a limit of time. Nothing is retried here: who calls has a schedule.
 * <p>
 * The loops are not those of Vert.x, because the SDK looks up names on them and waits: where DNS does not answer, a call of AWS
 * would hold up everything else for half a minute.
 */
final class AwsClients {

    private static final int MOST_CONNECTIONS = 16;
    private static final int MOST_WAITING = 128;
    private static final int LOOPS = 2;
    private static final Duration CLOSE = Duration.ofSeconds(1);

    private final Duration timeout;
    private final Optional<URI> endpointOverride;
    private SdkAsyncHttpClient http;
    private EventLoopGroup loops;

    AwsClients(Duration timeout, Optional<URI> endpointOverride) {
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

    /** Whoever asks on an event loop goes on there, for what follows may have to be. */
    static <T> Uni<T> onCallersContext(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Context caller = Vertx.currentContext();
            return caller == null ? work.get() : work.get().emitOn(task -> caller.runOnContext(nothing -> task.run()));
        });
    }

    Optional<URI> endpointOverride() {
        return endpointOverride;
    }

    /** For requests that no client of the SDK makes. */
    synchronized SdkAsyncHttpClient http() {
        if (http == null) {
            loops = new NioEventLoopGroup(LOOPS, new DefaultThreadFactory("aws", true));
            http = NettyNioAsyncHttpClient.builder().maxConcurrency(MOST_CONNECTIONS)
                    .maxPendingConnectionAcquires(MOST_WAITING).connectionTimeout(timeout)
                    .eventLoopGroup(SdkEventLoopGroup.create(loops)).build();
        }
        return http;
    }

    synchronized void close() {
        if (http != null) {
            http.close();
            loops.shutdownGracefully(0, CLOSE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
