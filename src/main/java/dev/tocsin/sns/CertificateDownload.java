package dev.tocsin.sns;

import java.io.IOException;
import java.util.Optional;

import io.smallrye.mutiny.Uni;

/** Certificates from the host of SNS that the topic's Region implies. */
final class CertificateDownload implements CertificateSource {

    private final AwsHttp http;

    CertificateDownload(AwsHttp http) {
        this.http = http;
    }

    @Override
    public Uni<Optional<byte[]>> fetch(CertificateUrl url) {
        return http.get("https://" + url.host() + "/" + url.fileName()).map(CertificateDownload::body);
    }

    private static Optional<byte[]> body(AwsHttp.Answer answer) {
        if (answer.status() != 200) {
            throw new java.io.UncheckedIOException(new IOException("HTTP " + answer.status()));
        }
        return Optional.of(answer.body());
    }
}
