package dev.tocsin.sns.subscription;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.aws.AwsFault;
import dev.tocsin.aws.AwsFault.Kind;
import dev.tocsin.sns.SnsConfig;
import dev.tocsin.sns.SnsConfig.Subscribe;
import dev.tocsin.sns.subscription.Finding.Next;
import dev.tocsin.sns.subscription.SubscriptionState.State;
import dev.tocsin.sns.subscription.SubscriptionsAtAws.Listed;
import io.smallrye.mutiny.Uni;

/** Compares one topic's subscription with what it should be, and repairs it as far as we may. Never fails. */
@ApplicationScoped
class SubscriptionCheck {

    static final String NEVER = "Tocsin is told not to subscribe topics itself (tocsin.sns.subscribe=never); subscribe it by "
            + "the command in the topic's instructions";
    static final String NO_CREDENTIALS = "Tocsin has found no AWS credentials; give it a role, or subscribe the topic by the "
            + "command in its instructions";
    private static final String NOBODY = "No configuration names this topic any more, but its subscription is still there, and "
            + "what it brings is refused. ";
    private static final String AT_ONCE = "SNS was asked and sends its confirmation to ";
    private static final String AGAIN = "SNS's confirmation has not arrived. Can the internet reach ";
    private static final String REMOVED = "The subscription was deleted at AWS and has been asked for again; SNS sends its "
            + "confirmation to ";
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final SubscriptionsAtAws aws;
    private final SubscriptionAttributes attributes;
    private final OurEndpoint endpoint;
    private final SnsConfig config;

    SubscriptionCheck(SubscriptionsAtAws aws, SubscriptionAttributes attributes, OurEndpoint endpoint, SnsConfig config) {
        this.aws = aws;
        this.attributes = attributes;
        this.endpoint = endpoint;
        this.config = config;
    }

    Uni<Finding> check(KnownTopic topic) {
        Optional<String> obstacle = config.subscribe() == Subscribe.NEVER ? Optional.of(NEVER) : endpoint.objection();
        if (obstacle.isPresent()) {
            return Uni.createFrom().item(byHand(topic, obstacle.get()));
        }
        return aws.hasCredentials()
                .chain(found -> found ? withCredentials(topic) : Uni.createFrom().item(byHand(topic, NO_CREDENTIALS)));
    }

    private Uni<Finding> withCredentials(KnownTopic topic) {
        return (topic.isHeard() ? compare(topic) : drop(topic))
                .onFailure().recoverWithItem(failure -> notNow(topic, failure));
    }

    /** What SNS's messages have told stands; what is missing is for people to do. */
    private static Finding byHand(KnownTopic topic, String obstacle) {
        if (!topic.isHeard()) {
            return nobodyHears(topic, obstacle);
        }
        boolean works = topic.state() == State.CONFIRMED;
        boolean hasReason = topic.state() == State.FAILED || topic.state() == State.REMOVED_AT_AWS;
        return Finding.unchanged(topic,
                works ? Optional.empty() : hasReason && topic.reason().isPresent() ? topic.reason() : Optional.of(obstacle),
                List.of(), Next.PERIOD);
    }

    private static Finding nobodyHears(KnownTopic topic, String why) {
        boolean isOver = hasNothingToEnd(topic) || topic.unheardFor().orElseThrow().compareTo(REMEMBERED) > 0;
        return isOver ? Finding.settled(topic)
                : Finding.unchanged(topic, Optional.of(NOBODY + why), List.of(), Next.BACKOFF);
    }

    private Uni<Finding> drop(KnownTopic topic) {
        if (hasNothingToEnd(topic)) {
            return Uni.createFrom().item(Finding.settled(topic));
        }
        return aws.unsubscribe(topic.arn(), topic.subscriptionArn().get()).replaceWith(Finding.settled(topic))
                .onFailure(SubscriptionCheck::isGone).recoverWithItem(Finding.settled(topic))
                .onFailure(AwsFault.class).recoverWithItem(fault -> nobodyHears(topic, fault.getMessage()));
    }

    /** SNS itself forgets what nobody confirms. */
    private static boolean hasNothingToEnd(KnownTopic topic) {
        return topic.subscriptionArn().isEmpty() || topic.state() == State.PENDING_CONFIRMATION;
    }

    private Uni<Finding> compare(KnownTopic topic) {
        return aws.of(topic.arn()).map(listed -> new Look(listed, Optional.empty()))
                .onFailure(failure -> isOf(failure, Kind.DENIED)).recoverWithItem(Look::denied)
                .chain(look -> compare(topic, look));
    }

    private Uni<Finding> compare(KnownTopic topic, Look look) {
        Optional<String> confirmed = look.listed.stream()
                .filter(one -> one.isConfirmed() && endpoint.protocol().equals(one.protocol()) && endpoint.is(one.endpoint()))
                .map(Listed::subscriptionArn).findFirst();
        if (confirmed.isPresent()) {
            return confirmed(topic, confirmed.get(), look);
        }
        if (topic.state() == State.CONFIRMED && look.denied.isPresent()) {
            return Uni.createFrom().item(Finding.unchanged(topic, Optional.empty(), List.of(
                    "It cannot be compared with AWS: " + look.denied.get()), Next.BACKOFF));
        }
        return aws.subscribe(topic.arn(), endpoint).chain(arn -> subscribed(topic, arn, look));
    }

    /** SNS answers a confirmed subscription that is there already, so it was only missing in what we have read of the list. */
    private Uni<Finding> subscribed(KnownTopic topic, String arn, Look look) {
        if (topic.state() == State.CONFIRMED && topic.subscriptionArn().filter(arn::equals).isPresent()) {
            return confirmed(topic, arn, look);
        }
        return Uni.createFrom().item(Finding.pending(arn, why(topic), earlierAddresses(topic, look))
                .warning(look.denied.map(denied -> "It cannot be compared with AWS: " + denied)));
    }

    private Uni<Finding> confirmed(KnownTopic topic, String arn, Look look) {
        return attributes.repair(topic.arn(), arn)
                .map(warnings -> Finding.confirmed(arn, and(warnings, earlierAddresses(topic, look))));
    }

    private String why(KnownTopic topic) {
        return switch (topic.state()) {
            case CONFIRMED, REMOVED_AT_AWS -> REMOVED + endpoint.text();
            case PENDING_CONFIRMATION -> AGAIN + endpoint.text() + "? It has been asked to confirm again";
            case REQUESTED, FAILED -> AT_ONCE + endpoint.text();
        };
    }

    private List<String> earlierAddresses(KnownTopic topic, Look look) {
        return look.listed.stream().filter(one -> one.isConfirmed() && endpoint.looksLikeAnEarlierOne(one.endpoint()))
                .map(one -> "There is also the subscription " + one.subscriptionArn() + " to " + one.endpoint()
                        + ", which looks like an earlier address of Tocsin. If it is: aws sns unsubscribe --region "
                        + topic.arn().region() + " --subscription-arn " + one.subscriptionArn())
                .toList();
    }

    private static Finding notNow(KnownTopic topic, Throwable failure) {
        boolean isTopicGone = isOf(failure, Kind.NOT_FOUND);
        if (topic.state() == State.CONFIRMED && !isTopicGone) {
            return Finding.unchanged(topic, Optional.empty(), List.of("It cannot be compared with AWS: " + words(failure)),
                    Next.BACKOFF);
        }
        return Finding.failed(topic, isTopicGone ? "The topic does not exist: " + words(failure)
                : words(failure)
                        + (isOf(failure, Kind.DENIED) ? ". The policies that allow it are in the topic's instructions" : ""));
    }

    private static String words(Throwable failure) {
        return failure instanceof AwsFault ? failure.getMessage() : "Tocsin failed: " + failure.getClass().getSimpleName();
    }

    private static boolean isGone(Throwable failure) {
        return isOf(failure, Kind.NOT_FOUND) || isOf(failure, Kind.REFUSED);
    }

    private static boolean isOf(Throwable failure, Kind kind) {
        return failure instanceof AwsFault fault && fault.kind() == kind;
    }

    private static List<String> and(List<String> some, List<String> more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    /** @param denied why the list is empty, if that is not because there are none */
    private record Look(List<Listed> listed, Optional<String> denied) {
        static Look denied(Throwable fault) {
            return new Look(List.of(), Optional.of(fault.getMessage()));
        }
    }
}
