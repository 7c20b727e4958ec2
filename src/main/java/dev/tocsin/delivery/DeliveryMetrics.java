package dev.tocsin.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.logging.Log;

/** Counts and logs how each try ended: one line an outcome. Labels are of small, fixed sets. */
@ApplicationScoped
class DeliveryMetrics {

    private final MeterRegistry meters;
    private final Clock clock;
    private final OutcomeLog log;

    DeliveryMetrics(MeterRegistry meters, Clock clock, OutcomeLog log) {
        this.meters = meters;
        this.clock = clock;
        this.log = log;
    }

    /** What the claim found out about the try before it. */
    void claimed(Claim claim) {
        log.claimed(claim);
    }

    /** @param leaseKept whether the settlement counted, or another sender had taken over */
    void settled(Settlement settlement, boolean leaseKept) {
        log.settled(settlement, leaseKept);
        String kind = settlement.claim().address().kind();
        Settlement.Try attempt = settlement.attempt();
        meters.timer("tocsin.delivery.attempt", "kind", kind, "result", attempt.result().name().toLowerCase(Locale.ROOT))
                .record(attempt.took());
        if (!leaseKept) {
            meters.counter("tocsin.delivery.leases.lost").increment();
        }
        if (settlement.state() == DeliveryState.DELIVERED) {
            delivered(settlement, kind);
        } else if (settlement.state() == DeliveryState.DEAD) {
            meters.counter("tocsin.delivery.dead", "kind", kind, "reason", reason(attempt)).increment();
            Log.warnf("Dead %s reason=\"%s\"", line(settlement), settlement.reason().orElse(""));
        } else {
            meters.counter("tocsin.delivery.retried", "kind", kind, "reason", reason(attempt)).increment();
            Log.infof("To be retried %s reason=\"%s\" pause=%s", line(settlement), settlement.reason().orElse(""),
                    settlement.pause());
        }
    }

    private void delivered(Settlement settlement, String kind) {
        meters.counter("tocsin.delivery.delivered", "kind", kind).increment();
        Duration latency = Duration.between(settlement.claim().message().publishedAt(), clock.instant());
        Timer.builder("tocsin.delivery.latency").description("From SNS's Timestamp to the chat's yes").tag("kind", kind)
                .publishPercentileHistogram().register(meters).record(latency.isNegative() ? Duration.ZERO : latency);
        Log.infof("Delivered %s", line(settlement));
    }

    private static String line(Settlement settlement) {
        Claim claim = settlement.claim();
        return "messageId=%s configuration=%s delivery=%d attempt=%d status=%d".formatted(claim.message().messageId(),
                claim.configurationName(), claim.deliveryId(), claim.attempt(), settlement.attempt().status());
    }

    private static String reason(Settlement.Try attempt) {
        if (attempt.result() == AttemptResult.RATE_LIMITED || attempt.result() == AttemptResult.INTERRUPTED) {
            return attempt.result().name().toLowerCase(Locale.ROOT);
        }
        return attempt.status() == 0 ? "no_answer" : "http_" + attempt.status();
    }
}
