package dev.tocsin.delivery;

import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Time and chance, injected so that tests can hold them still. */
@ApplicationScoped
class DeliveryBeans {

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    RetryPolicy retryPolicy(DeliveryConfig config) {
        RandomGenerator anyThread = () -> ThreadLocalRandom.current().nextLong();
        return new RetryPolicy(config, anyThread);
    }
}
