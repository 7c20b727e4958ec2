package dev.tocsin.delivery;

import java.util.Optional;

import dev.tocsin.notice.Notice;

/** To which matter a delivery belongs, and how that stands by it. */
record Belonging(long deliveryId, String matter, MatterState state) {

    /** Empty where later messages do not take the place of this one. */
    static Optional<Belonging> of(Claim claim, Notice notice) {
        return notice.standing()
                .flatMap(standing -> MatterKey.of(notice).map(matter -> new Belonging(claim.deliveryId(), matter,
                        new MatterState(standing, notice.severity(),
                                notice.occurredAt().orElse(claim.message().publishedAt())))));
    }
}
