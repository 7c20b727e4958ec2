package dev.tocsin.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * An application to be measured.
 *
 * @param name how the table calls it
 * @param path a jar or an executable
 */
public record Application(String name, Path path) {

    private static final Path LAUNCHER = Path.of("quarkus-run.jar");

    /** @param given a jar, an executable, or the folder of a packaged application */
    public static Application of(String name, String given) {
        Path path = Path.of(given).toAbsolutePath();
        Path file = Files.isDirectory(path) ? path.resolve(LAUNCHER) : path;
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(given + " is no jar, no executable and no folder with a " + LAUNCHER);
        }
        return new Application(name, file);
    }

    /** The one that the build has just made, or what {@code -Dpackaged.app} names instead. */
    public static Application packaged() {
        return of("tocsin", System.getProperty("packaged.app", "target/quarkus-app"));
    }

    public boolean isJar() {
        return path.toString().endsWith(".jar");
    }

    public List<String> command(List<String> javaOptions, Path gcLog) {
        List<String> options = Stream.concat(Stream.of("-Xlog:gc:file=" + gcLog), javaOptions.stream()).toList();
        return command(options, List.of());
    }

    /**
     * @param javaOptions of a JVM alone
     * @param options that a native executable takes too
     */
    public List<String> command(List<String> javaOptions, List<String> options) {
        if (!isJar()) {
            return Stream.concat(Stream.of(path.toString()), options.stream()).toList();
        }
        return Stream.of(Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()), javaOptions.stream(),
                options.stream(), Stream.of("-jar", path.toString())).flatMap(part -> part).toList();
    }

    /** The commit of the working tree that it lies in, which is what it was built from, or else a word. */
    String commit(Path errors, Ending ending) throws InterruptedException {
        try {
            String folder = path.getParent().toString();
            return Child.output(List.of("git", "-C", folder, "describe", "--always", "--dirty", "--abbrev=12"), errors, ending)
                    .strip();
        } catch (IOException | IllegalStateException none) {
            return "unknown";
        }
    }
}
