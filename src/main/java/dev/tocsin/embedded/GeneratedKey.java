package dev.tocsin.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** 256 random bits, made once and kept in a file that only its owner reads. */
final class GeneratedKey {

    private static final int BYTES = 32;

    private GeneratedKey() {
    }

    /** The key in base64. */
    static String keptIn(Path file) throws IOException {
        if (!Files.exists(file)) {
            OwnFolder.write(file, random());
        }
        return Files.readString(file).strip();
    }

    static String random() {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
