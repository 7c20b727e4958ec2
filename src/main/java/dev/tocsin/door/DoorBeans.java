package dev.tocsin.door;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkus.runtime.configuration.MemorySize;

/** The doors that belong to no room, the API's and the one for everything else; and the connections that come to all. */
final class DoorBeans {

    private static final int SMALL = 64 * 1_024;
    private static final int FORM = 1024 * 1_024;
    private static final int SIXTEENTH = 16;
    private static final int SIXTY_FOURTH = 64;

    @Produces
    @Singleton
    Door api(DoorConfig config, @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize largest) {
        return new Plain("api", List.of("/api/"), largest.asBigInteger().min(BigInteger.valueOf(Integer.MAX_VALUE)).intValue(),
                SIXTEENTH, config.bodyTimeout(), true);
    }

    /** Forms, of which the largest holds a message of SNS, percent-encoded. */
    @Produces
    @Singleton
    Door console(DoorConfig config) {
        return new Plain("console", List.of("/console/"), FORM, SIXTY_FOURTH, config.bodyTimeout(), true);
    }

    @Produces
    @Singleton
    Door everythingElse(DoorConfig config) {
        return new Plain("other", List.of("/"), SMALL, SIXTY_FOURTH, config.bodyTimeout(), false);
    }

    @Produces
    @Singleton
    Connections connections(DoorConfig config, DoorMetrics metrics) {
        return new Connections(config.connections().orElse(Connections.fitting(Runtime.getRuntime().maxMemory())),
                new Connections.Patience(config.headTimeout(), config.answerTimeout()), System::nanoTime, metrics::closed);
    }

    private record Plain(String name, List<String> paths, int largest, int divisor, Duration bodyTimeout,
            boolean isBehindAuthentication) implements Door {

        @Override
        public long most() {
            return Door.shareOfMemory(divisor, largest);
        }
    }
}
