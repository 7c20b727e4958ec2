package dev.tocsin.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.chat.ActionButtons;
import dev.tocsin.chat.Chat;
import dev.tocsin.chat.Chats;
import dev.tocsin.chat.Destination;
import dev.tocsin.chat.Life;
import dev.tocsin.chat.Outcome;
import dev.tocsin.chat.Outcome.Delivered;
import dev.tocsin.chat.Outcome.Fault;
import dev.tocsin.chat.Outcome.Rejected;
import dev.tocsin.chat.Outcome.RetryAfter;
import dev.tocsin.chat.Outcome.Unsent;
import dev.tocsin.chat.Posting;
import dev.tocsin.configuration.workspaces.RefusedCredentials;
import dev.tocsin.context.NoticeContext;
import dev.tocsin.notice.Notice;
import dev.tocsin.secret.UnopenableSecret;
import io.quarkus.arc.All;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Makes a claimed delivery a posting and posts it. Whatever goes wrong is an outcome. */
@ApplicationScoped
class Sender {

    private final Meaning meaning;
    private final NoticeContext context;
    private final Chats chats;
    private final RefusedCredentials refused;
    private final OpenCredentials credentials;
    private final DeliveryConfig config;
    private final List<MarkedPosts> marked;
    private final ActionButtons buttons;

    Sender(Meaning meaning, NoticeContext context, Chats chats, RefusedCredentials refused, OpenCredentials credentials,
            DeliveryConfig config, @All List<MarkedPosts> marked, ActionButtons buttons) {
        this.context = context;
        this.meaning = meaning;
        this.chats = chats;
        this.refused = refused;
        this.credentials = credentials;
        this.config = config;
        this.marked = List.copyOf(marked);
        this.buttons = buttons;
    }

    Uni<Outcome> send(Claim claim) {
        return send(claim, Optional.empty(), Life.NONE);
    }

    /**
     * @param known what it means, if its caller had to ask
     * @param life what it shows beside that
     */
    Uni<Outcome> send(Claim claim, Optional<Notice> known, Life life) {
        return unlessItEnds(claim,
                () -> send(claim, () -> posting(claim, known.orElseGet(() -> meaning.of(claim.message()))).with(life)));
    }

    /** Shows it by changing a message that is there already. */
    Uni<Outcome> change(Claim claim, String reference, Optional<Notice> known, Life life) {
        return told(claim, Uni.createFrom().deferred(() -> {
            Destination destination = open(claim.address());
            Chat chat = chats.forKind(destination.kind()).orElseThrow();
            Notice told = known.orElseGet(() -> meaning.of(claim.message()));
            return buttons.offered(posting(claim, context.now(told)).with(life), chat, claim.laneId(), told)
                    .chain(posting -> chat.change(destination, reference, posting));
        }).map(change -> ChangeOutcome.of(change, reference)));
    }

    /**
     * A canary may end before the post. What goes to a destination that is shut finds out whether it is still, whatever it is.
     */
    private Uni<Outcome> unlessItEnds(Claim claim, Supplier<Uni<Outcome>> sending) {
        Optional<UUID> mark = CanaryMessage.mark(claim.message());
        if (mark.isEmpty() || marked.isEmpty()) {
            return sending.get();
        }
        return Multi.createFrom().iterable(marked)
                .onItem().transformToUniAndConcatenate(one -> one.endsBecause(mark.get(), claim.laneId(), claim.deliveryId()))
                .collect().asList()
                .map(all -> all.stream().flatMap(Optional::stream).findFirst().filter(because -> !claim.address().isShut()))
                .chain(because -> because.isPresent()
                        ? Uni.createFrom().<Outcome> item(new Delivered(0, Optional.empty(), because))
                        : sending.get())
                .onFailure().recoverWithItem(failure -> ours(claim, failure));
    }

    private Posting posting(Claim claim, Notice notice) {
        return new Posting(claim.deliveryId(), notice, claim.form(), lateSince(claim));
    }

    /** @param claim for whose destination it is */
    Uni<Outcome> send(Claim claim, Supplier<Posting> posting) {
        return told(claim, Uni.createFrom().deferred(() -> post(claim, posting.get())));
    }

    private Uni<Outcome> told(Claim claim, Uni<Outcome> sending) {
        return sending.onFailure().recoverWithItem(failure -> ours(claim, failure))
                .call(outcome -> outcome instanceof Rejected rejected && rejected.fault() == Fault.CREDENTIAL
                        ? shutOut(claim, rejected)
                        : Uni.createFrom().voidItem());
    }

    /** The server that the delivery would be posted to; empty if that cannot be found out, which sending will tell. */
    String host(Claim claim) {
        try {
            Destination destination = open(claim.address());
            return chats.forKind(destination.kind()).map(chat -> chat.host(destination)).orElse("");
        } catch (UnopenableSecret sealed) {
            return "";
        }
    }

    /** Before the lane is free again, so that it waits for the workspace from now on. */
    private Uni<Void> shutOut(Claim claim, Rejected rejected) {
        return refused.note(claim.address().sealedFor(), claim.address().credentialSealed(), rejected.reason());
    }

    private Uni<Outcome> post(Claim claim, Posting bare) {
        Destination destination = open(claim.address());
        Chat chat = chats.forKind(destination.kind()).orElseThrow();
        return buttons.offered(bare.of(context.now(bare.notice())), chat, claim.laneId(), bare.notice())
                .chain(posting -> chat.post(destination, posting));
    }

    /**
     * What became of it if an earlier try had posted it though nobody heard of it; empty too if that cannot be found out, or
     * not in time.
     */
    Uni<Optional<Outcome>> postedBefore(Claim claim, Optional<Notice> known, Life life, Duration patience) {
        return Uni.createFrom().deferred(() -> look(claim, known, life)).ifNoItem().after(patience).fail()
                .onFailure().recoverWithItem(failure -> {
                    Log.infof("Not found out whether it was posted before: delivery=%d configuration=%s", claim.deliveryId(),
                            claim.configurationName());
                    return Optional.empty();
                }).map(found -> found.map(Sender::arrivedBefore));
    }

    private Uni<Optional<String>> look(Claim claim, Optional<Notice> known, Life life) {
        Optional<Instant> since = claim.living().mayBeThereSince();
        Optional<Chat> chat = chats.forKind(claim.address().kind()).filter(Chat::isLive);
        return since.isEmpty() || chat.isEmpty() ? Uni.createFrom().item(Optional.empty())
                : chat.get().find(open(claim.address()),
                        posting(claim, known.orElseGet(() -> meaning.of(claim.message()))).with(life), since.get());
    }

    private static Outcome arrivedBefore(String reference) {
        return new Delivered(200, Optional.of(reference),
                Optional.of("an earlier try had posted it, so it was not posted again"));
    }

    private Destination open(Claim.Address address) {
        return new Destination(address.kind(), address.address(), credentials.of(address));
    }

    /** By the database's clock, which all replicas share. */
    private Optional<Instant> lateSince(Claim claim) {
        Instant published = claim.message().publishedAt();
        return Optional.of(published).filter(since -> since.plus(config.lateAfter()).isBefore(claim.claimedAt()));
    }

    /** A fault of ours is not the message's end: it is tried again, so that a repair brings it through. */
    private static Outcome ours(Claim claim, Throwable failure) {
        if (failure instanceof UnopenableSecret) {
            return RetryAfter.unsent(Unsent.NO_KEY, failure.getMessage());
        }
        Log.errorf(failure, "Cannot send delivery=%d configuration=%s", claim.deliveryId(), claim.configurationName());
        return RetryAfter.unsent(Unsent.INTERNAL_ERROR, "internal error: " + failure.getClass().getSimpleName());
    }
}
