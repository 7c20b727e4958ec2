package dev.tocsin.aws;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * Credentials that STS gives for a while, fetched once and kept until shortly before they lapse. The SDK has providers of this
 * kind, but they block and ask for an HTTP client of their own.
 */
final class TemporaryCredentials implements IdentityProvider<AwsCredentialsIdentity> {

    private static final Duration EARLY = Duration.ofMinutes(5);

    private final Supplier<CompletableFuture<Credentials>> fetch;
    private final Clock clock;
    private CompletableFuture<Credentials> current;

    TemporaryCredentials(Supplier<CompletableFuture<Credentials>> fetch, Clock clock) {
        this.fetch = fetch;
        this.clock = clock;
    }

    @Override
    public Class<AwsCredentialsIdentity> identityType() {
        return AwsCredentialsIdentity.class;
    }

    @Override
    public CompletableFuture<AwsCredentialsIdentity> resolveIdentity(ResolveIdentityRequest request) {
        return current().thenApply(given -> AwsSessionCredentials.create(given.accessKeyId(), given.secretAccessKey(),
                given.sessionToken()));
    }

    /** One fetch at a time; one that failed is made again for whoever asks next. */
    private synchronized CompletableFuture<Credentials> current() {
        if (current == null || current.isCompletedExceptionally() || current.isDone() && lapsesSoon(current.join())) {
            current = fetch.get();
        }
        return current;
    }

    private boolean lapsesSoon(Credentials given) {
        return given.expiration().isBefore(clock.instant().plus(EARLY));
    }
}
