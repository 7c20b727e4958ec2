package dev.tocsin.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs PostgreSQL's programs, one at a time. As root they run in a user namespace of their own, in which root is nobody, since
 * PostgreSQL refuses to run as root; the files still belong to root.
 */
final class Programs {

    private static final long LONGEST_SECONDS = 120;
    private static final int LONGEST_OUTPUT = 2_000;

    private final Path folder;
    private final Path bin;
    private final boolean root;
    private Process running;
    private boolean closed;

    Programs(Path binaries) {
        this.folder = binaries;
        this.bin = binaries.resolve("bin");
        this.root = "root".equals(System.getProperty("user.name")) && Files.exists(Path.of("/proc/self"));
    }

    Path folder() {
        return folder;
    }

    /** What it printed. */
    String run(String program, List<String> arguments) throws IOException, InterruptedException {
        return run("", program, arguments);
    }

    /**
     * Runs it to its end.
     *
     * @param input not shown in any list of processes, unlike arguments
     * @throws IOException with the last it printed, if it ends with another status than 0
     */
    String run(String input, String program, List<String> arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile(bin.getParent(), "output", null);
        try {
            Process process = start(program, arguments, output);
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException endedWithoutReading) {
                // Its status says why.
            }
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(program + " did not end within " + LONGEST_SECONDS + " s");
            }
            String printed = end(Files.readString(output, StandardCharsets.ISO_8859_1));
            if (process.exitValue() != 0) {
                throw new IOException(program + ": " + hint(printed));
            }
            return printed;
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private synchronized Process start(String program, List<String> arguments, Path output)
            throws IOException, InterruptedException {
        if (closed) {
            throw new InterruptedException("closed");
        }
        List<String> command = new ArrayList<>(root ? List.of("unshare", "-U") : List.of());
        command.add(bin.resolve(program).toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        // PGDATA, PGPORT and the like are meant for clients of other servers.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        running = builder.start();
        return running;
    }

    /**
     * None is started any more. One that runs is waited for, because a half-started server could not be stopped; only what
     * makes a new database is ended, for that is made again.
     */
    void close() throws InterruptedException {
        Process last;
        synchronized (this) {
            closed = true;
            last = running;
        }
        if (last != null && last.isAlive()) {
            if (last.info().command().orElse("").endsWith("initdb")) {
                last.destroy();
            }
            last.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static String end(String printed) {
        return printed.substring(Math.max(0, printed.length() - LONGEST_OUTPUT)).strip();
    }

    private String hint(String printed) {
        return root && printed.contains("unshare")
                ? "PostgreSQL does not run as root, and this container allows no user namespace; run Tocsin as another user ("
                        + printed + ")"
                : printed.isEmpty() ? "it ended without a word" : printed;
    }
}
