package dev.tocsin.sns.message;

import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.configuration.HeardTopics;
import dev.tocsin.database.DatabaseTrouble;
import dev.tocsin.delivery.CanaryMessage;
import dev.tocsin.delivery.Intake;
import dev.tocsin.delivery.Notification;
import dev.tocsin.delivery.Overloaded;
import dev.tocsin.delivery.Receipt;
import dev.tocsin.delivery.TraceId;
import dev.tocsin.quiet.RepeatedLines;
import dev.tocsin.sns.Reason;
import dev.tocsin.sns.Refused;
import dev.tocsin.sns.SnsEnvelope;
import dev.tocsin.sns.signature.CertificateUrl;
import dev.tocsin.sns.signature.SignatureVerifier;
import dev.tocsin.sns.signature.SigningCertificates;
import dev.tocsin.sns.subscription.LastMessages;
import dev.tocsin.sns.subscription.SubscriptionConfirmation;
import io.smallrye.mutiny.Uni;

/** Takes an SNS message from its bytes to its commit; the cheap checks come first. */
@ApplicationScoped
class SnsMessages {

    private final HeardTopics topics;
    private final Freshness freshness;
    private final SigningCertificates certificates;
    private final SignatureVerifier verifier;
    private final Handshakes handshakes;
    private final LastMessages lastMessages;
    private final Intake intake;
    private final RepeatedLines log;

    SnsMessages(HeardTopics topics, Freshness freshness, SigningCertificates certificates, SignatureVerifier verifier,
            Handshakes handshakes, LastMessages lastMessages, Intake intake, RepeatedLines log) {
        this.topics = topics;
        this.freshness = freshness;
        this.certificates = certificates;
        this.verifier = verifier;
        this.handshakes = handshakes;
        this.lastMessages = lastMessages;
        this.intake = intake;
        this.log = log;
    }

    /**
     * Fails with {@link Refused}, whatever the cause.
     *
     * @param trace where the request named one
     */
    Uni<Receipt> take(SnsEnvelope envelope, Optional<TraceId> trace) {
        return requireHeard(envelope)
                .chain(() -> freshness.require(envelope))
                .chain(() -> verify(envelope))
                .chain(() -> handle(envelope, notification(envelope, trace)))
                .onFailure(failure -> !(failure instanceof Refused)).transform(this::ours);
    }

    /** Any AWS account can subscribe our address to a topic of its own, and SNS will sign it. */
    private Uni<Void> requireHeard(SnsEnvelope envelope) {
        return topics.isHeard(envelope.topic().toString()).invoke(heard -> {
            if (!heard) {
                throw new Refused(Reason.UNKNOWN_TOPIC, "no configuration names " + envelope.topic()
                        + "; add it to the snsTopicArns of one, then subscribe again");
            }
        }).replaceWithVoid();
    }

    private Uni<Void> verify(SnsEnvelope envelope) {
        return certificates.get(CertificateUrl.of(envelope.topic(), envelope.signingCertUrl()), envelope.size())
                .invoke(certificate -> verifier.verify(envelope, certificate))
                .replaceWithVoid();
    }

    private Uni<Receipt> handle(SnsEnvelope envelope, Notification notification) {
        return switch (envelope.type()) {
            case Notification -> intake.accept(notification).invoke(receipt -> note(notification, receipt));
            case SubscriptionConfirmation -> handshakes.subscribed(envelope, notification);
            case UnsubscribeConfirmation -> handshakes.unsubscribed(envelope, notification);
        };
    }

    /**
     * What comes again does not show that the topic is alive: it may be somebody who has kept it. Nor does a canary, since that
     * is none of those who publish there otherwise.
     */
    private void note(Notification notification, Receipt receipt) {
        if (receipt == Receipt.COMMITTED && notification.subject().filter(CanaryMessage.SUBJECT::equals).isEmpty()) {
            lastMessages.note(notification.topicArn());
        }
    }

    /** An empty Subject is signed as such, and means none. */
    private static Notification notification(SnsEnvelope envelope, Optional<TraceId> trace) {
        return new Notification(envelope.topic().toString(), envelope.id(), envelope.type(),
                envelope.subject().filter(subject -> !subject.isEmpty()), envelope.message(), Map.copyOf(envelope.attributes()),
                envelope.publishedAt(), trace);
    }

    private Refused ours(Throwable failure) {
        if (failure instanceof Overloaded) {
            return new Refused(Reason.OVERLOADED, "too much is waiting to be stored; come again");
        }
        String why = DatabaseTrouble.words(failure);
        log.warn("not-stored-" + why, "Cannot store a message: " + why);
        return new Refused(Reason.UNAVAILABLE, "the message cannot be stored now; come again");
    }
}
