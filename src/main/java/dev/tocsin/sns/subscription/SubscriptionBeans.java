package dev.tocsin.sns.subscription;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.tocsin.outbound.LimitedHttp;
import dev.tocsin.outbound.Outbound;
import dev.tocsin.sns.HttpToAws;
import dev.tocsin.sns.SnsConfig;

/** Puts the plain classes of this room together. */
@ApplicationScoped
class SubscriptionBeans {

    private static final int CONNECTIONS = 8;

    @Produces
    @Singleton
    SubscriptionConfirmation confirmation(Outbound outbound, SnsConfig config, SubscriptionsAtAws aws) {
        LimitedHttp http = outbound.direct(HttpToAws.limits(config.timeout(), CONNECTIONS));
        return new SubscriptionConfirmation(new UnsignedConfirmation(http, config.timeout(), config.endpointOverride()), aws,
                config.subscribe());
    }

    @Produces
    @Singleton
    OurEndpoint endpoint(@ConfigProperty(name = "tocsin.public-url") Optional<URI> publicUrl, SnsConfig config) {
        return new OurEndpoint(publicUrl, config.endpointOverride().isPresent());
    }

    @Produces
    @Singleton
    CheckSchedule schedule(SnsConfig config) {
        RandomGenerator anyThread = () -> ThreadLocalRandom.current().nextLong();
        return new CheckSchedule(config.reconcileEvery(), anyThread);
    }
}
