package dev.tocsin.sns.subscription;

import dev.tocsin.aws.AwsFault;
import dev.tocsin.aws.AwsFault.Kind;
import dev.tocsin.aws.TopicArn;
import dev.tocsin.secret.Secret;
import dev.tocsin.sns.Refused;
import dev.tocsin.sns.SnsConfig.Subscribe;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/**
 * Confirms a subscription: signed, where there are credentials, so that nobody can undo it who merely has a message's
 * UnsubscribeURL; else, and where AWS does not let us sign, by the token alone.
 */
public final class SubscriptionConfirmation {

    private final UnsignedConfirmation unsigned;
    private final SubscriptionsAtAws aws;
    private final Subscribe subscribe;

    SubscriptionConfirmation(UnsignedConfirmation unsigned, SubscriptionsAtAws aws, Subscribe subscribe) {
        this.unsigned = unsigned;
        this.aws = aws;
        this.subscribe = subscribe;
    }

    /** Fails with {@link Refused} if SNS cannot be asked now; its own refusal is an answer. */
    public Uni<SubscriptionState> confirm(TopicArn topic, Secret token) {
        if (subscribe == Subscribe.NEVER) {
            return unsigned.confirm(topic, token);
        }
        return aws.hasCredentials().chain(found -> found ? signed(topic, token) : unsigned.confirm(topic, token));
    }

    private Uni<SubscriptionState> signed(TopicArn topic, Secret token) {
        return aws.confirm(topic, token).map(arn -> SubscriptionState.confirmed(topic, arn))
                .onFailure(SubscriptionConfirmation::isRefusal).recoverWithUni(fault -> {
                    Log.infof("Subscription topic=%s: confirming without a signature, %s", topic, fault.getMessage());
                    return unsigned.confirm(topic, token);
                })
                .onFailure(AwsFault.class).transform(fault -> UnsignedConfirmation.unavailable(fault.getMessage()));
    }

    /** Whatever AWS has against it; the answers to the unsigned request are the ones that are told apart. */
    private static boolean isRefusal(Throwable failure) {
        return failure instanceof AwsFault fault && fault.kind() != Kind.UNREACHABLE && fault.kind() != Kind.THROTTLED;
    }
}
