package dev.tocsin.sns.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tocsin.MovingClock;
import dev.tocsin.quiet.RepeatedLines;
import dev.tocsin.sns.Reason;
import dev.tocsin.sns.Refused;
import dev.tocsin.sns.signature.CertificateLine.Limits;
import dev.tocsin.standin.SigningCertificate;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.mutiny.core.Vertx;

class SigningCertificatesTest {

    private static final SigningCertificate GOOD = SigningCertificate.good();
    private static final SnsCertificate READ = SnsCertificate.of(GOOD.certificate(), FastRsa.none());
    private static final CertificateUrl URL = new CertificateUrl("sns.us-east-1.amazonaws.com", GOOD.fileName());

    private final MovingClock clock = new MovingClock(Instant.now());
    private final List<UniEmitter<? super Optional<byte[]>>> asked = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private final CertificateSource download = (url, patience) -> Uni.createFrom().emitter(asked::add);
    private final SigningCertificates certificates = from(Optional.empty());

    /** As in life but for what goes by real time: nothing is slow. */
    private SigningCertificates from(Optional<CertificateSource> folder) {
        Limits limits = new Limits(16, 16, Duration.ofHours(1), 64, 1 << 20, Duration.ofHours(1), Duration.ofHours(1));
        return new SigningCertificates(FastRsa.none(), folder, download, limits, clock, new Random(7),
                new RepeatedLines(() -> 0, (level, line) -> log.add(line)));
    }

    @Test
    void asksOnceForAllThatWait() {
        List<SnsCertificate> answers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            certificates.get(URL, 100).subscribe().with(answers::add);
        }
        asked.get(0).complete(Optional.of(pem(GOOD)));
        certificates.get(URL, 100).subscribe().with(answers::add);

        assertThat(asked).hasSize(1);
        assertThat(answers).hasSize(11).containsOnly(READ);
    }

    @Test
    void keepsACertificateAsLongAsItIsValid() {
        answer(certificates.get(URL, 100), pem(GOOD));
        clock.pass(Duration.ofDays(300));
        certificates.get(URL, 100).subscribe().with(certificate -> {
        });
        assertThat(asked).hasSize(1);
    }

    @Test
    void madeUpNamesPushNoGoodCertificateOutAndCannotAskWithoutEnd() {
        answer(certificates.get(URL, 100), pem(GOOD));
        for (int i = 0; i < 200; i++) {
            certificates.get(madeUp(i), 100).subscribe().with(certificate -> {
            }, refused -> {
            });
        }
        assertThat(asked).hasSizeLessThanOrEqualTo(17);
        List<SnsCertificate> answers = new ArrayList<>();
        certificates.get(URL, 100).subscribe().with(answers::add);
        assertThat(answers).hasSize(1);

        asked.get(5).fail(new IOException("HTTP 404"));
        certificates.get(madeUp(1_000), 100).subscribe().with(certificate -> {
        }, refused -> {
        });
        assertThat(asked).hasSize(18);
    }

    private static CertificateUrl madeUp(int number) {
        return new CertificateUrl(URL.host(), "SimpleNotificationService-%032x.pem".formatted(number));
    }

    @Test
    void asksAgainOnceTheCertificateHasExpired() {
        SigningCertificate brief = SigningCertificate.make().validUntil(clock.instant().plus(Duration.ofHours(1)))
                .certificate();
        answer(certificates.get(URL, 100), pem(brief));
        clock.pass(Duration.ofMinutes(61));
        certificates.get(URL, 100).subscribe().with(certificate -> {
        });
        assertThat(asked).hasSize(2);
    }

    @Test
    void asksTheFolderHoweverManyDownloadsAreUnderWay() {
        CertificateSource folder = (url, patience) -> Uni.createFrom()
                .item(url.equals(URL) ? Optional.of(pem(GOOD)) : Optional.empty());
        SigningCertificates flooded = from(Optional.of(folder));
        for (int i = 0; i < 20_000; i++) {
            flooded.get(madeUp(i), 100).subscribe().with(certificate -> {
            }, refused -> {
            });
        }
        List<SnsCertificate> answers = new ArrayList<>();
        flooded.get(URL, 100).subscribe().with(answers::add);

        assertThat(answers).containsExactly(READ);
        assertThat(asked).hasSize(16);
        assertThat(log).as("log lines").hasSize(1);
    }

    @Test
    void downloadsWhatAFolderThatCannotBeReadMayHave() {
        SigningCertificates certificates = from(Optional.of((url, patience) -> Uni.createFrom()
                .failure(new IOException("permission denied"))));
        answer(certificates.get(URL, 100), pem(GOOD));
    }

    @Test
    void looksIntoTheFolderAgainThoughTheDownloadHasJustFailed() {
        List<Optional<byte[]>> inFolder = new ArrayList<>(List.of(Optional.empty()));
        SigningCertificates certificates = from(Optional.of((url, patience) -> Uni.createFrom().item(inFolder.get(0))));
        refusal(certificates.get(URL, 100), () -> asked.get(0).fail(new IOException("HTTP 403")));

        inFolder.set(0, Optional.of(pem(GOOD)));

        List<SnsCertificate> answers = new ArrayList<>();
        certificates.get(URL, 100).subscribe().with(answers::add);
        assertThat(answers).containsExactly(READ);
    }

    @Test
    void remembersAFailureForAFewSeconds() {
        Uni<SnsCertificate> first = certificates.get(URL, 100);
        assertThat(refusal(first, () -> asked.get(0).fail(new IOException("HTTP 500"))))
                .isEqualTo(Reason.CERTIFICATE_UNAVAILABLE);

        assertThat(refusal(certificates.get(URL, 100), () -> {
        })).isEqualTo(Reason.CERTIFICATE_UNAVAILABLE);
        assertThat(asked).hasSize(1);

        clock.pass(Duration.ofSeconds(11));
        answer(certificates.get(URL, 100), pem(GOOD));
        assertThat(asked).hasSize(2);
    }

    @Test
    void takesNoPageThatMerelyContainsACertificate() {
        byte[] page = ("<xml>" + GOOD.pem() + "</xml>").getBytes(StandardCharsets.UTF_8);
        byte[] two = (GOOD.pem() + GOOD.pem()).getBytes(StandardCharsets.UTF_8);
        for (byte[] file : List.of(page, two, new byte[0], new byte[100_000],
                "no certificate".getBytes(StandardCharsets.UTF_8))) {
            asked.clear();
            SigningCertificates fresh = from(Optional.empty());
            assertThat(refusal(fresh.get(URL, 100), () -> asked.get(0).complete(Optional.of(file))))
                    .isEqualTo(Reason.CERTIFICATE_UNAVAILABLE);
        }
    }

    @Test
    void looksIntoTheFolderBeforeItAsksAws(@TempDir Path folder) throws IOException {
        Vertx vertx = Vertx.vertx();
        try {
            GOOD.writeTo(folder);
            SigningCertificates both = from(Optional.of(new CertificateFolder(vertx, folder)));
            assertThat(both.get(URL, 100).await().atMost(Duration.ofSeconds(5))).isEqualTo(READ);
            assertThat(asked).isEmpty();

            CertificateUrl other = new CertificateUrl(URL.host(), SigningCertificate.good().fileName());
            Uni<SnsCertificate> elsewhere = both.get(other, 100);
            elsewhere.subscribe().with(certificate -> {
            });
            org.awaitility.Awaitility.await().until(() -> asked.size() == 1);
            assertThat(folder.toFile().list()).hasSize(1);
        } finally {
            vertx.closeAndAwait();
        }
    }

    private void answer(Uni<SnsCertificate> waiting, byte[] file) {
        List<SnsCertificate> answers = new ArrayList<>();
        waiting.subscribe().with(answers::add);
        asked.get(asked.size() - 1).complete(Optional.of(file));
        assertThat(answers).hasSize(1);
    }

    private static Reason refusal(Uni<SnsCertificate> waiting, Runnable then) {
        List<Throwable> failures = new ArrayList<>();
        waiting.subscribe().with(certificate -> {
        }, failures::add);
        then.run();
        assertThat(failures).hasSize(1);
        return catchThrowableOfType(Refused.class, () -> {
            throw failures.get(0);
        }).reason();
    }

    private static byte[] pem(SigningCertificate certificate) {
        return certificate.pem().getBytes(StandardCharsets.UTF_8);
    }

}
