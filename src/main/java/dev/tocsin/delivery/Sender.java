package dev.tocsin.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.chat.Chats;
import dev.tocsin.chat.Destination;
import dev.tocsin.chat.Outcome;
import dev.tocsin.chat.Outcome.RetryAfter;
import dev.tocsin.chat.Posting;
import dev.tocsin.secret.SecretSealer;
import dev.tocsin.secret.UnopenableSecret;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/** Makes a claimed delivery a posting and posts it. Whatever goes wrong is an outcome. */
@ApplicationScoped
class Sender {

    private final Meaning meaning;
    private final Chats chats;
    private final SecretSealer sealer;
    private final DeliveryConfig config;
    private final Clock clock;

    Sender(Meaning meaning, Chats chats, SecretSealer sealer, DeliveryConfig config, Clock clock) {
        this.meaning = meaning;
        this.chats = chats;
        this.sealer = sealer;
        this.config = config;
        this.clock = clock;
    }

    Uni<Outcome> send(Claim claim) {
        return Uni.createFrom().deferred(() -> post(claim)).onFailure().recoverWithItem(failure -> ours(claim, failure));
    }

    private Uni<Outcome> post(Claim claim) {
        Posting posting = new Posting(claim.deliveryId(), meaning.of(claim.message()), claim.form(), lateSince(claim));
        Destination destination = open(claim.address());
        return chats.forKind(destination.kind()).orElseThrow().post(destination, posting);
    }

    private Destination open(Claim.Address address) {
        return new Destination(address.kind(), address.address(),
                sealer.open(address.credentialSealed(), address.sealedFor()));
    }

    private Optional<Instant> lateSince(Claim claim) {
        Instant published = claim.message().publishedAt();
        return Optional.of(published).filter(since -> since.plus(config.lateAfter()).isBefore(clock.instant()));
    }

    /** A fault of ours is not the message's end: it is tried again, so that a repair brings it through. */
    private static Outcome ours(Claim claim, Throwable failure) {
        if (failure instanceof UnopenableSecret) {
            return new RetryAfter(0, failure.getMessage(), Optional.empty(), false, false);
        }
        Log.errorf(failure, "Cannot send delivery=%d configuration=%s", claim.deliveryId(), claim.configurationName());
        return new RetryAfter(0, "internal error: " + failure.getClass().getSimpleName(), Optional.empty(), false, false);
    }
}
