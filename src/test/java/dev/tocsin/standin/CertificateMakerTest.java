package dev.tocsin.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateMakerTest {

    private static final int DIGITAL_SIGNATURE = 0;
    private static final int DNS_NAME = 2;
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";

    @Test
    void makesACertificateLikeThoseOfSns() throws Exception {
        X509Certificate certificate = SigningCertificate.good().certificate();

        assertThatCode(certificate::checkValidity).doesNotThrowAnyException();
        assertThatCode(() -> certificate.verify(certificate.getPublicKey())).doesNotThrowAnyException();
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=sns.amazonaws.com");
        assertThat(certificate.getSubjectAlternativeNames()).singleElement().asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsExactly(DNS_NAME,
                        "sns.amazonaws.com");
        assertThat(certificate.getKeyUsage()[DIGITAL_SIGNATURE]).isTrue();
        assertThat(certificate.getExtendedKeyUsage()).containsExactly(SERVER_AUTH);
        assertThat(certificate.getBasicConstraints()).as("no CA").isEqualTo(-1);
        assertThat(((RSAPublicKey) certificate.getPublicKey()).getModulus().bitLength()).isEqualTo(2048);
    }

    @Test
    void writesOnePemBlockUnderTheNameThatSnsWouldGiveIt(@TempDir Path folder) throws Exception {
        SigningCertificate certificate = SigningCertificate.good();

        Path file = certificate.writeTo(folder.resolve("certificates"));

        assertThat(file.getFileName().toString()).matches("SimpleNotificationService-[0-9a-f]{32}\\.pem")
                .isEqualTo(certificate.fileName());
        assertThat(CertificateFactory.getInstance("X.509").generateCertificates(Files.newInputStream(file)))
                .singleElement().isEqualTo(certificate.certificate());
    }

    @Test
    void makesCertificatesWithTheFlawsAskedFor() throws Exception {
        assertThatThrownBy(SigningCertificate.make().expired().certificate().certificate()::checkValidity)
                .isInstanceOf(CertificateExpiredException.class);
        assertThatThrownBy(SigningCertificate.make().notYetValid().certificate().certificate()::checkValidity)
                .isInstanceOf(CertificateNotYetValidException.class);
        assertThat(SigningCertificate.make().named("sns.example.com").certificate().certificate()
                .getSubjectX500Principal().getName()).isEqualTo("CN=sns.example.com");
        assertThat(SigningCertificate.make().dnsNames().certificate().certificate().getSubjectAlternativeNames()).isNull();
        assertThat(((RSAPublicKey) SigningCertificate.make().rsa(1024).certificate().certificate().getPublicKey())
                .getModulus().bitLength()).isEqualTo(1024);
        assertThat(SigningCertificate.make().ellipticCurve().certificate().certificate().getPublicKey().getAlgorithm())
                .isEqualTo("EC");
        assertThat(SigningCertificate.make().notForSigning().certificate().certificate()
                .getKeyUsage()[DIGITAL_SIGNATURE]).isFalse();
        assertThat(SigningCertificate.make().purpose(null).certificate().certificate().getExtendedKeyUsage()).isNull();
    }

    @Test
    void keepsTheCertificateOfDevModeOverAReload(@TempDir Path folder) throws Exception {
        SigningCertificate first = new DevSigningCertificate(folder).keptOrMade();

        SigningCertificate second = new DevSigningCertificate(folder).keptOrMade();

        assertThat(second).isEqualTo(first);
    }

    @Test
    void replacesAnExpiredOrBrokenCertificateOfDevMode(@TempDir Path folder) throws Exception {
        SigningCertificate first = new DevSigningCertificate(folder).keptOrMade();
        Files.delete(folder.resolve("certificates").resolve(first.fileName()));
        SigningCertificate expired = SigningCertificate.make().expired().certificate();
        expired.writeTo(folder.resolve("certificates"));

        SigningCertificate second = new DevSigningCertificate(folder).keptOrMade();
        Files.writeString(folder.resolve("signing-key.pem"), "no key");
        SigningCertificate third = new DevSigningCertificate(folder).keptOrMade();

        assertThat(second.certificate()).isNotIn(first.certificate(), expired.certificate());
        assertThat(third.certificate()).isNotEqualTo(second.certificate());
        try (var files = Files.list(folder.resolve("certificates"))) {
            assertThat(files).extracting(file -> file.getFileName().toString()).containsExactly(third.fileName());
        }
    }

    @Test
    void readsBackTheCertificateFromItsPem() throws Exception {
        SigningCertificate certificate = SigningCertificate.good();

        assertThat(CertificateFactory.getInstance("X.509").generateCertificate(
                new ByteArrayInputStream(certificate.pem().getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo(certificate.certificate());
    }
}
