package dev.tocsin.sns.signature;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.regex.Pattern;

/** Reads a file that holds one PEM certificate and nothing else, as SNS serves it. */
final class PemCertificate {

    /** One block alone: an error page that echoes a certificate is none. */
    private static final Pattern ONE_BLOCK = Pattern.compile(
            "\\s*-----BEGIN CERTIFICATE-----\\r?\\n[A-Za-z0-9+/=\\r\\n]+-----END CERTIFICATE-----\\s*");
    static final int LONGEST = 64 * 1024;

    private PemCertificate() {
    }

    /** @throws CertificateException if it is not one certificate in PEM */
    static X509Certificate read(byte[] file) throws CertificateException {
        if (file.length > LONGEST || !ONE_BLOCK.matcher(new String(file, StandardCharsets.ISO_8859_1)).matches()) {
            throw new CertificateException("not one PEM certificate alone");
        }
        return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(file));
    }
}
