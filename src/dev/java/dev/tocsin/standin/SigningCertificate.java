package dev.tocsin.standin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;

/** A certificate such as SNS signs with, and its private key. */
public record SigningCertificate(X509Certificate certificate, PrivateKey privateKey) {

    /** Starts with a good one: {@code sns.amazonaws.com}, RSA 2048, valid since yesterday and for a year. */
    public static CertificateMaker make() {
        return new CertificateMaker();
    }

    /** A good one. */
    public static SigningCertificate good() {
        return make().certificate();
    }

    /** As SNS names them, {@code SimpleNotificationService-<32 lowercase hexadecimal digits>.pem}. */
    public String fileName() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return "SimpleNotificationService-" + HexFormat.of().formatHex(digest, 0, 16) + ".pem";
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** One PEM block, as SNS serves it. */
    public String pem() {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Writes {@link #pem()} as {@link #fileName()} into a folder. */
    public Path writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        return Files.writeString(folder.resolve(fileName()), pem());
    }

    static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(content)
                + "\n-----END " + label + "-----\n";
    }
}
