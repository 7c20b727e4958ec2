package dev.tocsin.embedded;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;

/**
 * PostgreSQL's programs, unpacked from zonky's jar into a folder of our own, which is named after the archive's digest. No
 * other user can write there, unlike zonky's own folder among the temporary files, so what is started is what was unpacked.
 */
final class PostgresBinaries {

    private static final String UNFINISHED = "unfinished";
    private static final int DIGITS = 16;

    private PostgresBinaries() {
    }

    /** The folder with {@code bin}, unpacked at the first start of a version; those of earlier versions are removed. */
    static Path unpackedIn(Path folder) throws IOException {
        OwnFolder.inner(folder);
        Path ready = folder.resolve(digest().substring(0, DIGITS));
        if (!Files.exists(ready)) {
            Path unfinished = folder.resolve(UNFINISHED);
            OwnFolder.delete(unfinished);
            OwnFolder.inner(unfinished);
            unpack(unfinished);
            Files.move(unfinished, ready, StandardCopyOption.ATOMIC_MOVE);
        }
        for (Path other : others(folder, ready)) {
            OwnFolder.delete(other);
        }
        return ready;
    }

    private static List<Path> others(Path folder, Path ready) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(one -> !one.equals(ready)).toList();
        }
    }

    private static InputStream archive() throws IOException {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String system = os.contains("mac") ? "Darwin" : os.contains("windows") ? "Windows" : "Linux";
        String machine = System.getProperty("os.arch");
        InputStream archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system,
                machine.equals("amd64") ? "x86_64" : machine);
        if (archive == null) {
            throw new FileNotFoundException("no PostgreSQL for " + system + " on " + machine + " in this build");
        }
        return archive;
    }

    private static String digest() throws IOException {
        try (DigestInputStream archive = new DigestInputStream(archive(), MessageDigest.getInstance("SHA-256"))) {
            archive.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(archive.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void unpack(Path target) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive()))) {
            TarArchiveEntry entry = tar.getNextEntry();
            while (entry != null) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("the archive has an entry outside of itself: " + entry.getName());
                }
                unpack(entry, tar, file);
                entry = tar.getNextEntry();
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink() || entry.isLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, file);
        if (file.getParent().endsWith("bin") && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
