package dev.tocsin.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every secret in the tests has s3cr3t in it, and this runs after them: what the whole run has logged must not. The names of
 * parameterized tests are no logs, so only what was printed and the processes' own logs are read.
 */
@Tag("last")
class NoSecretInAnyLogIT {

    @Test
    void noLogOfTheWholeRunShowsASecret() throws IOException {
        List<Path> logs = logs();

        assertThat(logs).as("logs of the tests").anyMatch(log -> log.toString().contains("MainJobTest"));
        assertThat(logs.stream().mapToLong(NoSecretInAnyLogIT::size).sum()).as("what was logged").isPositive();
        assertThat(logs).allSatisfy(log -> assertThat(Files.readString(log, StandardCharsets.ISO_8859_1))
                .doesNotContainIgnoringCase("s3cr3t").doesNotContain("Action=Unsubscribe")
                // What an authorization at Slack has to bring back.
                .doesNotContainPattern("(ticket|state)=[A-Za-z0-9_-]{43}")
                // Tokens of the API are made by the application and cannot bear the marker.
                .doesNotContainPattern("tocsin_[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])"));
    }

    private static List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("target"), 2)) {
            return files.filter(file -> file.toString().endsWith("-output.txt") || file.toString().endsWith(".log")).toList();
        }
    }

    private static long size(Path log) {
        try {
            return Files.size(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
