package dev.tocsin.aws;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.smallrye.mutiny.Uni;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * What RDS and Aurora take as the password of a database user that has the role {@code rds_iam}: a signed request to connect,
 * without its {@code https://}. It is made here, RDS is not asked. Source: Amazon RDS user guide, "Connecting to your DB
 * instance using IAM authentication".
 */
@ApplicationScoped
public class RdsTokens {

    /** RDS looks at no more. The connection may last longer. */
    private static final Duration GOOD_FOR = Duration.ofMinutes(15);
    private static final String SERVICE = "rds-db";

    private static final String NOT_IN_THE_CHAIN = "Unable to load credentials from any of the providers in the chain";
    private static final String NO_CREDENTIALS = "there are no AWS credentials. Give the pod or the instance a role (a pod has "
            + "the role that there was when it was created), or set AWS_PROFILE or AWS_ACCESS_KEY_ID";

    private final AwsClients clients;
    private final AwsIdentity identity;
    private final Duration timeout;
    private final Clock clock;

    @Inject
    RdsTokens(AwsConfig config, Clock clock) {
        this(config.timeout(), System.getenv(), clock);
    }

    RdsTokens(Duration timeout, Map<String, String> environment, Clock clock) {
        this.timeout = timeout;
        this.clock = clock;
        this.clients = new AwsClients(timeout, Optional.empty());
        this.identity = new AwsIdentity(clients, Optional.empty(), environment, clock);
    }

    /**
     * Makes a token as ourselves. It is good for a quarter of an hour, and never later than the credentials it is made with.
     *
     * @param host the endpoint's own name; RDS takes no token for an alias
     * @param region of the database, for instance {@code eu-central-1}
     * @return fails with {@link AwsFault} where there are no credentials
     */
    public Uni<String> token(String host, int port, String user, String region) {
        return clients.call(() -> identity.ourselves().resolveIdentity().thenApply(as -> sign(host, port, user, region, as)))
                .onFailure(RdsTokens::isWithoutCredentials).transform(failure -> AwsFault.ofCredentials(NO_CREDENTIALS))
                .onFailure().transform(failure -> AwsFault.of(failure, region));
    }

    /** The longest that {@link #token} takes. */
    public Duration timeout() {
        return timeout;
    }

    /** The chain's own exception lists all places that it looked at, and what each of them said. */
    private static boolean isWithoutCredentials(Throwable failure) {
        return failure instanceof SdkClientException && String.valueOf(failure.getMessage()).startsWith(NOT_IN_THE_CHAIN);
    }

    private String sign(String host, int port, String user, String region, AwsCredentialsIdentity as) {
        SdkHttpRequest connect = SdkHttpRequest.builder().method(SdkHttpMethod.GET).protocol("https").host(host).port(port)
                .encodedPath("/").putRawQueryParameter("Action", "connect").putRawQueryParameter("DBUser", user).build();
        return AwsV4HttpSigner.create().sign(request -> request.identity(as).request(connect)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, GOOD_FOR)
                .putProperty(HttpSigner.SIGNING_CLOCK, clock))
                .request().getUri().toString().substring("https://".length());
    }

    @PreDestroy
    void close() {
        clients.close();
    }
}
