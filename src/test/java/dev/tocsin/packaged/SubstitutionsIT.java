package dev.tocsin.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/**
 * The native executable is linked of what is packaged for a JVM, but for the embedded PostgreSQL. An extension that was
 * built for another version of a library shows here, and not first on the machine that links.
 */
class SubstitutionsIT {

    @Test
    void everySubstitutionInTheExecutableHasItsOriginal() throws IOException {
        try (ApplicationClasses classes = new ApplicationClasses(jars())) {
            Substitutions substitutions = new Substitutions(classes);

            assertThat(substitutions.faults()).isEmpty();
            assertThat(substitutions.count()).as("substitutions found").isGreaterThan(50);
        }
    }

    private static List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.walk(application())) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
    }

    /** Of a JVM, or what a native executable was linked of. */
    private static Path application() throws IOException {
        try (Stream<Path> built = Files.list(Path.of("target"))) {
            return built
                    .filter(folder -> folder.endsWith("quarkus-app") || folder.toString().endsWith("native-image-source-jar"))
                    .sorted(Comparator.comparing(folder -> !folder.endsWith("quarkus-app"))).findFirst().orElseThrow();
        }
    }
}
