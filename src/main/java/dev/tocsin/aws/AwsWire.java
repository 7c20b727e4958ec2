package dev.tocsin.aws;

import java.io.ByteArrayInputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Sends requests to any service of AWS, signed by the SDK's signer, over connections of its own: what people ask for keeps
 * nothing else waiting.
 */
public final class AwsWire implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int DEEPEST = 10;
    /** As CloudTrail shows it. */
    private static final String USER_AGENT = "tocsin";

    private final AwsClients clients;
    private final AwsIdentity identity;
    private final Clock clock;

    /** @param endpointOverride what is called instead of AWS; for tests */
    public AwsWire(Optional<URI> endpointOverride, Map<String, String> environment, Clock clock) {
        this.clients = new AwsClients(CONNECT, endpointOverride);
        this.identity = new AwsIdentity(clients, Optional.empty(), environment, clock);
        this.clock = clock;
    }

    /** Whether something is called instead of AWS, which then has to serve all hosts under one name. */
    public boolean isOverridden() {
        return clients.endpointOverride().isPresent();
    }

    /** Whether Tocsin has credentials of its own. */
    public Uni<Boolean> isSomebody() {
        return identity.found();
    }

    /** Tocsin itself. */
    public AwsKeys ourselves() {
        return AwsKeys.of(identity.ourselves());
    }

    /** Goes on where whoever asks is. */
    public static <T> Uni<T> onCallersContext(Supplier<Uni<T>> work) {
        return AwsClients.onCallersContext(work);
    }

    /**
     * Never fails.
     *
     * @param limitBytes the longest body that is read
     * @param timeout until the whole answer is there
     */
    public Uni<AwsReply> send(AwsRequest request, AwsKeys as, int limitBytes, Duration timeout) {
        return Uni.createFrom().deferred(() -> {
            Exchange exchange = new Exchange(request, as, limitBytes);
            return Uni.createFrom().completionStage(exchange::begin)
                    .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                    .ifNoItem().after(timeout)
                    .recoverWithItem(() -> exchange.none("AWS did not answer within " + seconds(timeout)))
                    .onFailure().recoverWithItem(failure -> exchange.none(exchange.words(failure)))
                    .onTermination().invoke(exchange::end);
        });
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() < 1 ? "a second" : duration.toSeconds() + " seconds";
    }

    @Override
    public void close() {
        clients.close();
    }

    /** One request and its answer. */
    private final class Exchange {

        private final AwsRequest request;
        private final AwsKeys as;
        private final WireReader reader;
        private final WireBody body;
        private volatile CompletableFuture<Void> execution;
        private volatile boolean isOver;

        Exchange(AwsRequest request, AwsKeys as, int limitBytes) {
            this.request = request;
            this.as = as;
            this.reader = new WireReader(limitBytes);
            this.body = new WireBody(request.body());
        }

        CompletableFuture<AwsReply> begin() {
            as.resolve().thenApply(this::signed).thenAccept(this::execute).whenComplete((started, failure) -> {
                if (failure != null) {
                    reader.onError(failure);
                }
            });
            return reader.reply();
        }

        private void execute(SdkHttpRequest signed) {
            if (isOver) {
                return;
            }
            execution = clients.http().execute(AsyncExecuteRequest.builder().request(signed).requestContentPublisher(body)
                    .responseHandler(reader).build());
            execution.whenComplete((done, failure) -> {
                if (failure != null) {
                    reader.onError(failure);
                }
            });
        }

        private SdkHttpRequest signed(AwsCredentialsIdentity identity) {
            byte[] bytes = request.body();
            return AwsV4HttpSigner.create().sign(signing -> signing.identity(identity).request(unsigned())
                    .payload(() -> new ByteArrayInputStream(bytes))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, request.signingName())
                    .putProperty(AwsV4HttpSigner.REGION_NAME, request.signingRegion())
                    .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, !request.isPathSignedAsIs())
                    .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, !request.isPathSignedAsIs())
                    .putProperty(HttpSigner.SIGNING_CLOCK, clock)).request().toBuilder()
                    .putHeader("Content-Length", String.valueOf(bytes.length)).build();
        }

        private SdkHttpRequest unsigned() {
            SdkHttpRequest.Builder builder = SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(request.method()))
                    .encodedPath(request.path());
            request.query().forEach(one -> builder.appendRawQueryParameter(one.getKey(), one.getValue()));
            request.headers().forEach(builder::putHeader);
            builder.putHeader("User-Agent", USER_AGENT);
            clients.endpointOverride().ifPresentOrElse(
                    instead -> builder.protocol(instead.getScheme()).host(instead.getHost()).port(port(instead)),
                    () -> builder.protocol("https").host(request.host()));
            return builder.build();
        }

        private static Integer port(URI uri) {
            return uri.getPort() < 0 ? null : uri.getPort();
        }

        /** A Region that does not have the service has no host for it. */
        String words(Throwable failure) {
            boolean hasNoHost = isCausedBy(failure, UnknownHostException.class);
            if (isOverridden() && (hasNoHost || isCausedBy(failure, ConnectException.class))) {
                return clients.endpointOverride().get()
                        + " is called in place of AWS and cannot be reached. Does moto, or what "
                        + "else it is, run there?";
            }
            return hasNoHost
                    ? "There is no host " + request.host() + ". Either the Region " + request.signingRegion()
                            + " does not have the service, or DNS does not work here"
                    : AwsFault.of(failure, request.signingRegion()).getMessage();
        }

        private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> type) {
            return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(DEEPEST).anyMatch(type::isInstance);
        }

        AwsReply none(String words) {
            return new AwsReply.None(words, body.isAsked());
        }

        /** Whoever gives up lets the connection go, over which no answer is read any more. */
        void end() {
            isOver = true;
            CompletableFuture<Void> running = execution;
            if (running != null && !reader.reply().isDone()) {
                running.cancel(true);
            }
        }
    }
}
