package dev.tocsin.access;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.tocsin.secret.Secret;
import dev.tocsin.secret.Sha256;
import io.smallrye.mutiny.Uni;
import io.vertx.core.net.SocketAddress;

/** Finds out whose token it is, and remembers it as {@link RecentAnswers} does. */
final class KnownTokens {

    private final RecentAnswers<ApiToken> answers;
    private final Clock clock;

    KnownTokens(Function<Sha256, Uni<Optional<ApiToken>>> store, Clock clock) {
        this.answers = new RecentAnswers<>(store, clock);
        this.clock = clock;
    }

    /**
     * Empty for a token that never was, was deleted or has expired; fails if that cannot be found out now.
     *
     * @param asker where the request comes from
     */
    Uni<Optional<ApiToken>> find(Secret presented, SocketAddress asker) {
        if (!ApiToken.isOfOurForm(presented)) {
            return Uni.createFrom().item(Optional.empty());
        }
        return answers.find(Sha256.of(presented), asker).map(token -> token.filter(it -> !it.isExpired(clock.instant())));
    }

    /** For the replica on which one is deleted; the others forget by themselves. */
    void forgetAll() {
        answers.forgetAll();
    }

    /** Puts it together. */
    @Singleton
    static final class Bean {

        @Produces
        @Singleton
        KnownTokens knownTokens(TokenStore store, Clock clock) {
            return new KnownTokens(store::find, clock);
        }
    }
}
