package dev.tocsin.embedded;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** 256 random bits, made once and kept in a file that only its owner reads. */
final class GeneratedKey {

    private static final int BYTES = 32;

    private GeneratedKey() {
    }

    /** The key in base64. */
    static String keptIn(Path file) throws IOException {
        try {
            Files.createFile(file, ownerOnly(file));
        } catch (FileAlreadyExistsException made) {
            return Files.readString(file).strip();
        }
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        String text = Base64.getEncoder().encodeToString(key);
        Files.writeString(file, text);
        return text;
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")) };
    }
}
