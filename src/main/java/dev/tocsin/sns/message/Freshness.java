package dev.tocsin.sns.message;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.database.ClockConfig;
import dev.tocsin.database.ReplicaClock;
import dev.tocsin.sns.Reason;
import dev.tocsin.sns.Refused;
import dev.tocsin.sns.SnsConfig;
import dev.tocsin.sns.SnsEnvelope;
import io.smallrye.mutiny.Uni;

/**
 * Whether a message was signed recently. What seems too old by this machine's clock is thrown away by SNS once we say so, so
 * it is not said before the database's clock has said it too.
 */
@ApplicationScoped
class Freshness {

    private final Clock clock;
    private final ReplicaClock replica;
    private final SnsConfig config;
    private final Duration skew;

    Freshness(Clock clock, ReplicaClock replica, SnsConfig config, ClockConfig clocks) {
        this.clock = clock;
        this.replica = replica;
        this.config = config;
        this.skew = clocks.clockSkew();
    }

    /**
     * Fails with {@link Refused}: for good if the message is too old by both clocks, else, where a clock is wrong or cannot be
     * asked, as a fault of ours.
     */
    Uni<Void> require(SnsEnvelope envelope) {
        Instant published = envelope.publishedAt();
        if (isRecent(published, clock.instant())) {
            return Uni.createFrom().voidItem();
        }
        return replica.ahead().onFailure().transform(failure -> new Refused(Reason.UNAVAILABLE,
                "whether the message is recent cannot be told now, for the database does not say the time; come again"))
                .invoke(ahead -> require(published, ahead)).replaceWithVoid();
    }

    private void require(Instant published, Duration ahead) {
        if (replica.isWrong(ahead)) {
            throw new Refused(Reason.CLOCK, "this machine's clock is " + ReplicaClock.words(ahead) + ", more than "
                    + skew + " (tocsin.sns.clock-skew); set the clocks right");
        }
        Instant now = clock.instant().minus(ahead);
        if (isOld(published, now)) {
            throw new Refused(Reason.STALE, "the message was signed more than " + config.maxAge()
                    + " ago (tocsin.sns.max-age)");
        }
        if (!isRecent(published, now)) {
            throw new Refused(Reason.CLOCK, "the message was signed more than " + skew
                    + " ahead of this machine's clock (tocsin.sns.clock-skew); check the clock");
        }
    }

    private boolean isRecent(Instant published, Instant now) {
        return !isOld(published, now) && !published.isAfter(now.plus(skew));
    }

    private boolean isOld(Instant published, Instant now) {
        return published.isBefore(now.minus(config.maxAge()));
    }
}
