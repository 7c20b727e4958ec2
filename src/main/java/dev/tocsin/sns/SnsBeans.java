package dev.tocsin.sns;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.tocsin.quiet.RepeatedLines;
import dev.tocsin.sns.CertificateLine.Limits;
import io.vertx.core.Vertx;

/** Puts the plain classes of this room together. */
@ApplicationScoped
class SnsBeans {

    private static final int CONNECTIONS = 8;

    @Produces
    @Singleton
    AwsHttp http(Vertx vertx, SnsConfig config) {
        return new AwsHttp(vertx, config.timeout(), CONNECTIONS);
    }

    void close(@Disposes AwsHttp http) {
        http.close();
    }

    @Produces
    @Singleton
    SigningCertificates certificates(Vertx vertx, SnsConfig config, Clock clock, RepeatedLines log) {
        Limits limits = Limits.of(config.timeout());
        Optional<CertificateSource> folder = config.signingCertificates()
                .map(path -> new CertificateFolder(io.vertx.mutiny.core.Vertx.newInstance(vertx), path));
        // Connections of its own, so that no confirmation waits behind downloads that strangers have caused.
        AwsHttp http = new AwsHttp(vertx, limits.littlePatience(), limits.connections());
        return new SigningCertificates(folder, new CertificateDownload(http, config.certificatesOverride()), limits, clock,
                anyThread(), log);
    }

    @Produces
    @Singleton
    SignatureVerifier verifier() {
        return new SignatureVerifier();
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
        return new CheckSchedule(config.reconcileEvery(), anyThread());
    }

    private static RandomGenerator anyThread() {
        return () -> ThreadLocalRandom.current().nextLong();
    }
}
