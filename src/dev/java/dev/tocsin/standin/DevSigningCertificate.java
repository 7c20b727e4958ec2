package dev.tocsin.standin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The throw-away certificate that samples are signed with in dev mode. Kept on disk, so that it outlives a live reload
 * and Tocsin goes on trusting it; made anew when it has expired.
 */
final class DevSigningCertificate {

    private final Path folder;

    /** @param folder {@code .tocsin/dev}; the certificate goes into its {@code certificates/} */
    DevSigningCertificate(Path folder) {
        this.folder = folder;
    }

    SigningCertificate keptOrMade() throws IOException {
        Optional<SigningCertificate> kept = kept();
        return kept.isPresent() ? kept.get() : made();
    }

    private Optional<SigningCertificate> kept() throws IOException {
        if (!Files.exists(keyFile()) || !Files.isDirectory(certificates())) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(certificates())) {
            Optional<Path> file = files.filter(path -> path.toString().endsWith(".pem")).findFirst();
            return file.isPresent() ? Optional.of(read(file.get())) : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException unusable) {
            return Optional.empty();
        }
    }

    private SigningCertificate read(Path certificateFile) throws IOException, GeneralSecurityException {
        X509Certificate certificate;
        try (var content = Files.newInputStream(certificateFile)) {
            certificate = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(content);
        }
        certificate.checkValidity();
        String key = Files.readString(keyFile()).replaceAll("-----[A-Z ]+-----|\\s", "");
        PrivateKey privateKey = KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key)));
        return new SigningCertificate(certificate, privateKey);
    }

    private SigningCertificate made() throws IOException {
        SigningCertificate made = SigningCertificate.good();
        Files.createDirectories(certificates());
        try (Stream<Path> old = Files.list(certificates())) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
        writePrivately(SigningCertificate.pem("PRIVATE KEY", made.privateKey().getEncoded()));
        made.writeTo(certificates());
        return made;
    }

    private void writePrivately(String key) throws IOException {
        Files.deleteIfExists(keyFile());
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(keyFile(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(keyFile(), key);
    }

    private Path certificates() {
        return folder.resolve("certificates");
    }

    private Path keyFile() {
        return folder.resolve("signing-key.pem");
    }
}
