package dev.tocsin.declaration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tocsin.secret.Secret;

/**
 * Finds the secrets that a file refers to: {@code {env: NAME}} an environment variable, {@code {file: path}} a file, relative
 * to
 * the folder of the one that refers to it. A secret that stands in the file itself is refused: the file is made for
 * repositories and ConfigMaps, which everybody reads.
 */
final class SecretReferences {

    private static final int LARGEST = 8 * 1024;
    private static final String FORMS = "must be {env: NAME} or {file: path}: secrets do not belong in this file";

    private final Function<String, String> environment;
    private final Path folder;

    SecretReferences(Function<String, String> environment, Path folder) {
        this.environment = environment;
        this.folder = folder;
    }

    /** Says why there is no secret; the message goes on from the member's name. */
    static final class Unresolved extends Exception {

        Unresolved(String message) {
            super(message, null, false, false);
        }
    }

    /** May block. */
    Secret resolve(JsonNode reference) throws Unresolved {
        if (reference.size() != 1 || !reference.isObject()) {
            throw new Unresolved(FORMS);
        }
        if (reference.path("env").isTextual()) {
            return ofEnvironment(reference.get("env").textValue());
        }
        if (reference.path("file").isTextual()) {
            return ofFile(reference.get("file").textValue());
        }
        throw new Unresolved(FORMS);
    }

    private Secret ofEnvironment(String name) throws Unresolved {
        String value = environment.apply(name);
        if (value == null || value.isBlank()) {
            throw new Unresolved("refers to the environment variable " + name + ", which is not set");
        }
        return Secret.of(value.strip());
    }

    /** One byte more than may be at most: what a file says of its size need not be so. */
    private static byte[] read(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return stream.readNBytes(LARGEST + 1);
        }
    }

    private Secret ofFile(String name) throws Unresolved {
        try {
            Path file = folder.resolve(name);
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new Unresolved("refers to " + name + ", which is no regular file");
            }
            byte[] bytes = read(file);
            if (bytes.length > LARGEST) {
                throw new Unresolved("refers to the file " + name + ", which has more than " + LARGEST + " bytes");
            }
            String value = new String(bytes, StandardCharsets.UTF_8).strip();
            if (value.isEmpty()) {
                throw new Unresolved("refers to the file " + name + ", which is empty");
            }
            return Secret.of(value);
        } catch (IOException | InvalidPathException unreadable) {
            throw new Unresolved("refers to the file " + name + ", which cannot be read ("
                    + unreadable.getClass().getSimpleName() + ")");
        }
    }
}
