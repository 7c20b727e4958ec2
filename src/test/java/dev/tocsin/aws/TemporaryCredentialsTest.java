package dev.tocsin.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import dev.tocsin.MovingClock;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;
import software.amazon.awssdk.services.sts.model.Credentials;

class TemporaryCredentialsTest {

    private final List<CompletableFuture<Credentials>> fetches = new ArrayList<>();
    private final MovingClock clock = new MovingClock(Instant.parse("2026-11-25T12:00:00Z"));
    private final TemporaryCredentials credentials = new TemporaryCredentials(this::fetch, clock);

    @Test
    void allThatAskAtTheSameTimeShareOneFetch() {
        CompletableFuture<?> first = resolve();
        CompletableFuture<?> second = resolve();
        assertThat(fetches).hasSize(1);
        fetches.get(0).complete(givenFor(Duration.ofHours(1)));
        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
    }

    @Test
    void areFetchedAnewFiveMinutesBeforeTheyLapse() {
        resolve();
        fetches.get(0).complete(givenFor(Duration.ofHours(1)));
        clock.pass(Duration.ofMinutes(54));
        resolve();
        assertThat(fetches).hasSize(1);
        clock.pass(Duration.ofMinutes(2));
        resolve();
        assertThat(fetches).hasSize(2);
    }

    @Test
    void aFailureIsNotKept() {
        CompletableFuture<?> first = resolve();
        fetches.get(0).completeExceptionally(new IllegalStateException("STS is away"));
        CompletableFuture<?> second = resolve();
        assertThat(first).isCompletedExceptionally();
        assertThat(fetches).hasSize(2);
        assertThat(second).isNotDone();
    }

    private CompletableFuture<?> resolve() {
        return credentials.resolveIdentity(ResolveIdentityRequest.builder().build());
    }

    private CompletableFuture<Credentials> fetch() {
        fetches.add(new CompletableFuture<>());
        return fetches.get(fetches.size() - 1);
    }

    private Credentials givenFor(Duration duration) {
        return Credentials.builder().accessKeyId("ASIA").secretAccessKey("s3cr3t").sessionToken("s3cr3t")
                .expiration(clock.instant().plus(duration)).build();
    }
}
