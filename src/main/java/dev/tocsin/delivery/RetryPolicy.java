package dev.tocsin.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

import dev.tocsin.chat.Form;
import dev.tocsin.chat.Outcome;
import dev.tocsin.chat.Outcome.Delivered;
import dev.tocsin.chat.Outcome.Fault;
import dev.tocsin.chat.Outcome.Rejected;
import dev.tocsin.chat.Outcome.RetryAfter;
import dev.tocsin.configuration.workspaces.RefusedCredentials;
import dev.tocsin.delivery.Settlement.ShutBecause;
import dev.tocsin.delivery.Settlement.Try;

/**
 * Decides what follows from a try.
 *
 * <p>
 * A failure is mostly the destination's, so it pauses the lane, which keeps the order. A delivery that goes on failing
 * steps aside, so that one message that a destination chokes on does not hold up the others for ever.
 */
final class RetryPolicy {

    private static final Duration HOLD = Duration.ofSeconds(3);

    private final DeliveryConfig config;
    private final RandomGenerator random;

    RetryPolicy(DeliveryConfig config, RandomGenerator random) {
        this.config = config;
        this.random = random;
    }

    Settlement settle(Claim claim, Outcome outcome, Instant startedAt, Duration took) {
        if (outcome instanceof Delivered delivered) {
            return delivered(claim, delivered,
                    new Try(startedAt, took, AttemptResult.DELIVERED, delivered.status(), delivered.remark()));
        }
        if (outcome instanceof Rejected rejected) {
            return rejected(claim, rejected,
                    new Try(startedAt, took, AttemptResult.REJECTED, rejected.status(), Optional.of(rejected.told()),
                            rejected.unsent()));
        }
        RetryAfter retry = (RetryAfter) outcome;
        AttemptResult result = retry.rateLimited() ? AttemptResult.RATE_LIMITED : AttemptResult.FAILED;
        return retry(claim, retry, new Try(startedAt, took, result, retry.status(), Optional.of(told(retry)), retry.unsent()));
    }

    /** A delivery during which the process ended too often is suspected of ending it. */
    Settlement buried(Claim claim, Instant now) {
        String reason = "the process ended %d times while sending this".formatted(claim.interruptions());
        return dead(claim, reason, new Try(now, Duration.ZERO, AttemptResult.INTERRUPTED, 0, Optional.of(reason)));
    }

    private static Settlement delivered(Claim claim, Delivered outcome, Try attempt) {
        return new Settlement(claim, DeliveryState.DELIVERED, claim.form(), claim.failures(), 0, Duration.ZERO, Duration.ZERO,
                Optional.empty(), outcome.reference(), attempt);
    }

    private Settlement rejected(Claim claim, Rejected outcome, Try attempt) {
        if (outcome.fault() == Fault.ROOT || outcome.fault() == Fault.THREAD) {
            return elsewhereNext(claim, outcome, attempt);
        }
        if (outcome.fault() == Fault.CONTENT) {
            return claim.form() == Form.FULL ? plainNext(claim, outcome, attempt) : dead(claim, outcome.told(), attempt);
        }
        boolean isTheWorkspaces = outcome.fault() == Fault.CREDENTIAL
                && RefusedCredentials.isOfAWorkspace(claim.address().sealedFor());
        return isTheWorkspaces ? shutOut(claim, outcome, attempt) : shut(claim, outcome, attempt);
    }

    /** Nothing is wrong with the message, nor with the destination. */
    private static Settlement elsewhereNext(Claim claim, Rejected outcome, Try attempt) {
        return new Settlement(claim, DeliveryState.PENDING, claim.form(), claim.failures(), 0, Duration.ZERO, Duration.ZERO,
                Optional.of(outcome.told() + "; next try in another place"), Optional.empty(), attempt);
    }

    private static Settlement plainNext(Claim claim, Rejected outcome, Try attempt) {
        return new Settlement(claim, DeliveryState.PENDING, Form.PLAIN, claim.failures(), 0, Duration.ZERO, Duration.ZERO,
                Optional.of(outcome.told() + "; next try in plain form"), Optional.empty(), attempt);
    }

    /**
     * Nothing is wrong with the message: all that is for the destination waits, and its oldest delivery tries now and then
     * whether it is open again. A webhook's credential is its URL, and so a matter of the destination.
     */
    private Settlement shut(Claim claim, Rejected outcome, Try attempt) {
        return new Settlement(claim, DeliveryState.PENDING, claim.form(), claim.failures(), claim.laneFailures() + 1,
                Duration.ZERO, untilTheNextLook(), Optional.of(outcome.told()), Optional.empty(), attempt,
                Optional.of(new ShutBecause(outcome.reason(), outcome.advice())));
    }

    /** Nothing is wrong with the message, and it does not grow too old for it: the lane waits until we are let in again. */
    private Settlement shutOut(Claim claim, Rejected outcome, Try attempt) {
        int laneFailures = claim.laneFailures() + 1;
        return new Settlement(claim, DeliveryState.PENDING, claim.form(), claim.failures(), laneFailures, Duration.ZERO,
                backoff(laneFailures, config.longestPause()), Optional.of(outcome.told()), Optional.empty(), attempt);
    }

    private Settlement retry(Claim claim, RetryAfter outcome, Try attempt) {
        if (claim.age().compareTo(config.giveUpAfter()) > 0) {
            return dead(claim, "given up after %s: %s".formatted(readable(config.giveUpAfter()), told(outcome)), attempt);
        }
        return outcome.rateLimited() ? rateLimited(claim, outcome, attempt) : failed(claim, outcome, attempt);
    }

    /** Too fast is no failure of the message: the lane waits as long as it is told, and nothing is counted. */
    private Settlement rateLimited(Claim claim, RetryAfter outcome, Try attempt) {
        return new Settlement(claim, DeliveryState.PENDING, claim.form(), claim.failures(), claim.laneFailures(), Duration.ZERO,
                outcome.delay().map(this::clamped).orElse(config.backoff()), Optional.of(told(outcome)), Optional.empty(),
                attempt);
    }

    private Settlement failed(Claim claim, RetryAfter outcome, Try attempt) {
        int failures = claim.failures() + 1;
        int laneFailures = claim.laneFailures() + 1;
        Duration pause = outcome.delay().map(this::clamped).orElseGet(() -> backoff(laneFailures, config.longestPause()));
        Duration stepAside = failures < config.stepAsideAfter() ? Duration.ZERO : backoff(failures, config.longestBackoff());
        return new Settlement(claim, DeliveryState.PENDING, claim.form(), failures, laneFailures, stepAside, pause,
                Optional.of(told(outcome)), Optional.empty(), attempt);
    }

    private static Settlement dead(Claim claim, String reason, Try attempt) {
        return new Settlement(claim, DeliveryState.DEAD, claim.form(), claim.failures(), 0, Duration.ZERO, Duration.ZERO,
                Optional.of(reason), Optional.empty(), attempt);
    }

    private static String told(RetryAfter outcome) {
        return outcome.ambiguous() ? outcome.reason() + "; it may have arrived" : outcome.reason();
    }

    private Duration clamped(Duration asked) {
        if (asked.compareTo(config.backoff()) < 0) {
            return config.backoff();
        }
        return asked.compareTo(config.longestRetryAfter()) > 0 ? config.longestRetryAfter() : asked;
    }

    /** Doubles with each failure up to the longest; half of it is random, so that lanes do not march in step. */
    private Duration backoff(int failures, Duration longest) {
        long doubled = config.backoff().toMillis() << Math.min(failures - 1, 30);
        long most = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
    }

    /** Less up to a tenth of it by chance, so that destinations that shut together are not all tried together. */
    private Duration untilTheNextLook() {
        long period = config.tryShutEvery().toMillis();
        return Duration.ofMillis(period - random.nextLong(period / 10 + 1));
    }

    /** How long a lane is left alone whose host takes no more; partly by chance, so that they do not come back together. */
    Duration hold() {
        return HOLD.plusMillis(random.nextLong(HOLD.toMillis()));
    }

    private static String readable(Duration duration) {
        return duration.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
    }
}
