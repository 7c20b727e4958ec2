package dev.tocsin.sns.signature;

import dev.tocsin.aws.SnsEndpoints;
import dev.tocsin.sns.Reason;
import dev.tocsin.sns.Refused;
import dev.tocsin.sns.SnsEnvelope;

/**
 * Whether AWS signed an envelope, with a certificate of SNS in the topic's Region. Pure: of the envelope and the certificate.
 */
public final class SignatureVerifier {

    /** @throws Refused if the certificate is not one of SNS there and then, or did not sign this */
    public void verify(SnsEnvelope envelope, SnsCertificate certificate) {
        String algorithm = algorithm(envelope.signatureVersion());
        requireNamed(certificate, SnsEndpoints.certificateName(envelope.topic().partition(), envelope.topic().region()));
        if (!certificate.isValidAt(envelope.publishedAt())) {
            throw new Refused(Reason.CERTIFICATE, "the certificate was not valid at the message's Timestamp");
        }
        requireSigningKey(certificate);
        if (!certificate.key().hasSigned(envelope.signedBytes(), envelope.signature(), algorithm)) {
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

    private static void requireNamed(SnsCertificate certificate, String name) {
        if (certificate.names().orElseThrow(
                () -> new Refused(Reason.CERTIFICATE, "the certificate's names cannot be read"))
                .stream().noneMatch(name::equalsIgnoreCase)) {
            throw new Refused(Reason.CERTIFICATE, "the certificate does not bear the name " + name);
        }
    }

    private static void requireSigningKey(SnsCertificate certificate) {
        if (!certificate.isLongEnough()) {
            throw new Refused(Reason.CERTIFICATE,
                    "the certificate's key is not RSA of at least " + SnsCertificate.SHORTEST_KEY + " bits");
        }
        if (!certificate.isForSigning()) {
            throw new Refused(Reason.CERTIFICATE, "the certificate's key is not for signing");
        }
    }
}
