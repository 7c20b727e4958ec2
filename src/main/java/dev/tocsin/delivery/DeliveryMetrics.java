package dev.tocsin.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.logging.Log;

/** Counts and logs how each try ended: one line an outcome. Labels are of small, fixed sets. */
@ApplicationScoped
class DeliveryMetrics {

    private final MeterRegistry meters;
    private final OutcomeLog log;
    private final Counter lost;
    private final ReasonLabels reasons = new ReasonLabels();
    /** To look one up in the registry takes as long as to count. */
    private final Map<KindAndResult, Timer> attempts = new ConcurrentHashMap<>();
    private final Map<String, Arrivals> arrivals = new ConcurrentHashMap<>();

    DeliveryMetrics(MeterRegistry meters, OutcomeLog log) {
        this.meters = meters;
        this.log = log;
        this.lost = Counter.builder("tocsin.delivery.leases.lost")
                .description("Tries whose lease had lapsed when they ended").register(meters);
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
        attempts.computeIfAbsent(new KindAndResult(kind, attempt.result()), this::timer).record(attempt.took());
        if (!leaseKept) {
            lost.increment();
        }
        if (settlement.state() == DeliveryState.DELIVERED) {
            delivered(settlement, arrivals.computeIfAbsent(kind, this::arrivals));
        } else if (settlement.state() == DeliveryState.DEAD) {
            failed("tocsin.delivery.dead", "Deliveries that died after a try", kind, attempt);
            Log.warnf("%s", new OutcomeLine("Dead", settlement));
        } else {
            failed("tocsin.delivery.retried", "Tries that will be repeated", kind, attempt);
            Log.infof("%s", new OutcomeLine("To be retried", settlement));
        }
    }

    private Timer timer(KindAndResult of) {
        return Timer.builder("tocsin.delivery.attempt").description("Tries to post and how long they took")
                .tag("kind", of.kind()).tag("result", of.result().name().toLowerCase(Locale.ROOT)).register(meters);
    }

    private Arrivals arrivals(String kind) {
        return new Arrivals(
                Counter.builder("tocsin.delivery.delivered").description("Deliveries that arrived").tag("kind", kind)
                        .register(meters),
                Timer.builder("tocsin.delivery.latency").description("From SNS's Timestamp to the chat's yes")
                        .tag("kind", kind).publishPercentileHistogram().register(meters));
    }

    private void failed(String name, String description, String kind, Settlement.Try attempt) {
        Counter.builder(name).description(description).tag("kind", kind).tag("reason", reasons.of(attempt)).register(meters)
                .increment();
    }

    private static void delivered(Settlement settlement, Arrivals arrivals) {
        arrivals.count().increment();
        // By the database's clock, which all replicas share, and so the same however this machine's stands or is moved.
        Instant delivered = settlement.attempt().startedAt().plus(settlement.attempt().took());
        Duration latency = Duration.between(settlement.claim().message().publishedAt(), delivered);
        arrivals.latency().record(latency.isNegative() ? Duration.ZERO : latency);
        Log.infof("%s", new OutcomeLine("Delivered", settlement));
    }

    private record KindAndResult(String kind, AttemptResult result) {
    }

    /** The meters of what arrived at one kind of destination. */
    private record Arrivals(Counter count, Timer latency) {
    }
}
