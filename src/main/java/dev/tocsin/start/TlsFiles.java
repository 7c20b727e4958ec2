package dev.tocsin.start;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.eclipse.microprofile.config.Config;

/** The files of certificates and keys that Tocsin listens with. They are opened last, when everything else has started. */
public final class TlsFiles {

    static final String IS_NOT_THERE = " names a file that is not there, or that this user may not read.";

    private static final List<String> PROPERTIES = Stream.of("quarkus.http", "quarkus.management")
            .flatMap(where -> Stream.of("files", "key-files", "key-store-file", "trust-store-file", "trust-store-files")
                    .map(what -> where + ".ssl.certificate." + what))
            .toList();

    private TlsFiles() {
    }

    /** A line for each setting that names a file that cannot be read. */
    public static List<String> mistakes(Config config) {
        return PROPERTIES.stream().filter(property -> Stream.of(config.getConfigValue(property).getValue())
                .filter(files -> files != null)
                .flatMap(files -> Stream.of(files.split(","))).map(String::strip).filter(file -> !file.isEmpty())
                .anyMatch(file -> !isThere(file)))
                .map(property -> Setting.named(property) + IS_NOT_THERE)
                .toList();
    }

    /** Quarkus looks among its resources first. */
    private static boolean isThere(String file) {
        try {
            return Thread.currentThread().getContextClassLoader().getResource(file) != null
                    || Files.isReadable(Path.of(file));
        } catch (InvalidPathException noPath) {
            return false;
        }
    }
}
