package dev.tocsin.silence;

import java.time.Duration;
import java.util.Optional;

import dev.tocsin.delivery.DeliveryState;
import dev.tocsin.silence.CanaryStore.Canary;

/** What follows from how a canary stands. */
sealed interface CanaryVerdict {

    /** After which it is not looked for any more: tomorrow's goes then. */
    Duration LOST_AFTER = Duration.ofHours(23);
    Duration SOON = Duration.ofSeconds(2);
    Duration LATE = Duration.ofSeconds(30);

    /**
     * How its delivery stands.
     *
     * @param state in the word of the deliveries
     * @param reference names the message in the chat, if it stands there by itself
     * @param because what it waits for, or why it failed
     */
    record Arrived(String state, Optional<String> reference, Optional<String> because) {

        boolean is(DeliveryState other) {
            return other.name().equals(state);
        }
    }

    /** It is under way, and in time. */
    record UnderWay(Duration lookAgainAfter) implements CanaryVerdict {
    }

    /** It has gone the whole way. What is left of it in the chat is to be taken away. */
    record Passed(Optional<String> reference) implements CanaryVerdict {
    }

    /**
     * It has not gone the whole way in time.
     *
     * @param isOver whether nothing of it can come any more
     */
    record Failed(String why, boolean isOver) implements CanaryVerdict {
    }

    static CanaryVerdict of(Canary canary, Optional<Arrived> arrived, Duration within) {
        if (arrived.filter(one -> one.is(DeliveryState.DELIVERED)).isPresent()) {
            return new Passed(arrived.get().reference());
        }
        if (arrived.filter(one -> one.is(DeliveryState.DEAD)).isPresent()) {
            return new Failed("it arrived and was given up: " + because(arrived.get()), true);
        }
        if (canary.age().compareTo(within) < 0) {
            return new UnderWay(SOON);
        }
        boolean isLost = canary.age().compareTo(LOST_AFTER) > 0;
        return arrived.map(one -> new Failed("it arrived and is not posted: " + because(one), isLost))
                .orElseGet(() -> new Failed(notArrived(canary), isLost || !canary.isPublished()));
    }

    private static String because(Arrived arrived) {
        return arrived.because().orElse("its history may say why");
    }

    private static String notArrived(Canary canary) {
        String topic = canary.topicArn().orElse("no topic");
        return canary.isPublished()
                ? "SNS took it for the topic " + topic + canary.messageId().map(id -> " as " + id).orElse("")
                        + ", and it has not arrived"
                : "SNS did not take it for the topic " + topic + ": " + canary.fault().orElse("nothing says why");
    }
}
