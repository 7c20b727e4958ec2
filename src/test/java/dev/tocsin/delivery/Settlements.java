package dev.tocsin.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.tocsin.chat.Form;
import dev.tocsin.delivery.Settlement.ShutBecause;
import dev.tocsin.delivery.Settlement.Try;
import io.smallrye.mutiny.Uni;

/** How tries may end, for tests of what is written then. */
final class Settlements {

    private Settlements() {
    }

    static Settlement delivered(Claim claim) {
        return new Settlement(claim, DeliveryState.DELIVERED, claim.form(), claim.failures(), 0, Duration.ZERO, Duration.ZERO,
                Optional.empty(), Optional.of("1700000000.000100"), attempt(claim, AttemptResult.DELIVERED, 200, null));
    }

    static Settlement failed(Claim claim, Duration stepAside, Duration pause) {
        return new Settlement(claim, DeliveryState.PENDING, claim.form(), claim.failures() + 1, claim.laneFailures() + 1,
                stepAside, pause, Optional.of("HTTP 503"), Optional.empty(),
                attempt(claim, AttemptResult.FAILED, 503, "HTTP 503"));
    }

    static Settlement plainNext(Claim claim) {
        return new Settlement(claim, DeliveryState.PENDING, Form.PLAIN, claim.failures(), 0, Duration.ZERO, Duration.ZERO,
                Optional.of("invalid_blocks; next try in plain form"), Optional.empty(),
                attempt(claim, AttemptResult.REJECTED, 400, "invalid_blocks"));
    }

    static Settlement dead(Claim claim) {
        return new Settlement(claim, DeliveryState.DEAD, claim.form(), claim.failures(), 0, Duration.ZERO, Duration.ZERO,
                Optional.of("channel_not_found"), Optional.empty(),
                attempt(claim, AttemptResult.REJECTED, 404, "channel_not_found"));
    }

    static Settlement shut(Claim claim, String reason, String advice) {
        return new Settlement(claim, DeliveryState.PENDING, claim.form(), claim.failures(), claim.laneFailures() + 1,
                Duration.ZERO, Duration.ofMinutes(10), Optional.of(reason), Optional.empty(),
                attempt(claim, AttemptResult.REJECTED, 200, reason),
                Optional.of(new ShutBecause(reason, Optional.ofNullable(advice))));
    }

    /** Of runs of one; how long their lanes have to wait. */
    static Uni<List<Optional<Duration>>> settle(SettlementStatement statement, List<Settlement> settlements) {
        return waits(statement, settlements.stream().map(Progress::end).toList());
    }

    static Uni<List<Optional<Duration>>> waits(SettlementStatement statement, List<Progress> batch) {
        return statement.settle(batch).map(all -> all.stream().map(one -> one.map(Released::freeIn)).toList());
    }

    private static Try attempt(Claim claim, AttemptResult result, int status, String reason) {
        return new Try(claim.claimedAt(), Duration.ofMillis(120), result, status, Optional.ofNullable(reason));
    }
}
