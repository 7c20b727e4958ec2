package dev.tocsin.sns.signature;

import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A certificate that claims to be one of SNS. What every message asks of it is read once. */
public final class SnsCertificate {

    static final int SHORTEST_KEY = 2048;

    private static final int DNS_NAME = 2;
    private static final int DIGITAL_SIGNATURE = 0;
    private static final Pattern COMMON_NAME = Pattern.compile("(?:^|,)CN=([^,+]+)(?:$|,)");

    private final X509Certificate certificate;
    private final Optional<List<String>> names;
    private final boolean isLongEnough;
    private final boolean isForSigning;
    private final RsaKey key;

    private SnsCertificate(X509Certificate certificate, RsaKey key) {
        this.certificate = certificate;
        this.names = names(certificate);
        this.isLongEnough = certificate.getPublicKey() instanceof RSAPublicKey rsa
                && rsa.getModulus().bitLength() >= SHORTEST_KEY;
        this.isForSigning = isForSigning(certificate);
        this.key = key;
    }

    static SnsCertificate of(X509Certificate certificate, FastRsa fast) {
        return new SnsCertificate(certificate, fast.key(certificate.getPublicKey()));
    }

    /** The alternative names where there are some, else the common name (RFC 6125); empty if they cannot be read. */
    private static Optional<List<String>> names(X509Certificate certificate) {
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                return Optional.of(alternatives.stream().filter(name -> name.get(0).equals(DNS_NAME))
                        .map(name -> (String) name.get(1)).toList());
            }
        } catch (CertificateParsingException e) {
            return Optional.empty();
        }
        Matcher commonName = COMMON_NAME.matcher(certificate.getSubjectX500Principal().getName());
        return Optional.of(commonName.find() ? List.of(commonName.group(1)) : List.of());
    }

    private static boolean isForSigning(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        return usage == null || usage[DIGITAL_SIGNATURE];
    }

    Optional<List<String>> names() {
        return names;
    }

    boolean isValidAt(Instant time) {
        try {
            certificate.checkValidity(Date.from(time));
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }

    boolean isLongEnough() {
        return isLongEnough;
    }

    boolean isForSigning() {
        return isForSigning;
    }

    Instant expiry() {
        return certificate.getNotAfter().toInstant();
    }

    RsaKey key() {
        return key;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SnsCertificate same && certificate.equals(same.certificate);
    }

    @Override
    public int hashCode() {
        return certificate.hashCode();
    }
}
