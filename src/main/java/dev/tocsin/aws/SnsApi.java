package dev.tocsin.aws;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.smallrye.mutiny.Uni;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.sns.SnsAsyncClient;

/** SNS's API in every Region, called as ourselves or as the role of the topic's account. */
@ApplicationScoped
public class SnsApi {

    private final AwsIdentity identity;
    private final AwsClients clients;
    private final Duration timeout;
    private final Map<String, SnsAsyncClient> regions = new ConcurrentHashMap<>();

    /** One operation of SNS. */
    @FunctionalInterface
    public interface Operation<R> {

        /** @param as to be given to the request's {@code overrideConfiguration} */
        CompletableFuture<R> of(SnsAsyncClient sns, Consumer<AwsRequestOverrideConfiguration.Builder> as);
    }

    SnsApi(AwsConfig config, @ConfigProperty(name = "tocsin.sns.endpoint-override") Optional<URI> endpointOverride,
            Clock clock) {
        this.timeout = config.timeout();
        this.clients = new AwsClients(timeout, endpointOverride);
        this.identity = new AwsIdentity(clients, config.assumeRole(), System.getenv(), clock);
    }

    /** Whether there are AWS credentials; what they allow, only AWS knows. */
    public Uni<Boolean> hasCredentials() {
        return AwsClients.onCallersContext(() -> identity.found().ifNoItem().after(timeout).recoverWithItem(false));
    }

    /** Calls SNS where the topic is. Fails with {@link AwsFault}. */
    public <R> Uni<R> call(TopicArn topic, Operation<R> operation) {
        return call(topic.partition(), topic.region(), Optional.of(topic.account()), operation);
    }

    /**
     * Calls SNS in a Region. Fails with {@link AwsFault}.
     *
     * @param account whose role is assumed, where roles are; empty for ourselves
     */
    public <R> Uni<R> call(String partition, String region, Optional<String> account, Operation<R> operation) {
        return AwsClients.onCallersContext(() -> clients.call(() -> operation.of(client(region),
                as -> as.credentialsProvider(identity.in(partition, region, account))))
                .onFailure().transform(failure -> AwsFault.of(failure, region)));
    }

    private SnsAsyncClient client(String region) {
        return regions.computeIfAbsent(region, id -> clients.of(SnsAsyncClient.builder(), id));
    }

    @PreDestroy
    void close() {
        regions.values().forEach(SnsAsyncClient::close);
        clients.close();
    }
}
