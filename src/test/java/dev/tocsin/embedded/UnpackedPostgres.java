package dev.tocsin.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** The programs of the embedded PostgreSQL, for tests that stop and kill it themselves, as whatever user. */
public final class UnpackedPostgres {

    private UnpackedPostgres() {
    }

    /** The folder of its programs. */
    public static Path programsIn(Path folder) throws IOException {
        Path unpacked = PostgresBinaries.unpackedIn(folder);
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.filter(file -> !Files.isSymbolicLink(file)).toList();
        }
        for (Path file : all) {
            boolean mayRun = Files.isDirectory(file) || Files.isExecutable(file);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mayRun ? "rwxr-xr-x" : "rw-r--r--"));
        }
        return unpacked.resolve("bin");
    }
}
