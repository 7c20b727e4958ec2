package dev.tocsin.aws;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * Who we are at AWS: what the SDK's default chain finds, and from there the role of a topic's account. The chain blocks while
 * it looks, so nothing here may be called on an event loop, save {@link #found}.
 */
final class AwsIdentity {

    private static final Duration AGE = Duration.ofMinutes(1);
    private static final int MOST_ROLES = 1_000;
    private static final Logger LOG = Logger.getLogger(AwsIdentity.class);
    static final String SESSION = "tocsin";

    private final RoleSessions sessions;
    private final Optional<String> rolePattern;
    private final Clock clock;
    private final Map<String, IdentityProvider<AwsCredentialsIdentity>> roles = new ConcurrentHashMap<>();
    private final IdentityProvider<? extends AwsCredentialsIdentity> self;
    private volatile Look lastLook;
    private volatile String told = "";

    AwsIdentity(AwsClients clients, Optional<String> rolePattern, Map<String, String> environment, Clock clock) {
        this(clients, rolePattern, environment, new ProfileFiles(), clock);
    }

    /** @param files AWS's configuration files, as they are now */
    AwsIdentity(AwsClients clients, Optional<String> rolePattern, Map<String, String> environment,
            Supplier<ProfileFile> files, Clock clock) {
        this.sessions = new RoleSessions(clients, clock);
        this.rolePattern = rolePattern;
        this.clock = clock;
        this.self = self(environment, files);
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
            tell(none);
            return none == null;
        });
    }

    IdentityProvider<? extends AwsCredentialsIdentity> ourselves() {
        return self;
    }

    /** To have no credentials is usual; to be told of some that do not work is not, and nobody else would say it. */
    private void tell(Throwable none) {
        Optional<String> fault = none == null ? Optional.empty() : AwsFault.in(none).map(AwsFault::getMessage);
        if (fault.isPresent() && !fault.get().equals(told)) {
            LOG.warn("The AWS credentials that are configured cannot be had: " + fault.get());
        }
        told = fault.orElse("");
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
        return roles.computeIfAbsent(role, arn -> sessions.assumedBy(self, new AssumedRole(arn, SESSION, region)));
    }

    /**
     * Where variables name neither keys nor the token of a Kubernetes service account (IRSA), the profile says who we are, or
     * the place where we run. All roles are exchanged by a client of ours.
     */
    private IdentityProvider<? extends AwsCredentialsIdentity> self(Map<String, String> environment,
            Supplier<ProfileFile> files) {
        String tokenFile = environment.get("AWS_WEB_IDENTITY_TOKEN_FILE");
        String role = environment.get("AWS_ROLE_ARN");
        IdentityProvider<? extends AwsCredentialsIdentity> usual = DefaultCredentialsProvider.builder().build();
        if (environment.containsKey("AWS_ACCESS_KEY_ID")) {
            return usual;
        }
        if (tokenFile != null && role != null) {
            return sessions.ofToken(Path.of(tokenFile), new AssumedRole(role,
                    environment.getOrDefault("AWS_ROLE_SESSION_NAME", SESSION), region(environment)));
        }
        return new ProfileIdentity(files, new ProfileRoles(sessions, environment),
                environment.getOrDefault("AWS_PROFILE", "default"), usual);
    }

    /** Where a role is assumed that is of no Region. */
    static String region(Map<String, String> environment) {
        return environment.getOrDefault("AWS_REGION", "us-east-1");
    }

    private record Look(boolean found, long millis) {
    }
}
