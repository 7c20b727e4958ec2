package dev.tocsin.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import jakarta.inject.Singleton;

import dev.tocsin.audit.AuditLog;
import dev.tocsin.audit.AuditedKinds;
import dev.tocsin.audit.Change;
import dev.tocsin.audit.OwnNames;
import dev.tocsin.database.Keys;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Statements;
import dev.tocsin.problem.Invalid;
import dev.tocsin.problem.Problems;
import dev.tocsin.secret.Secret;
import dev.tocsin.secret.Sha256;
import io.quarkus.logging.Log;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;

/** Makes, lists and ends tokens. */
@Singleton
public final class Tokens implements AuditedKinds {

    static final String NAME_PATTERN = "^[A-Za-z0-9_-]{1,128}$";
    static final int PAGE = 100;

    /** How the list of them is sorted. */
    public static final Keys<String> NAMES = Keys.texts("tokens", key -> key.matches(NAME_PATTERN));

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LONGEST_LIFE = Duration.ofDays(3660);
    private static final String KIND = "api-token";
    private static final String UNIQUE_VIOLATION = "23505";

    private final Statements statements;
    private final TokenStore store;
    private final KnownTokens knownTokens;
    private final Sessions sessions;
    private final AuditLog audit;
    private final CurrentIdentityAssociation identity;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Tokens(Postgres postgres, TokenStore store, KnownTokens knownTokens, Sessions sessions, AuditLog audit,
            CurrentIdentityAssociation identity, Clock clock) {
        this.sessions = sessions;
        this.statements = postgres.within(TIMEOUT);
        this.store = store;
        this.knownTokens = knownTokens;
        this.audit = audit;
        this.identity = identity;
        this.clock = clock;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(KIND);
    }

    /** A token and, this once, what proves it. */
    public record Created(ApiToken token, Secret secret) {
    }

    public Uni<Created> create(TokenMembers members) {
        check(members);
        Secret secret = ApiToken.newSecret(random);
        return identity.getDeferredIdentity()
                .map(creator -> newToken(members, secret, creator.getPrincipal().getName()))
                .chain(token -> transaction(connection -> TokenStore.insert(connection, token)
                        .call(stored -> audit.record(connection,
                                Change.created(KIND, stored.name(), audit.snapshot(TokenView.audited(stored)))))))
                .onFailure(Tokens::isDuplicate).transform(taken -> Problems.alreadyExists("There is a token named "
                        + members.name() + " already. Choose another name, or delete that one first."))
                .invoke(stored -> Log.infof("token created name=%s role=%s", stored.name(), stored.role()))
                .map(stored -> new Created(stored, secret));
    }

    Uni<ApiToken> get(String name) {
        return store.named(name).map(found -> found.orElseThrow(() -> unknown(name)));
    }

    /** In the order of names; one more than a page if there are more. */
    public Uni<List<ApiToken>> list(String after, int rows) {
        return store.list(after, rows);
    }

    public Uni<Void> delete(String name) {
        return transaction(connection -> TokenStore.delete(connection, name)
                .map(deleted -> deleted.orElseThrow(() -> unknown(name)))
                .call(deleted -> audit.record(connection,
                        Change.deleted(KIND, name, audit.snapshot(TokenView.audited(deleted))))))
                .invoke(deleted -> {
                    knownTokens.forgetAll();
                    sessions.forgetAll();
                    Log.infof("token deleted name=%s", deleted.name());
                }).replaceWithVoid();
    }

    public boolean isExpired(ApiToken token) {
        return token.isExpired(clock.instant());
    }

    private TokenStore.NewToken newToken(TokenMembers members, Secret secret, String creator) {
        return new TokenStore.NewToken(members.name(), members.role(), Sha256.of(secret), creator,
                clock.instant().truncatedTo(ChronoUnit.MICROS), members.expiresAt());
    }

    private <T> Uni<T> transaction(Function<SqlConnection, Uni<T>> work) {
        return statements.transaction(work);
    }

    private void check(TokenMembers members) {
        List<Invalid> errors = new ArrayList<>();
        if (members.name() == null) {
            errors.add(Invalid.of("name", "is required"));
        } else if (!members.name().matches(NAME_PATTERN)) {
            errors.add(new Invalid("name", "must have 1 to 128 letters, digits, hyphens or underscores", members.name()));
        } else if (OwnNames.areLike(members.name())) {
            errors.add(new Invalid("name", "is or looks like a name under which Tocsin itself stands in the audit, such as "
                    + "admin, system or slack; choose another", members.name()));
        }
        if (members.role() == null) {
            errors.add(Invalid.of("role", "is required: viewer, editor or admin"));
        }
        objectionToExpiry(members.expiresAt())
                .ifPresent(objection -> errors.add(new Invalid("expiresAt", objection, members.expiresAt().toString())));
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors);
        }
    }

    private Optional<String> objectionToExpiry(Instant expiry) {
        Instant now = clock.instant();
        boolean isFine = expiry == null || expiry.isAfter(now) && expiry.isBefore(now.plus(LONGEST_LIFE));
        return isFine
                ? Optional.empty()
                : Optional.of("must be in the future and at most " + LONGEST_LIFE.toDays()
                        + " days away; leave it out for a token that does not expire");
    }

    private static RuntimeException unknown(String name) {
        return Problems.notFound("There is no such token: "
                + (name.matches(NAME_PATTERN) ? name : "the name is not a valid one") + ".");
    }

    private static boolean isDuplicate(Throwable failure) {
        return failure instanceof PgException postgres && UNIQUE_VIOLATION.equals(postgres.getSqlState());
    }
}
