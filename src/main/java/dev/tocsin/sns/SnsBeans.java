package dev.tocsin.sns;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.tocsin.outbound.HttpLimits;
import dev.tocsin.outbound.LimitedHttp;
import dev.tocsin.outbound.Outbound;
import dev.tocsin.quiet.RepeatedLines;
import dev.tocsin.sns.CertificateLine.Limits;
import io.vertx.core.Vertx;

/** Puts the plain classes of this room together. */
@ApplicationScoped
class SnsBeans {

    private static final int CONNECTIONS = 8;
    private static final int LONGEST_ANSWER = 64 * 1024;
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(5);

    @Produces
    @Singleton
    SigningCertificates certificates(Vertx vertx, Outbound outbound, SnsConfig config, Clock clock, RepeatedLines log) {
        Limits limits = Limits.of(config.timeout());
        Optional<CertificateSource> folder = config.signingCertificates()
                .map(path -> new CertificateFolder(io.vertx.mutiny.core.Vertx.newInstance(vertx), path));
        // Connections of its own, so that no confirmation waits behind downloads that strangers have caused.
        LimitedHttp http = outbound.direct(ofAws(limits.littlePatience(), limits.connections()));
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
    SubscriptionConfirmation confirmation(Outbound outbound, SnsConfig config, SubscriptionsAtAws aws) {
        LimitedHttp http = outbound.direct(ofAws(config.timeout(), CONNECTIONS));
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
        return new CheckSchedule(config.reconcileEvery(), anyThread());
    }

    /** As many may wait for a connection as there are. */
    private static HttpLimits ofAws(Duration connect, int connections) {
        return new HttpLimits(connect, HANDSHAKE, connections, connections, KEEP_ALIVE, LONGEST_ANSWER);
    }

    private static RandomGenerator anyThread() {
        return () -> ThreadLocalRandom.current().nextLong();
    }
}
