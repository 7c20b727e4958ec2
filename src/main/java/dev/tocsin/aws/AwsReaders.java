package dev.tocsin.aws;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.tocsin.aws.CloudWatchConfig.AsItself;
import io.smallrye.mutiny.Uni;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.services.sts.StsAsyncClient;
import software.amazon.awssdk.services.sts.StsAsyncClientBuilder;

/**
 * As whom the things of an account are read: as the role that a configuration names, or as the role of the account where
 * {@code tocsin.aws.assume-role} has one, or as ourselves. Somebody else's numbers under an alarm would be worse than none, so
 * we are ourselves only in our own account, unless the settings say otherwise.
 */
@ApplicationScoped
class AwsReaders {

    static final String SESSION = "tocsin-reads";
    private static final String OURSELVES = "Tocsin itself";
    private static final int MOST_ROLES = 1_000;
    private static final Duration REFUSED_FOR = Duration.ofMinutes(1);
    private static final Duration KNOWN_FOR = Duration.ofHours(1);

    private final AwsClients clients;
    private final AwsIdentity identity;
    private final RoleSessions sessions;
    private final Optional<String> rolePattern;
    private final AsItself asItself;
    private final Clock clock;
    private final Map<String, IdentityProvider<AwsCredentialsIdentity>> roles = new ConcurrentHashMap<>();
    private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();
    private final Map<String, OwnAccount> own = new ConcurrentHashMap<>();

    @Inject
    AwsReaders(AwsConfig aws, CloudWatchConfig config, Clock clock) {
        this(aws, config, System.getenv(), clock);
    }

    AwsReaders(AwsConfig aws, CloudWatchConfig config, Map<String, String> environment, Clock clock) {
        this.clients = new AwsClients(aws.timeout(), config.endpointOverride());
        this.identity = new AwsIdentity(clients, Optional.empty(), environment, clock);
        this.sessions = new RoleSessions(clients, clock);
        this.rolePattern = aws.assumeRole();
        this.asItself = config.asItself();
        this.clock = clock;
    }

    AwsClients clients() {
        return clients;
    }

    /** The one whose credentials can be had, the likeliest first. Fails with {@link AwsFault}. */
    Uni<AwsReader> of(AwsPlace place) {
        return Uni.createFrom().deferred(() -> {
            Partition partition = Partition.ofRegion(place.region())
                    .orElseThrow(() -> AwsFault.refused("there is no AWS Region " + place.region()));
            return AwsClients.onCallersContext(() -> identity.found().chain(isFound -> isFound
                    ? first(roles(place, partition), 0, place, Optional.empty())
                    : Uni.createFrom().failure(AwsFault.ofCredentials("Tocsin has no AWS credentials"))));
        });
    }

    /** As whom we call where no account matters. */
    AwsReader ourselves() {
        return new AwsReader(OURSELVES, Optional.empty(), identity.ourselves());
    }

    /** A role can be assumed within its partition only. */
    private List<String> roles(AwsPlace place, Partition partition) {
        List<String> candidates = new ArrayList<>();
        place.role().flatMap(Arn::parse).filter(role -> role.partition().equals(partition.id())).map(Arn::toString)
                .ifPresent(candidates::add);
        if (rolePattern.isPresent() && place.account().isPresent()) {
            candidates.add(rolePattern.get().replace("{partition}", partition.id())
                    .replace("{account}", place.account().get()));
        }
        return candidates;
    }

    private Uni<AwsReader> first(List<String> candidates, int next, AwsPlace place, Optional<AwsFault> refused) {
        if (next == candidates.size()) {
            return asOurselves(place, refused);
        }
        String role = candidates.get(next);
        return assumed(role, place.region()).onFailure(AwsReaders::isRefusal)
                .recoverWithUni(fault -> first(candidates, next + 1, place, refused.or(() -> Optional.of((AwsFault) fault))));
    }

    /** What does not pass by itself, so that it is worth being somebody else. */
    private static boolean isRefusal(Throwable failure) {
        return failure instanceof AwsFault fault && switch (fault.kind()) {
            case DENIED, NOT_FOUND, CREDENTIALS, REFUSED -> true;
            case THROTTLED, UNREACHABLE -> false;
        };
    }

    private Uni<AwsReader> assumed(String role, String region) {
        Refusal last = refusals.get(role);
        if (last != null && clock.millis() < last.until()) {
            return Uni.createFrom().failure(last.fault());
        }
        IdentityProvider<AwsCredentialsIdentity> provider = provider(role, region);
        return clients.call(() -> provider.resolveIdentity())
                .onFailure().transform(failure -> AwsFault.of(failure, region))
                .onFailure(AwsReaders::isRefusal).invoke(fault -> remember(role, (AwsFault) fault))
                .replaceWith(() -> new AwsReader("the role " + role, Arn.parse(role).map(Arn::account), provider));
    }

    private void remember(String role, AwsFault fault) {
        if (refusals.size() >= MOST_ROLES) {
            refusals.clear();
        }
        refusals.put(role, new Refusal(fault, clock.millis() + REFUSED_FOR.toMillis()));
    }

    private IdentityProvider<AwsCredentialsIdentity> provider(String role, String region) {
        if (roles.size() >= MOST_ROLES) {
            // Only what is kept for later goes.
            roles.clear();
        }
        return roles.computeIfAbsent(role,
                arn -> sessions.assumedBy(identity.ourselves(), new AssumedRole(arn, SESSION, region)));
    }

    private Uni<AwsReader> asOurselves(AwsPlace place, Optional<AwsFault> refused) {
        if (asItself == AsItself.NEVER) {
            return nobody(place, refused, "Tocsin does not read as itself (tocsin.cloudwatch.as-itself)");
        }
        return ownAccount(place.region()).chain(account -> asOneOf(account, place, refused));
    }

    private Uni<AwsReader> asOneOf(Optional<String> account, AwsPlace place, Optional<AwsFault> refused) {
        boolean isOwn = account.isPresent() && account.equals(place.account());
        return isOwn || asItself == AsItself.EVERYWHERE
                ? Uni.createFrom().item(new AwsReader(OURSELVES, account, identity.ourselves()))
                : nobody(place, refused, "Tocsin itself is not of the account " + place.account().orElse("in question"));
    }

    private static Uni<AwsReader> nobody(AwsPlace place, Optional<AwsFault> refused, String ourselves) {
        String role = refused.map(fault -> place.role().map(arn -> "the role " + arn).orElse("the account's role")
                + " cannot be assumed (" + fault.getMessage() + "), and ").orElse(place.role().isPresent()
                        ? "the role " + place.role().get() + " is none of the Region's partition, and "
                        : "no role is named, and ");
        return Uni.createFrom().failure(AwsFault.ofCredentials(role + ourselves));
    }

    /** Which account we are of; any credentials may ask that. Where it cannot be told, it is asked again soon. */
    private Uni<Optional<String>> ownAccount(String region) {
        String partition = Partition.ofRegion(region).orElseThrow().id();
        OwnAccount known = own.get(partition);
        if (known != null && clock.millis() < known.until()) {
            return Uni.createFrom().item(known.id());
        }
        return clients.call(() -> {
            StsAsyncClientBuilder builder = StsAsyncClient.builder().credentialsProvider(identity.ourselves());
            StsAsyncClient sts = clients.of(builder, region);
            return sts.getCallerIdentity().whenComplete((answer, failure) -> sts.close());
        }).map(answer -> Optional.ofNullable(answer.account())).onFailure().recoverWithItem(Optional.empty())
                .invoke(account -> own.put(partition, new OwnAccount(account,
                        clock.millis() + (account.isPresent() ? KNOWN_FOR : REFUSED_FOR).toMillis())));
    }

    @PreDestroy
    void close() {
        clients.close();
    }

    private record Refusal(AwsFault fault, long until) {
    }

    private record OwnAccount(Optional<String> id, long until) {
    }
}
