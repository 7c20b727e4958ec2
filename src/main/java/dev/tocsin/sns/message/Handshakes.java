package dev.tocsin.sns.message;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.delivery.Intake;
import dev.tocsin.delivery.Notification;
import dev.tocsin.delivery.Receipt;
import dev.tocsin.sns.SnsEnvelope;
import dev.tocsin.sns.subscription.SubscriptionConfirmation;
import dev.tocsin.sns.subscription.SubscriptionState;
import dev.tocsin.sns.subscription.Subscriptions;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/**
 * What SNS says of the subscription itself. Whoever has kept such a message can post it again, so each has its effect once: in
 * the transaction that stores it.
 */
@ApplicationScoped
class Handshakes {

    /** The signed text of an UnsubscribeConfirmation; it has the ARN nowhere else. */
    private static final Pattern NAMED = Pattern.compile("\\bsubscription (arn:[!-~]{1,512}?)\\.?(?:\\s|$)");

    private final SubscriptionConfirmation confirmation;
    private final Subscriptions subscriptions;
    private final Intake intake;

    Handshakes(SubscriptionConfirmation confirmation, Subscriptions subscriptions, Intake intake) {
        this.confirmation = confirmation;
        this.subscriptions = subscriptions;
        this.intake = intake;
    }

    /**
     * Confirms and then stores: what was not stored, because SNS could not be asked or the process ended, comes again, and to
     * confirm twice does no harm.
     */
    Uni<Receipt> subscribed(SnsEnvelope envelope, Notification notification) {
        return intake.isStored(notification).chain(stored -> stored ? Uni.createFrom().item(Receipt.DUPLICATE)
                : confirmation.confirm(envelope.topic(), envelope.token().orElseThrow())
                        .chain(state -> store(notification, state)));
    }

    Uni<Receipt> unsubscribed(SnsEnvelope envelope, Notification notification) {
        return store(notification, SubscriptionState.removed(envelope.topic(), subscriptionNamedIn(envelope.message())));
    }

    private Uni<Receipt> store(Notification notification, SubscriptionState state) {
        return intake.accept(notification, transaction -> subscriptions.remember(transaction, state, notification.publishedAt())
                .invoke(isNews -> log(state, isNews)).replaceWithVoid());
    }

    private static void log(SubscriptionState state, boolean isNews) {
        if (isNews) {
            Log.infof("Subscription topic=%s state=%s %s", state.topic(), state.state(), state.reason().orElse(""));
        } else {
            Log.infof("Subscription topic=%s: SNS says state=%s of another subscription or of an earlier time", state.topic(),
                    state.state());
        }
    }

    static Optional<String> subscriptionNamedIn(String message) {
        Matcher named = NAMED.matcher(message);
        return named.find() ? Optional.of(named.group(1)) : Optional.empty();
    }
}
