package dev.tocsin.sns;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.configuration.HeardTopics;
import dev.tocsin.delivery.Intake;
import dev.tocsin.delivery.Notification;
import dev.tocsin.delivery.Overloaded;
import dev.tocsin.delivery.Receipt;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/** Takes an SNS message from its bytes to its commit; the cheap checks come first. */
@ApplicationScoped
class SnsMessages {

    private final HeardTopics topics;
    private final SigningCertificates certificates;
    private final SignatureVerifier verifier;
    private final SubscriptionConfirmation confirmation;
    private final Subscriptions subscriptions;
    private final LastMessages lastMessages;
    private final Intake intake;

    SnsMessages(HeardTopics topics, SigningCertificates certificates, SignatureVerifier verifier,
            SubscriptionConfirmation confirmation, Subscriptions subscriptions,
            LastMessages lastMessages, Intake intake) {
        this.topics = topics;
        this.certificates = certificates;
        this.verifier = verifier;
        this.confirmation = confirmation;
        this.subscriptions = subscriptions;
        this.lastMessages = lastMessages;
        this.intake = intake;
    }

    /** Fails with {@link Refused}, whatever the cause. */
    Uni<Receipt> take(Envelope envelope) {
        return requireHeard(envelope)
                .invoke(() -> verifier.requireFresh(envelope))
                .chain(() -> verify(envelope))
                .chain(() -> handle(envelope))
                .onFailure(failure -> !(failure instanceof Refused)).transform(SnsMessages::ours);
    }

    /** Any AWS account can subscribe our address to a topic of its own, and SNS will sign it. */
    private Uni<Void> requireHeard(Envelope envelope) {
        return topics.isHeard(envelope.topic().toString()).invoke(heard -> {
            if (!heard) {
                throw new Refused(Reason.UNKNOWN_TOPIC, "no configuration names " + envelope.topic()
                        + "; add it to the snsTopicArns of one, then subscribe again");
            }
        }).replaceWithVoid();
    }

    private Uni<Void> verify(Envelope envelope) {
        return certificates.get(CertificateUrl.of(envelope.topic(), envelope.signingCertUrl()))
                .invoke(certificate -> verifier.verify(envelope, certificate))
                .replaceWithVoid();
    }

    private Uni<Receipt> handle(Envelope envelope) {
        return switch (envelope.type()) {
            case Notification -> store(envelope).invoke(() -> lastMessages.note(envelope.topic().toString()));
            case SubscriptionConfirmation -> confirmation.confirm(envelope.topic(), envelope.token().orElseThrow())
                    .chain(state -> remember(state)).chain(() -> store(envelope));
            case UnsubscribeConfirmation -> remember(SubscriptionState.removed(envelope.topic()))
                    .chain(() -> store(envelope));
        };
    }

    private Uni<Void> remember(SubscriptionState state) {
        Log.infof("Subscription topic=%s state=%s %s", state.topic(), state.state(), state.reason().orElse(""));
        return subscriptions.remember(state);
    }

    private Uni<Receipt> store(Envelope envelope) {
        return intake.accept(new Notification(envelope.topic().toString(), envelope.id(), envelope.type(), envelope.subject(),
                envelope.message(), Map.copyOf(envelope.attributes()), envelope.publishedAt()));
    }

    private static Refused ours(Throwable failure) {
        if (failure instanceof Overloaded) {
            return new Refused(Reason.OVERLOADED, "too much is waiting to be stored; come again");
        }
        Log.warnf("Cannot store a message: %s", failure.getClass().getSimpleName());
        return new Refused(Reason.UNAVAILABLE, "the message cannot be stored now; come again");
    }
}
