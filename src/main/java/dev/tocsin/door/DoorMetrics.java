package dev.tocsin.door;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what is turned away. No label is made of what a request says. */
@Singleton
final class DoorMetrics {

    private final MeterRegistry meters;
    private final Map<String, Map<Turned, Counter>> refused = new HashMap<>();
    private final Map<Connections.Closed, Counter> closed = new EnumMap<>(Connections.Closed.class);

    DoorMetrics(MeterRegistry meters) {
        this.meters = meters;
        for (Connections.Closed why : Connections.Closed.values()) {
            closed.put(why, Counter.builder("tocsin.door.connections.closed").tag("reason", why.label())
                    .description("Connections that were closed because they took up room").register(meters));
        }
    }

    /** Before the first request, so that all series exist from the start. */
    void know(Door door) {
        Map<Turned, Counter> counters = new EnumMap<>(Turned.class);
        for (Turned why : Turned.values()) {
            counters.put(why, Counter.builder("tocsin.door.refused").tag("door", door.name()).tag("reason", why.label())
                    .description("Requests that were turned away before they were read").register(meters));
        }
        refused.put(door.name(), counters);
    }

    void refused(Door door, Turned why) {
        refused.get(door.name()).get(why).increment();
    }

    void closed(Connections.Closed why) {
        closed.get(why).increment();
    }
}
