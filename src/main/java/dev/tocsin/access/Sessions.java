package dev.tocsin.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

import jakarta.inject.Singleton;

import dev.tocsin.audit.Actor;
import dev.tocsin.audit.AuditLog;
import dev.tocsin.audit.AuditedKinds;
import dev.tocsin.audit.Change;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Statements;
import dev.tocsin.secret.Sha256;
import io.quarkus.logging.Log;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.net.SocketAddress;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * Who is logged in to the console. A session ends when it expires, by a logout, and with the token that it came from; other
 * replicas notice within three seconds.
 */
@Singleton
final class Sessions implements AuditedKinds {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String KIND = "console-session";

    private final Statements statements;
    private final SessionStore store;
    private final AuditLog audit;
    private final AdminToken adminToken;
    private final LastUse lastUse;
    private final Duration life;
    private final RandomGenerator random;
    private final RecentAnswers<SessionStore.Found> answers;

    Sessions(Postgres postgres, SessionStore store, AuditLog audit, AdminToken adminToken, LastUse lastUse,
            ConsoleConfig config, Clock clock) {
        this.statements = postgres.within(TIMEOUT);
        this.store = store;
        this.audit = audit;
        this.adminToken = adminToken;
        this.lastUse = lastUse;
        this.life = config.session();
        this.random = new SecureRandom();
        this.answers = new RecentAnswers<>(this::lookUp, clock);
    }

    @Override
    public Set<String> kinds() {
        return Set.of(KIND);
    }

    Duration life() {
        return life;
    }

    /** A new one, and its entry in the audit. */
    Uni<SessionId> begin(Login login) {
        SessionId id = SessionId.by(random);
        return statements.transaction(connection -> begin(connection, id, login))
                .invoke(() -> answers.expect(id.digest())).replaceWith(id);
    }

    private Uni<Void> begin(SqlConnection connection, SessionId id, Login login) {
        return SessionStore.begin(connection, id, login, life)
                .call(() -> audit.record(connection, Change.done("login", KIND, login.who().name()).by(login.who())));
    }

    /**
     * Who has logged in so; empty if nobody has, or it is over. Fails if that cannot be found out now.
     *
     * @param asker where the request comes from
     */
    Uni<Optional<SecurityIdentity>> find(SessionId id, SocketAddress asker) {
        return answers.find(id.digest(), asker)
                .map(found -> found.filter(it -> isBootstrapTokenTheSame(it, id)).map(this::used));
    }

    /** @return whose it was, if there was one */
    Uni<Optional<Actor>> end(SessionId id) {
        return store.end(id.digest()).onTermination().invoke(() -> answers.forget(id.digest()));
    }

    /** For the replica on which a token is ended. */
    void forgetAll() {
        answers.forgetAll();
    }

    private boolean isBootstrapTokenTheSame(SessionStore.Found found, SessionId id) {
        return found.bootstrap().isEmpty()
                || adminToken.digest().map(id::mixedWith).filter(found.bootstrap().get()::isSameAs).isPresent();
    }

    private SecurityIdentity used(SessionStore.Found found) {
        found.tokenId().ifPresent(lastUse::note);
        return Identities.of(found.who().name(), found.who().kind(), Optional.of(found.role()));
    }

    private Uni<Optional<SessionStore.Found>> lookUp(Sha256 digest) {
        return store.find(digest)
                .invoke(found -> found.filter(SessionStore.Found::isUnseen).ifPresent(unseen -> noteUse(digest)));
    }

    /** No request waits for it. */
    private void noteUse(Sha256 digest) {
        store.seen(digest).subscribe().with(written -> {
        }, failure -> Log.debugf("the last use of a session could not be noted: %s", failure.getClass().getSimpleName()));
    }
}
