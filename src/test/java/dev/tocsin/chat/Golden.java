package dev.tocsin.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/**
 * Expected payloads, one file each, by name under {@code src/test/resources/chat} or beside a sample.
 * {@code -Dgolden.update=true} writes them anew;
 * the difference is then there to be read before it is committed.
 */
public final class Golden {

    private static final Path FOLDER = Path.of("src/test/resources/chat");
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Golden() {
    }

    public static void assertMatches(String name, JsonNode actual) {
        assertMatches(FOLDER.resolve(name + ".json"), actual);
    }

    public static void assertMatches(Path file, JsonNode actual) {
        try {
            String written = JSON.writeValueAsString(actual) + "\n";
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, written);
            }
            assertThat(written).as(file.toString()).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
