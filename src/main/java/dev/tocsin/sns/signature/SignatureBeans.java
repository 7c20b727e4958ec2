package dev.tocsin.sns.signature;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.tocsin.outbound.LimitedHttp;
import dev.tocsin.outbound.Outbound;
import dev.tocsin.quiet.RepeatedLines;
import dev.tocsin.sns.HttpToAws;
import dev.tocsin.sns.SnsConfig;
import dev.tocsin.sns.signature.CertificateLine.Limits;
import io.quarkus.runtime.Startup;
import io.vertx.mutiny.core.Vertx;

/** Puts the plain classes of this room together. */
@ApplicationScoped
class SignatureBeans {

    /** Made before the first message comes, because loading blocks. */
    @Startup
    @Produces
    @Singleton
    FastRsa fastRsa(SnsConfig config) {
        return config.corretto() ? FastRsa.load() : FastRsa.none();
    }

    @Produces
    @Singleton
    SigningCertificates certificates(FastRsa fast, Vertx vertx, Outbound outbound, SnsConfig config, Clock clock,
            RepeatedLines log) {
        Limits limits = Limits.of(config.timeout());
        Optional<CertificateSource> folder = config.signingCertificates().map(path -> new CertificateFolder(vertx, path));
        // Connections of its own, so that no confirmation waits behind downloads that strangers have caused.
        LimitedHttp http = outbound.direct(HttpToAws.limits(limits.littlePatience(), limits.connections()));
        RandomGenerator anyThread = () -> ThreadLocalRandom.current().nextLong();
        return new SigningCertificates(fast, folder, new CertificateDownload(http, config.certificatesOverride()), limits,
                clock,
                anyThread, log);
    }

    @Produces
    @Singleton
    SignatureVerifier verifier() {
        return new SignatureVerifier();
    }
}
