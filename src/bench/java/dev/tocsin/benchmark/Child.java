package dev.tocsin.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that this benchmark started, and that it ends by this handle. */
final class Child {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String name;
    private final Process process;
    private final Path log;

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** In the log's folder, so that it finds no .env and no configuration by chance. */
    static Child start(String name, List<String> command, Map<String, String> environment, Path log, Ending ending)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(log.getParent().toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet()
                .removeIf(key -> key.startsWith("QUARKUS_") || key.startsWith("TOCSIN_") || key.startsWith("PG"));
        builder.environment().putAll(environment);
        return new Child(name, ending.start(builder), log);
    }

    /** Runs a program to its end and answers what it printed on the standard output. */
    static String output(List<String> command, Path errors, Ending ending) throws IOException, InterruptedException {
        Process process = ending.start(new ProcessBuilder(command).redirectError(errors.toFile()));
        try {
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command.get(0) + " failed: " + Files.readString(errors).strip());
            }
            return printed;
        } finally {
            process.destroyForcibly();
        }
    }

    long pid() {
        return process.pid();
    }

    void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " ended with status " + process.exitValue() + ": " + lastWords());
        }
    }

    /** The end of its log. */
    String lastWords() {
        try {
            String words = Files.readString(log);
            return words.substring(Math.max(0, words.length() - 2_000)).strip();
        } catch (IOException unreadable) {
            return "(no log)";
        }
    }

    void stop() {
        process.destroy();
        awaitEnd();
    }

    /** As PostgreSQL is stopped at once and in good order. */
    void interrupt() {
        if (process.isAlive()) {
            try {
                new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
