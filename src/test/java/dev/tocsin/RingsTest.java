package dev.tocsin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/**
 * A whole run has the plain tests in two processes and then those of Quarkus in one. A test of Quarkus that is not listed runs
 * among the plain ones, where it starts an application for itself alone.
 */
class RingsTest {

    private static final Path SOURCES = Path.of("src/test/java");
    private static final Path LIST = Path.of("src/test/quarkus-tests.txt");

    @Test
    void theListNamesEveryTestOfQuarkusAndNoOther() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<String> found = files.filter(file -> file.toString().endsWith(".java")).filter(RingsTest::isOfQuarkus)
                    .map(file -> SOURCES.relativize(file).toString().replace('\\', '/')).sorted().toList();
            List<String> listed = Files.readAllLines(LIST).stream().filter(line -> !line.startsWith("#")).sorted().toList();
            assertThat(listed).as("lines of " + LIST).isEqualTo(found);
        }
    }

    private static boolean isOfQuarkus(Path file) {
        try {
            return Files.readString(file).lines().anyMatch("@QuarkusTest"::equals);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
