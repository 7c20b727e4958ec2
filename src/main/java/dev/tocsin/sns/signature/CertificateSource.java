package dev.tocsin.sns.signature;

import java.time.Duration;
import java.util.Optional;

import io.smallrye.mutiny.Uni;

/** Where the bytes of a certificate file come from. */
interface CertificateSource {

    /**
     * Empty if it has no such file; fails if it cannot say.
     *
     * @param patience how long it may take
     */
    Uni<Optional<byte[]>> fetch(CertificateUrl url, Duration patience);
}
