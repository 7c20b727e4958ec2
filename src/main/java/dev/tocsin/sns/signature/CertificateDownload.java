package dev.tocsin.sns.signature;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import dev.tocsin.address.BaseUrl;
import dev.tocsin.outbound.HttpAnswer;
import dev.tocsin.outbound.LimitedHttp;
import io.smallrye.mutiny.Uni;

/** Certificates from the host of SNS that the topic's Region implies. */
final class CertificateDownload implements CertificateSource {

    private final LimitedHttp http;
    private final Optional<URI> override;

    /** @param override asked instead of any host of SNS */
    CertificateDownload(LimitedHttp http, Optional<URI> override) {
        this.http = http;
        this.override = override;
    }

    @Override
    public Uni<Optional<byte[]>> fetch(CertificateUrl url, Duration patience) {
        String origin = override.map(BaseUrl::of).orElseGet(() -> "https://" + url.host());
        return http.get(origin + "/" + url.fileName(), patience).map(CertificateDownload::body);
    }

    private static Optional<byte[]> body(HttpAnswer answer) {
        if (answer.status() != 200) {
            throw new UncheckedIOException(new IOException("HTTP " + answer.status()));
        }
        return Optional.of(answer.body());
    }
}
