package dev.tocsin.start;

import java.util.List;

/** Tocsin cannot start; the message is the line for the operator: which setting or address, why, and what to do. No secrets. */
public final class NoStart extends RuntimeException {

    private final ExitCode exitCode;
    private final List<String> lines;

    public NoStart(ExitCode exitCode, String line) {
        this(exitCode, line, null);
    }

    public NoStart(ExitCode exitCode, String line, Throwable cause) {
        super(line, cause);
        this.exitCode = exitCode;
        this.lines = List.of(line);
    }

    /** For several causes, a line each. */
    public NoStart(ExitCode exitCode, List<String> lines) {
        super(String.join("\n", lines));
        this.exitCode = exitCode;
        this.lines = List.copyOf(lines);
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    List<String> lines() {
        return lines;
    }
}
