package dev.tocsin.delivery;

import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Chance, injected so that tests can hold it still. */
@ApplicationScoped
class DeliveryBeans {

    @Produces
    @Singleton
    RetryPolicy retryPolicy(DeliveryConfig config) {
        RandomGenerator anyThread = () -> ThreadLocalRandom.current().nextLong();
        return new RetryPolicy(config, anyThread);
    }
}
