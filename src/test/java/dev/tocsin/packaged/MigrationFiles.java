package dev.tocsin.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The migrations of this version. */
final class MigrationFiles {

    private static final Path FOLDER = Path.of("src/main/resources/db/migration");

    private MigrationFiles() {
    }

    /** In their order. */
    static List<Integer> versions() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> Integer.valueOf(file.getFileName().toString().replaceFirst("^V(\\d+)__.*", "$1"))).sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static int newest() {
        List<Integer> all = versions();
        return all.get(all.size() - 1);
    }
}
