package dev.tocsin.sns;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.vertx.core.Vertx;

/** Puts the plain classes of this room together. */
@ApplicationScoped
class SnsBeans {

    @Produces
    @Singleton
    AwsHttp http(Vertx vertx, SnsConfig config) {
        return new AwsHttp(vertx, config.timeout());
    }

    void close(@Disposes AwsHttp http) {
        http.close();
    }

    @Produces
    @Singleton
    SigningCertificates certificates(AwsHttp http, Vertx vertx, SnsConfig config, Clock clock) {
        Stream<CertificateSource> folder = config.signingCertificates().stream()
                .map(path -> new CertificateFolder(io.vertx.mutiny.core.Vertx.newInstance(vertx), path));
        List<CertificateSource> sources = Stream.concat(folder, Stream.of(new CertificateDownload(http))).toList();
        return new SigningCertificates(sources, clock);
    }

    @Produces
    @Singleton
    SignatureVerifier verifier(Clock clock, SnsConfig config) {
        return new SignatureVerifier(clock, config);
    }

    @Produces
    @Singleton
    SubscriptionConfirmation confirmation(AwsHttp http, SnsConfig config, SubscriptionsAtAws aws) {
        return new SubscriptionConfirmation(new UnsignedConfirmation(http, config.endpointOverride()), aws, config.subscribe());
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
