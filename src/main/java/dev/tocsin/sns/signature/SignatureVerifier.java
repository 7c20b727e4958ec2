package dev.tocsin.sns.signature;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tocsin.aws.SnsEndpoints;
import dev.tocsin.sns.Reason;
import dev.tocsin.sns.Refused;
import dev.tocsin.sns.SnsEnvelope;

/**
 * Whether AWS signed an envelope, with a certificate of SNS in the topic's Region. Pure: of the envelope and the certificate.
 */
public final class SignatureVerifier {

    private static final int SHORTEST_KEY = 2048;
    private static final int DNS_NAME = 2;
    private static final int DIGITAL_SIGNATURE = 0;
    private static final Pattern COMMON_NAME = Pattern.compile("(?:^|,)CN=([^,+]+)(?:$|,)");

    /** @throws Refused if the certificate is not one of SNS there and then, or did not sign this */
    public void verify(SnsEnvelope envelope, X509Certificate certificate) {
        String algorithm = algorithm(envelope.signatureVersion());
        requireNamed(certificate, SnsEndpoints.certificateName(envelope.topic().partition(), envelope.topic().region()));
        requireValid(certificate, envelope.publishedAt());
        requireSigningKey(certificate);
        if (!isSigned(envelope, certificate, algorithm)) {
            throw new Refused(Reason.SIGNATURE, "the message was changed, or SNS did not send it");
        }
    }

    private static String algorithm(String version) {
        return switch (version) {
            case "1" -> "SHA1withRSA";
            case "2" -> "SHA256withRSA";
            default -> throw new Refused(Reason.SIGNATURE_VERSION, "SignatureVersion is neither 1 nor 2");
        };
    }

    private static void requireNamed(X509Certificate certificate, String name) {
        if (names(certificate).stream().noneMatch(name::equalsIgnoreCase)) {
            throw new Refused(Reason.CERTIFICATE, "the certificate does not bear the name " + name);
        }
    }

    /** The alternative names where there are some, else the common name (RFC 6125). */
    private static List<String> names(X509Certificate certificate) {
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                return alternatives.stream().filter(name -> name.get(0).equals(DNS_NAME)).map(name -> (String) name.get(1))
                        .toList();
            }
        } catch (CertificateParsingException e) {
            throw new Refused(Reason.CERTIFICATE, "the certificate's names cannot be read");
        }
        Matcher commonName = COMMON_NAME.matcher(certificate.getSubjectX500Principal().getName());
        return commonName.find() ? List.of(commonName.group(1)) : List.of();
    }

    private static void requireValid(X509Certificate certificate, Instant signedAt) {
        try {
            certificate.checkValidity(Date.from(signedAt));
        } catch (CertificateException e) {
            throw new Refused(Reason.CERTIFICATE, "the certificate was not valid at the message's Timestamp");
        }
    }

    private static void requireSigningKey(X509Certificate certificate) {
        if (!(certificate.getPublicKey() instanceof RSAPublicKey key) || key.getModulus().bitLength() < SHORTEST_KEY) {
            throw new Refused(Reason.CERTIFICATE, "the certificate's key is not RSA of at least " + SHORTEST_KEY + " bits");
        }
        boolean[] usage = certificate.getKeyUsage();
        if (usage != null && !usage[DIGITAL_SIGNATURE]) {
            throw new Refused(Reason.CERTIFICATE, "the certificate's key is not for signing");
        }
    }

    private static boolean isSigned(SnsEnvelope envelope, X509Certificate certificate, String algorithm) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initVerify(certificate.getPublicKey());
            signature.update(envelope.signedBytes());
            return signature.verify(envelope.signature());
        } catch (SignatureException e) {
            return false; // not even of the right length
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot check " + algorithm, e);
        }
    }
}
