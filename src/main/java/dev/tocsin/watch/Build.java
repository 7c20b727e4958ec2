package dev.tocsin.watch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

import io.quarkus.runtime.ImageMode;

/**
 * Which build this is.
 *
 * @param version of the project, such as {@code 0.1.0}
 * @param commit the first digits of the Git commit, or {@code unknown} if it was built where there is no repository
 * @param built when, in UTC, or {@code unknown}
 * @param isNative whether it is the native executable
 */
public record Build(String version, String commit, String built, boolean isNative) {

    static final String RESOURCE = "tocsin-build.properties";

    private static final String UNKNOWN = "unknown";

    static Build current() {
        Properties properties = new Properties();
        try (InputStream resource = Thread.currentThread().getContextClassLoader().getResourceAsStream(RESOURCE)) {
            if (resource != null) {
                properties.load(resource);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return of(properties, ImageMode.current() != ImageMode.JVM);
    }

    static Build of(Properties properties, boolean isNative) {
        return new Build(known(properties.getProperty("version")), known(properties.getProperty("commit")),
                known(properties.getProperty("built")), isNative);
    }

    /** What Maven could not replace has still its place-holder. */
    private static String known(String value) {
        return value == null || value.isBlank() || value.contains("${") ? UNKNOWN : value.strip();
    }

    /** What runs it. */
    public String runtime() {
        return isNative ? "native" : "Java " + Runtime.version();
    }
}
