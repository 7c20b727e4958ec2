package dev.tocsin.sns;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/**
 * The certificates that SNS signs with: each is fetched once, however many messages wait for it, and kept until it expires.
 * Names of files are not signed, so anybody can make them up: what is being fetched or could not be is kept apart, in small
 * number and for seconds, and pushes no good certificate out.
 */
final class SigningCertificates {

    private static final int MOST_GOOD = 64;
    private static final int MOST_TRIED = 16;
    private static final Duration FAILURE_KEPT = Duration.ofSeconds(10);

    private final List<CertificateSource> sources;
    private final Clock clock;
    private final Map<CertificateUrl, Good> good = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<CertificateUrl, Tried> tried = new LinkedHashMap<>();

    /** @param sources asked in this order until one has the file */
    SigningCertificates(List<CertificateSource> sources, Clock clock) {
        this.sources = List.copyOf(sources);
        this.clock = clock;
    }

    /** Fails with {@link Refused} if the certificate cannot be had now. */
    synchronized Uni<X509Certificate> get(CertificateUrl url) {
        Good found = good.get(url);
        if (found != null && clock.instant().isBefore(found.until)) {
            return found.certificate;
        }
        Tried trying = tried.get(url);
        if (trying != null && clock.instant().isBefore(trying.until)) {
            return trying.certificate;
        }
        return makeRoom() ? fetchOnce(url)
                : Uni.createFrom().failure(new Refused(Reason.CERTIFICATE_UNAVAILABLE,
                        "too many signing certificates are being fetched; come again"));
    }

    /** A failure makes room; what is under way does not. */
    private boolean makeRoom() {
        if (tried.size() >= MOST_TRIED) {
            tried.values().stream().filter(Tried::failed).findFirst().map(Tried::url).ifPresent(tried::remove);
        }
        return tried.size() < MOST_TRIED;
    }

    private Uni<X509Certificate> fetchOnce(CertificateUrl url) {
        Uni<X509Certificate> fetched = fetch(url).memoize().indefinitely();
        tried.put(url, new Tried(url, fetched, Instant.MAX, false));
        return fetched;
    }

    private Uni<X509Certificate> fetch(CertificateUrl url) {
        return file(url, 0).map(SigningCertificates::parse)
                .onItem().invoke(certificate -> keep(url, certificate))
                .onFailure().invoke(failure -> keepFailure(url, failure))
                .onFailure().transform(failure -> unavailable(url, failure));
    }

    private synchronized void keep(CertificateUrl url, X509Certificate certificate) {
        tried.remove(url);
        good.put(url, new Good(Uni.createFrom().item(certificate), untilItExpires(certificate)));
        if (good.size() > MOST_GOOD) {
            good.remove(good.keySet().iterator().next());
        }
    }

    /** One that has expired already was put into the folder on purpose, for messages of its time. */
    private Instant untilItExpires(X509Certificate certificate) {
        Instant expiry = certificate.getNotAfter().toInstant();
        return expiry.isBefore(clock.instant()) ? Instant.MAX : expiry;
    }

    private synchronized void keepFailure(CertificateUrl url, Throwable failure) {
        Log.warnf("Cannot fetch signing certificate host=%s file=%s: %s", url.host(), url.fileName(), said(failure));
        Uni<X509Certificate> failed = Uni.createFrom().failure(unavailable(url, failure));
        tried.put(url, new Tried(url, failed, clock.instant().plus(FAILURE_KEPT), true));
    }

    private static Refused unavailable(CertificateUrl url, Throwable failure) {
        return new Refused(Reason.CERTIFICATE_UNAVAILABLE, "the signing certificate " + url.fileName()
                + " cannot be fetched from " + url.host() + " now: " + said(failure)
                + ". Without a way out to AWS, put the file into the folder of tocsin.sns.signing-certificates");
    }

    private Uni<byte[]> file(CertificateUrl url, int source) {
        if (source == sources.size()) {
            return Uni.createFrom().failure(new CertificateException("no source has it"));
        }
        return sources.get(source).fetch(url)
                .chain(file -> file.map(bytes -> Uni.createFrom().item(bytes)).orElseGet(() -> file(url, source + 1)));
    }

    private static X509Certificate parse(byte[] file) {
        try {
            return PemCertificate.read(file);
        } catch (CertificateException e) {
            throw new IllegalArgumentException(e.getMessage());
        }
    }

    private static String said(Throwable failure) {
        return Optional.ofNullable(failure.getMessage()).orElse(failure.getClass().getSimpleName());
    }

    private record Good(Uni<X509Certificate> certificate, Instant until) {
    }

    private record Tried(CertificateUrl url, Uni<X509Certificate> certificate, Instant until, boolean failed) {
    }
}
