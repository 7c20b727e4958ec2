package dev.tocsin.chat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import dev.tocsin.standin.SigningCertificate;

/** Who issues the certificates of the servers in tests. It is kept in a file, because Quarkus loads classes of tests twice. */
final class TestAuthority {

    private static final String FOLDER = "tocsin.test.authority";
    private static final char[] PASSWORD = "s3cr3t".toCharArray();

    private TestAuthority() {
    }

    /** For a trust store. */
    static synchronized Path pem() {
        try {
            return Files.writeString(file("authority.pem"), get().pem());
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static synchronized SigningCertificate get() {
        try {
            Path file = file("authority.p12");
            KeyStore store = KeyStore.getInstance("PKCS12");
            if (Files.exists(file)) {
                try (InputStream in = Files.newInputStream(file)) {
                    store.load(in, PASSWORD);
                }
            } else {
                store.load(null, null);
                SigningCertificate made = SigningCertificate.make().named("Authority of tests").authority().certificate();
                put(store, made);
                try (OutputStream out = Files.newOutputStream(file)) {
                    store.store(out, PASSWORD);
                }
            }
            return new SigningCertificate((X509Certificate) store.getCertificate("it"),
                    (PrivateKey) store.getKey("it", PASSWORD));
        } catch (IOException | GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** For a server that shows this certificate. */
    static SSLContext context(SigningCertificate certificate) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            put(store, certificate);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void put(KeyStore store, SigningCertificate it) throws GeneralSecurityException {
        store.setKeyEntry("it", it.privateKey(), PASSWORD, new Certificate[] { it.certificate() });
    }

    private static Path folder() throws IOException {
        if (System.getProperty(FOLDER) == null) {
            Path folder = Files.createTempDirectory("tocsin-authority");
            folder.toFile().deleteOnExit();
            System.setProperty(FOLDER, folder.toString());
        }
        return Path.of(System.getProperty(FOLDER));
    }

    /** Nothing of it stays: what was registered last is deleted first. */
    private static Path file(String name) throws IOException {
        Path file = folder().resolve(name);
        file.toFile().deleteOnExit();
        return file;
    }
}
