package dev.tocsin.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that this benchmark started, and that it ends by this handle. */
public final class Child {

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
    public static Child start(String name, List<String> command, Map<String, String> environment, Path log, Ending ending)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(log.getParent().toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet()
                .removeIf(key -> key.startsWith("QUARKUS_") || key.startsWith("TOCSIN_") || key.startsWith("PG"));
        builder.environment().putAll(environment);
        return new Child(name, ending.start(builder), log);
    }

    /** Runs a program to its end and answers what it printed on the standard output. */
    public static String output(List<String> command, Path errors, Ending ending) throws IOException, InterruptedException {
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

    public long pid() {
        return process.pid();
    }

    public void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " ended with status " + process.exitValue() + ": " + lastWords());
        }
    }

    /** The end of its log. */
    public String lastWords() {
        try {
            String words = Files.readString(log);
            return words.substring(Math.max(0, words.length() - 2_000)).strip();
        } catch (IOException unreadable) {
            return "(no log)";
        }
    }

    public void stop() {
        process.destroy();
        awaitEnd();
    }

    /** Whether it ended in that time; else it is killed. */
    public boolean stopWithin(Duration grace) {
        process.destroy();
        try {
            if (process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        return false;
    }

    /** As PostgreSQL is stopped at once and in good order. */
    public void interrupt() {
        signal("INT");
        awaitEnd();
    }

    /** @param name as {@code kill} has it, for instance {@code STOP} */
    public void signal(String name) {
        if (process.isAlive()) {
            Signals.send(name, process.toHandle());
        }
    }

    /** As the kernel does it when memory runs out. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Waits for its end, for some seconds, and then ends it. */
    public void end() {
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
