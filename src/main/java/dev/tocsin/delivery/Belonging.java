package dev.tocsin.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.tocsin.notice.Notice;

/** To which matter a delivery belongs, and how that stands by it. */
record Belonging(long deliveryId, String matter, MatterState state) {

    private static final Duration SKEW = Duration.ofSeconds(30);

    /** Empty where later messages do not take the place of this one. */
    static Optional<Belonging> of(Claim claim, Notice notice) {
        return notice.standing()
                .flatMap(standing -> MatterKey.of(notice).map(matter -> new Belonging(claim.deliveryId(), matter,
                        new MatterState(standing, notice.severity(), at(notice, claim.message().publishedAt())))));
    }

    /** When it came to stand so. A publisher's clock that is ahead of SNS's would silence what really comes later. */
    static Instant at(Notice notice, Instant publishedAt) {
        return notice.occurredAt().filter(at -> !at.isAfter(publishedAt.plus(SKEW))).orElse(publishedAt);
    }
}
