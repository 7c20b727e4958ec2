package dev.tocsin.sns.signature;

import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

import dev.tocsin.quiet.RepeatedLines;
import dev.tocsin.sns.Reason;
import dev.tocsin.sns.Refused;
import dev.tocsin.sns.signature.CertificateLine.Crowded;
import dev.tocsin.sns.signature.CertificateLine.Limits;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;

/**
 * The certificates that SNS signs with, kept until they expire. Names of files are not signed, so anybody can make them up:
 * they push no good certificate out, the operator's folder is asked before anything is downloaded, and downloads have a
 * {@link CertificateLine line} of their own.
 */
public final class SigningCertificates {

    private static final int MOST_GOOD = 64;
    private static final int MOST_FAILED = 1_024;
    private static final Duration FAILURE_KEPT = Duration.ofSeconds(10);

    private final FastRsa fast;
    private final Optional<CertificateSource> folder;
    private final CertificateSource download;
    private final Limits limits;
    private final CertificateLine line;
    private final Clock clock;
    private final RepeatedLines log;
    private final Map<CertificateUrl, Good> good = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<CertificateUrl, Failed> failed = new LinkedHashMap<>();

    /** @param folder asked first */
    SigningCertificates(FastRsa fast, Optional<CertificateSource> folder, CertificateSource download, Limits limits,
            Clock clock,
            RandomGenerator random, RepeatedLines log) {
        this.fast = fast;
        this.folder = folder;
        this.download = download;
        this.limits = limits;
        this.line = new CertificateLine(limits, this::download, random);
        this.clock = clock;
        this.log = log;
    }

    /**
     * Fails with {@link Refused} if the certificate cannot be had now.
     *
     * @param size of the message that waits for it, in bytes
     */
    public Uni<SnsCertificate> get(CertificateUrl url, int size) {
        return kept(url).map(certificate -> Uni.createFrom().item(certificate))
                .orElseGet(() -> inFolder(url).chain(file -> file.map(bytes -> read(url, bytes))
                        .orElseGet(() -> lineUp(url, size))));
    }

    /** One that messages were verified with since this replica started. */
    public record Kept(String host, String fileName, Instant expiry) {
    }

    /** Those that are kept, the one that expires first before the others. */
    public synchronized List<Kept> kept() {
        return good.entrySet().stream()
                .map(one -> new Kept(one.getKey().host(), one.getKey().fileName(), one.getValue().certificate.expiry()))
                .sorted(Comparator.comparing(Kept::expiry)).toList();
    }

    private synchronized Optional<SnsCertificate> kept(CertificateUrl url) {
        return Optional.ofNullable(good.get(url)).filter(found -> clock.instant().isBefore(found.until))
                .map(Good::certificate);
    }

    /** A folder that cannot be read keeps nobody from the download. */
    private Uni<Optional<byte[]>> inFolder(CertificateUrl url) {
        return folder.map(source -> source.fetch(url, limits.patience()).onFailure().recoverWithItem(failure -> {
            log.warn("certificate-folder", "Cannot read signing certificate file=" + url.fileName() + ": " + said(failure));
            return Optional.empty();
        })).orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private Uni<SnsCertificate> read(CertificateUrl url, byte[] file) {
        return Uni.createFrom().item(() -> keep(url, parse(file))).onFailure().transform(failure -> unavailable(url, failure));
    }

    private Uni<SnsCertificate> lineUp(CertificateUrl url, int size) {
        Optional<Refused> lately = lately(url);
        return lately.isPresent() ? Uni.createFrom().failure(lately.get())
                : Uni.createFrom().completionStage(line.fetch(url, size)).onFailure(Crowded.class).transform(crowded -> {
                    log.warn("certificates", said(url, crowded));
                    return new Refused(Reason.CERTIFICATE_UNAVAILABLE, crowded.getMessage() + "; come again");
                });
    }

    private synchronized Optional<Refused> lately(CertificateUrl url) {
        return Optional.ofNullable(failed.get(url)).filter(failure -> clock.instant().isBefore(failure.until))
                .map(Failed::refused);
    }

    private Uni<SnsCertificate> download(CertificateUrl url, Duration patience) {
        return download.fetch(url, patience).ifNoItem().after(patience).fail()
                .map(file -> keep(url, parse(file.orElseThrow(() -> new IllegalStateException("there is no such file")))))
                .onFailure().transform(failure -> keepFailure(url, failure, patience));
    }

    private synchronized SnsCertificate keep(CertificateUrl url, SnsCertificate certificate) {
        failed.remove(url);
        good.put(url, new Good(certificate, untilItExpires(certificate)));
        removeFirst(good, MOST_GOOD);
        return certificate;
    }

    /** One that has expired already was put into the folder on purpose, for messages of its time. */
    private Instant untilItExpires(SnsCertificate certificate) {
        Instant expiry = certificate.expiry();
        return expiry.isBefore(clock.instant()) ? Instant.MAX : expiry;
    }

    /** What took too long while it was given little time may do better the next time. */
    private Refused keepFailure(CertificateUrl url, Throwable failure, Duration patience) {
        log.warn("certificates", said(url, failure));
        Refused refused = unavailable(url, failure);
        if (patience.equals(limits.patience()) || !(failure instanceof TimeoutException)) {
            synchronized (this) {
                failed.put(url, new Failed(refused, clock.instant().plus(FAILURE_KEPT)));
                removeFirst(failed, MOST_FAILED);
            }
        }
        return refused;
    }

    private static <V> void removeFirst(Map<CertificateUrl, V> map, int most) {
        if (map.size() > most) {
            map.remove(map.keySet().iterator().next());
        }
    }

    private static Refused unavailable(CertificateUrl url, Throwable failure) {
        return new Refused(Reason.CERTIFICATE_UNAVAILABLE, "the signing certificate " + url.fileName()
                + " cannot be fetched from " + url.host() + " now: " + said(failure)
                + ". Without a way out to AWS, put the file into the folder of tocsin.sns.signing-certificates");
    }

    private SnsCertificate parse(byte[] file) {
        try {
            return SnsCertificate.of(PemCertificate.read(file), fast);
        } catch (CertificateException e) {
            throw new IllegalArgumentException(e.getMessage());
        }
    }

    private static String said(CertificateUrl url, Throwable failure) {
        return "Cannot fetch signing certificate host=" + url.host() + " file=" + url.fileName() + ": " + said(failure);
    }

    private static String said(Throwable failure) {
        return Optional.ofNullable(failure.getMessage()).orElse(failure.getClass().getSimpleName());
    }

    private record Good(SnsCertificate certificate, Instant until) {
    }

    private record Failed(Refused refused, Instant until) {
    }
}
