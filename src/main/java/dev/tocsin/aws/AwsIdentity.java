package dev.tocsin.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.services.sts.StsAsyncClient;
import software.amazon.awssdk.services.sts.StsAsyncClientBuilder;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * Who we are at AWS: what the SDK's default chain finds, and from there the role of a topic's account. The chain blocks while
 * it looks, so nothing here may be called on an event loop, save {@link #found}.
 */
final class AwsIdentity {

    private static final Duration AGE = Duration.ofMinutes(1);
    private static final int MOST_ROLES = 1_000;
    private static final String SESSION = "tocsin";

    private final AwsClients clients;
    private final Optional<String> rolePattern;
    private final Clock clock;
    private final Map<String, TemporaryCredentials> roles = new ConcurrentHashMap<>();
    private final IdentityProvider<? extends AwsCredentialsIdentity> self;
    private volatile Look lastLook;

    AwsIdentity(AwsClients clients, Optional<String> rolePattern, Map<String, String> environment, Clock clock) {
        this.clients = clients;
        this.rolePattern = rolePattern;
        this.clock = clock;
        this.self = self(environment);
    }

    /** Whether there are credentials at all; an answer may be a minute old, as looking can take seconds outside of AWS. */
    Uni<Boolean> found() {
        Look last = lastLook;
        if (last != null && clock.millis() - last.millis < AGE.toMillis()) {
            return Uni.createFrom().item(last.found);
        }
        return Uni.createFrom().completionStage(this::look).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    /** Its end is noted also when nobody waits for it any more. */
    private CompletableFuture<Boolean> look() {
        CompletableFuture<? extends AwsCredentialsIdentity> identity;
        try {
            identity = self.resolveIdentity();
        } catch (RuntimeException none) {
            identity = CompletableFuture.failedFuture(none);
        }
        return identity.handle((found, none) -> {
            lastLook = new Look(none == null, clock.millis());
            return none == null;
        });
    }

    IdentityProvider<? extends AwsCredentialsIdentity> ourselves() {
        return self;
    }

    /** The role of the account, or ourselves where no role is set or the account is not known. */
    IdentityProvider<? extends AwsCredentialsIdentity> in(String partition, String region, Optional<String> account) {
        if (rolePattern.isEmpty() || account.isEmpty()) {
            return self;
        }
        if (roles.size() >= MOST_ROLES) {
            // Only what is kept for later goes.
            roles.clear();
        }
        String role = rolePattern.get().replace("{partition}", partition).replace("{account}", account.get());
        return roles.computeIfAbsent(role, arn -> new TemporaryCredentials(() -> assume(arn, region), clock));
    }

    private CompletableFuture<Credentials> assume(String role, String region) {
        StsAsyncClient sts = sts(region, self);
        return sts.assumeRole(request -> request.roleArn(role).roleSessionName(SESSION))
                .whenComplete((answer, failure) -> sts.close()).thenApply(answer -> answer.credentials());
    }

    /**
     * The default chain, with one difference: the token of a Kubernetes service account (IRSA) is exchanged by a client of
     * ours. The SDK would look for a blocking HTTP client by reflection.
     */
    private IdentityProvider<? extends AwsCredentialsIdentity> self(Map<String, String> environment) {
        String tokenFile = environment.get("AWS_WEB_IDENTITY_TOKEN_FILE");
        String role = environment.get("AWS_ROLE_ARN");
        if (tokenFile == null || role == null || environment.containsKey("AWS_ACCESS_KEY_ID")) {
            return DefaultCredentialsProvider.builder().build();
        }
        String session = environment.getOrDefault("AWS_ROLE_SESSION_NAME", SESSION);
        String region = environment.getOrDefault("AWS_REGION", "us-east-1");
        return new TemporaryCredentials(() -> exchange(Path.of(tokenFile), role, session, region), clock);
    }

    /** Kubernetes writes a new token before the old one lapses, so it is read each time. */
    private CompletableFuture<Credentials> exchange(Path tokenFile, String role, String session, String region) {
        String token;
        try {
            token = Files.readString(tokenFile);
        } catch (IOException unreadable) {
            return CompletableFuture.failedFuture(new UncheckedIOException(unreadable));
        }
        StsAsyncClient sts = sts(region, AnonymousCredentialsProvider.create());
        return sts.assumeRoleWithWebIdentity(request -> request.roleArn(role).roleSessionName(session).webIdentityToken(token))
                .whenComplete((answer, failure) -> sts.close()).thenApply(answer -> answer.credentials());
    }

    /** Made for one call an hour. */
    private StsAsyncClient sts(String region, IdentityProvider<? extends AwsCredentialsIdentity> as) {
        StsAsyncClientBuilder builder = StsAsyncClient.builder().credentialsProvider(as);
        return clients.of(builder, region);
    }

    private record Look(boolean found, long millis) {
    }
}
