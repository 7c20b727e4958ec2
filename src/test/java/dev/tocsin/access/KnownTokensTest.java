package dev.tocsin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import dev.tocsin.MovingClock;
import dev.tocsin.secret.Secret;
import dev.tocsin.secret.Sha256;
import io.smallrye.mutiny.Uni;
import io.vertx.core.net.SocketAddress;

class KnownTokensTest {

    private static final Instant START = Instant.parse("2026-11-25T12:00:00Z");

    private static final SocketAddress STRANGER = SocketAddress.inetSocketAddress(50_000, "192.0.2.200");

    private final SecureRandom random = new SecureRandom();
    private final Map<String, ApiToken> stored = new HashMap<>();
    private final List<Sha256> lookedUp = new ArrayList<>();
    private final MovingClock clock = new MovingClock(START);
    private final KnownTokens known = new KnownTokens(this::lookUp, clock);

    @Test
    void knowsWhoseATokenIs() {
        Secret secret = stored("deploy-bot", null);

        assertThat(find(secret).map(ApiToken::name)).contains("deploy-bot");
    }

    @Test
    void asksTheStoreOnceInThreeSeconds() {
        Secret secret = stored("deploy-bot", null);
        for (int i = 0; i < 5; i++) {
            assertThat(find(secret)).isPresent();
        }
        assertThat(lookedUp).hasSize(1);

        clock.pass(RecentAnswers.MEMORY);
        assertThat(find(secret)).isPresent();
        assertThat(lookedUp).hasSize(2);
    }

    @Test
    void whatAnotherReplicaDeletedEndsAfterThreeSeconds() {
        Secret secret = stored("deploy-bot", null);
        assertThat(find(secret)).isPresent();
        stored.clear();

        clock.pass(RecentAnswers.MEMORY.minusMillis(1));
        assertThat(find(secret)).isPresent();
        clock.pass(Duration.ofMillis(1));
        assertThat(find(secret)).isEmpty();
    }

    @Test
    void whatThisReplicaDeletedEndsAtOnce() {
        Secret secret = stored("deploy-bot", null);
        assertThat(find(secret)).isPresent();
        stored.clear();
        known.forgetAll();

        assertThat(find(secret)).isEmpty();
    }

    @Test
    void aTokenExpiresAtItsInstantAlsoWhileItIsRemembered() {
        Secret secret = stored("deploy-bot", START.plusSeconds(2));
        assertThat(find(secret)).isPresent();

        clock.pass(Duration.ofSeconds(2).minusNanos(1));
        assertThat(find(secret)).isPresent();
        clock.pass(Duration.ofNanos(1));
        assertThat(find(secret)).isEmpty();
    }

    @Test
    void aNewTokenIsKnownAlthoughItWasAskedForBefore() {
        Secret secret = ApiToken.newSecret(random);
        assertThat(find(secret)).isEmpty();
        stored.put(Sha256.of(secret).hex(), token("late", null));

        assertThat(find(secret)).isPresent();
    }

    @Test
    void aClockThatWasPutBackProlongsNothing() {
        Secret secret = stored("deploy-bot", null);
        assertThat(find(secret)).isPresent();
        stored.clear();
        clock.pass(Duration.ofHours(-1));

        assertThat(find(secret)).isEmpty();
    }

    @Test
    void whatHasNotTheFormOfATokenIsNotLookedUp() {
        for (String other : List.of("", "tocsin_", "tocsin_short", "xoxb-1", "tocsin_" + "a".repeat(44),
                "eyJhbGciOiJSUzI1NiJ9.e30.x")) {
            assertThat(find(Secret.of(other))).isEmpty();
        }
        assertThat(lookedUp).isEmpty();
    }

    @Test
    void aFailureToFindOutIsNotANo() {
        KnownTokens away = new KnownTokens(digest -> Uni.createFrom().failure(new IllegalStateException("away")), clock);

        assertThatThrownBy(() -> away.find(ApiToken.newSecret(random), STRANGER).await().indefinitely()).hasMessage("away");
    }

    /** What was found lately has its own places, and so has who comes from elsewhere. */
    @Test
    void aFloodOfMadeUpTokensKeepsNobodyElseOut() {
        AtomicBoolean isSlow = new AtomicBoolean();
        KnownTokens known = new KnownTokens(digest -> isSlow.get() && !stored.containsKey(digest.hex())
                ? Uni.createFrom().nothing()
                : lookUp(digest), clock);
        Secret foundLately = stored("deploy-bot", null);
        Secret neverSeen = stored("new-bot", null);
        assertThat(known.find(foundLately, STRANGER).await().indefinitely()).isPresent();
        isSlow.set(true);
        clock.pass(RecentAnswers.MEMORY);
        for (int i = 0; i < 200; i++) {
            known.find(ApiToken.newSecret(random), STRANGER).subscribe().with(ignored -> {
            }, busy -> {
            });
        }

        assertThatThrownBy(() -> known.find(ApiToken.newSecret(random), STRANGER).await().indefinitely())
                .isInstanceOf(RecentAnswers.Busy.class);
        assertThat(known.find(foundLately, STRANGER).await().indefinitely()).isPresent();
        assertThat(known.find(neverSeen, SocketAddress.inetSocketAddress(1, "198.51.100.7")).await().indefinitely())
                .isPresent();
    }

    @Test
    void looksUpOnlySoManyAtATimeWhereverTheyComeFrom() {
        KnownTokens slow = new KnownTokens(digest -> Uni.createFrom().nothing(), clock);
        for (int i = 0; i < LookUpPlaces.MOST_OF_UNKNOWN; i++) {
            slow.find(ApiToken.newSecret(random), SocketAddress.inetSocketAddress(1, "192.0.2." + i)).subscribe()
                    .with(ignored -> {
                    });
        }

        assertThatThrownBy(() -> slow.find(ApiToken.newSecret(random), STRANGER).await().indefinitely())
                .isInstanceOf(RecentAnswers.Busy.class);
    }

    @Test
    void eachLookUpGivesItsPlaceBackHoweverItEnds() {
        KnownTokens failing = new KnownTokens(digest -> {
            throw new IllegalStateException("away");
        }, clock);
        for (int i = 0; i < 200; i++) {
            assertThat(find(ApiToken.newSecret(random))).isEmpty();
            assertThatThrownBy(() -> failing.find(ApiToken.newSecret(random), STRANGER).await().indefinitely())
                    .hasMessage("away");
            failing.find(ApiToken.newSecret(random), STRANGER);
        }
    }

    @Test
    void rememberingHasABound() {
        Secret first = stored("first", null);
        assertThat(find(first)).isPresent();
        for (int i = 0; i < RecentAnswers.MOST_REMEMBERED; i++) {
            find(stored("other", null));
        }
        lookedUp.clear();

        assertThat(find(first)).isPresent();
        assertThat(lookedUp).hasSize(1);
    }

    @Test
    void newTokensAreOfOurFormAndNoneIsLikeAnother() {
        Secret one = ApiToken.newSecret(random);
        Secret other = ApiToken.newSecret(random);

        assertThat(one.reveal()).startsWith("tocsin_").hasSize(50).isNotEqualTo(other.reveal());
        assertThat(ApiToken.isOfOurForm(one)).isTrue();
    }

    private Optional<ApiToken> find(Secret secret) {
        return known.find(secret, STRANGER).await().indefinitely();
    }

    private Uni<Optional<ApiToken>> lookUp(Sha256 digest) {
        return Uni.createFrom().item(() -> {
            lookedUp.add(digest);
            return Optional.ofNullable(stored.get(digest.hex()));
        });
    }

    private Secret stored(String name, Instant expiresAt) {
        Secret secret = ApiToken.newSecret(random);
        stored.put(Sha256.of(secret).hex(), token(name, expiresAt));
        return secret;
    }

    private static ApiToken token(String name, Instant expiresAt) {
        return new ApiToken(1, name, Role.EDITOR, "admin", START, expiresAt, null);
    }

}
