package dev.tocsin.standin;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes certificates: a good one that signs itself if nothing else is said, else one with the flaws asked for.
 */
public final class CertificateMaker {

    private static final SecureRandom RANDOM = new SecureRandom();

    private String commonName = "sns.amazonaws.com";
    private List<String> dnsNames = List.of("sns.amazonaws.com");
    private Instant notBefore = Instant.now().minus(Duration.ofDays(1));
    private Instant notAfter = Instant.now().plus(Duration.ofDays(365));
    private int keyUsage = KeyUsage.digitalSignature | KeyUsage.keyEncipherment;
    private KeyPurposeId purpose = KeyPurposeId.id_kp_serverAuth;
    private KeyPair keys;
    private boolean authority;
    private SigningCertificate issuer;

    CertificateMaker() {
    }

    /** The same name as common name and as the one subject alternative name. */
    public CertificateMaker named(String name) {
        this.commonName = name;
        this.dnsNames = List.of(name);
        return this;
    }

    public CertificateMaker commonName(String commonName) {
        this.commonName = commonName;
        return this;
    }

    /** None leaves the subject alternative name extension out. */
    public CertificateMaker dnsNames(String... dnsNames) {
        this.dnsNames = List.of(dnsNames);
        return this;
    }

    public CertificateMaker validFrom(Instant notBefore) {
        this.notBefore = notBefore;
        return this;
    }

    public CertificateMaker validUntil(Instant notAfter) {
        this.notAfter = notAfter;
        return this;
    }

    /** For a year until yesterday. */
    public CertificateMaker expired() {
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));
        return validFrom(yesterday.minus(Duration.ofDays(365))).validUntil(yesterday);
    }

    /** From tomorrow on. */
    public CertificateMaker notYetValid() {
        return validFrom(Instant.now().plus(Duration.ofDays(1)));
    }

    /** @param bits 2,048 as a rule; SNS itself used 1,024 in 2012 */
    public CertificateMaker rsa(int bits) {
        this.keys = rsaKeys(bits);
        return this;
    }

    /** On the curve P-256. */
    public CertificateMaker ellipticCurve() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            this.keys = generator.generateKeyPair();
            return this;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Allows everything but to sign. */
    public CertificateMaker notForSigning() {
        this.keyUsage = KeyUsage.keyEncipherment;
        return this;
    }

    /** May sign certificates and nothing else. */
    public CertificateMaker authority() {
        this.authority = true;
        this.keyUsage = KeyUsage.keyCertSign;
        this.purpose = null;
        return this;
    }

    public CertificateMaker issuedBy(SigningCertificate authority) {
        this.issuer = authority;
        return this;
    }

    /** The extended key usage; {@code null} leaves the extension out. */
    public CertificateMaker purpose(KeyPurposeId purpose) {
        this.purpose = purpose;
        return this;
    }

    public SigningCertificate certificate() {
        KeyPair pair = keys == null ? rsaKeys(2048) : keys;
        PrivateKey signer = issuer == null ? pair.getPrivate() : issuer.privateKey();
        try {
            String algorithm = signer.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
            return new SigningCertificate(
                    new JcaX509CertificateConverter().getCertificate(
                            builder(pair).build(new JcaContentSignerBuilder(algorithm).build(signer))),
                    pair.getPrivate());
        } catch (OperatorCreationException | GeneralSecurityException | CertIOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private X509v3CertificateBuilder builder(KeyPair pair) throws CertIOException {
        X500Name subject = new X500NameBuilder().addRDN(BCStyle.CN, commonName).build();
        X500Name issuedBy = issuer == null ? subject
                : X500Name.getInstance(issuer.certificate().getSubjectX500Principal().getEncoded());
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(issuedBy, new BigInteger(127, RANDOM),
                Date.from(notBefore), Date.from(notAfter), subject, pair.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(keyUsage));
        if (purpose != null) {
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
        }
        if (!dnsNames.isEmpty()) {
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(
                    dnsNames.stream().map(name -> new GeneralName(GeneralName.dNSName, name)).toArray(GeneralName[]::new)));
        }
        return builder;
    }

    private static KeyPair rsaKeys(int bits) {
        try {
            return StandInRsa.keys(bits);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
