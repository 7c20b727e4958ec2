package dev.tocsin.sns.message;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.delivery.Notification.Type;
import dev.tocsin.delivery.Receipt;
import dev.tocsin.sns.Reason;
import dev.tocsin.sns.SnsEnvelope;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what comes in. All series exist from the start, so that a first refusal is a step and not a new line. */
@ApplicationScoped
class SnsMetrics {

    private final Map<Type, Counter> received;
    private final Map<Reason, Counter> refused;
    private final Counter committed;
    private final Counter duplicates;

    SnsMetrics(MeterRegistry meters) {
        received = counters(Type.class, type -> Counter.builder("tocsin.sns.received").tag("type", type.name())
                .description("SNS messages that could be read").register(meters));
        refused = counters(Reason.class, reason -> Counter.builder("tocsin.sns.refused").tag("reason", label(reason))
                .description("Requests that were not taken").register(meters));
        committed = Counter.builder("tocsin.sns.committed").description("Messages committed and answered 200").register(meters);
        duplicates = Counter.builder("tocsin.sns.duplicates").description("Messages that were stored before").register(meters);
    }

    void received(SnsEnvelope envelope) {
        received.get(envelope.type()).increment();
    }

    void refused(Reason reason) {
        refused.get(reason).increment();
    }

    void answered(Receipt receipt) {
        (receipt == Receipt.COMMITTED ? committed : duplicates).increment();
    }

    private static String label(Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> Map<E, Counter> counters(Class<E> type, Function<E, Counter> counter) {
        Map<E, Counter> counters = new EnumMap<>(type);
        for (E value : type.getEnumConstants()) {
            counters.put(value, counter.apply(value));
        }
        return counters;
    }
}
