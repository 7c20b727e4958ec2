package dev.tocsin.aws;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;

/** Whose signature a request bears. Never shows the keys. */
public final class AwsKeys {

    private final Supplier<CompletableFuture<? extends AwsCredentialsIdentity>> source;

    private AwsKeys(Supplier<CompletableFuture<? extends AwsCredentialsIdentity>> source) {
        this.source = source;
    }

    /** Those that STS gives for a while. */
    public static AwsKeys ofSession(String accessKeyId, String secretAccessKey, String sessionToken) {
        AwsSessionCredentials given = AwsSessionCredentials.create(accessKeyId, secretAccessKey, sessionToken);
        return new AwsKeys(() -> CompletableFuture.completedFuture(given));
    }

    static AwsKeys of(IdentityProvider<? extends AwsCredentialsIdentity> identity) {
        return new AwsKeys(identity::resolveIdentity);
    }

    CompletableFuture<? extends AwsCredentialsIdentity> resolve() {
        return source.get();
    }

    @Override
    public String toString() {
        return "AwsKeys";
    }
}
