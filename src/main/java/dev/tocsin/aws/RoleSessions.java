package dev.tocsin.aws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;

import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.services.sts.StsAsyncClient;
import software.amazon.awssdk.services.sts.StsAsyncClientBuilder;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * Roles whose credentials STS gives to us. The SDK has providers for that too, but they block, and look for an HTTP client of
 * their own by reflection, of which there is none here.
 */
final class RoleSessions {

    private final AwsClients clients;
    private final Clock clock;

    RoleSessions(AwsClients clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
    }

    /** @param as who may assume it */
    IdentityProvider<AwsCredentialsIdentity> assumedBy(IdentityProvider<? extends AwsCredentialsIdentity> as,
            AssumedRole role) {
        return new TemporaryCredentials(() -> assume(as, role), clock);
    }

    /** @param tokenFile with the token of an identity provider that the role trusts */
    IdentityProvider<AwsCredentialsIdentity> ofToken(Path tokenFile, AssumedRole role) {
        return new TemporaryCredentials(() -> exchange(tokenFile, role), clock);
    }

    private CompletableFuture<Credentials> assume(IdentityProvider<? extends AwsCredentialsIdentity> as, AssumedRole role) {
        StsAsyncClient sts = sts(role.region(), as);
        return sts.assumeRole(request -> request.roleArn(role.arn()).roleSessionName(role.session())
                .externalId(role.externalId().orElse(null)).durationSeconds(role.seconds().orElse(null)))
                .handle((answer, failure) -> given(sts, answer == null ? null : answer.credentials(), failure, role));
    }

    /** Kubernetes writes a new token before the old one lapses, so it is read each time. */
    private CompletableFuture<Credentials> exchange(Path tokenFile, AssumedRole role) {
        String token;
        try {
            token = Files.readString(tokenFile);
        } catch (IOException unreadable) {
            return CompletableFuture.failedFuture(AwsFault.ofCredentials("the token of " + role.arn() + " in " + tokenFile
                    + " cannot be read (" + unreadable.getClass().getSimpleName() + ")"));
        }
        StsAsyncClient sts = sts(role.region(), AnonymousCredentialsProvider.create());
        return sts.assumeRoleWithWebIdentity(request -> request.roleArn(role.arn()).roleSessionName(role.session())
                .webIdentityToken(token).durationSeconds(role.seconds().orElse(null)))
                .handle((answer, failure) -> given(sts, answer == null ? null : answer.credentials(), failure, role));
    }

    private static Credentials given(StsAsyncClient sts, Credentials credentials, Throwable failure, AssumedRole role) {
        sts.close();
        if (failure != null) {
            throw AwsFault.of(failure, role.region());
        }
        return credentials;
    }

    /** Made for one call an hour. */
    private StsAsyncClient sts(String region, IdentityProvider<? extends AwsCredentialsIdentity> as) {
        StsAsyncClientBuilder builder = StsAsyncClient.builder().credentialsProvider(as);
        return clients.of(builder, region);
    }
}
