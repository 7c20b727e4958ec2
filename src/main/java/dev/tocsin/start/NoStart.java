package dev.tocsin.start;

/** Tocsin cannot start; the message is the line for the operator: which setting or address, why, and what to do. No secrets. */
public final class NoStart extends RuntimeException {

    private final ExitCode exitCode;

    public NoStart(ExitCode exitCode, String line) {
        super(line);
        this.exitCode = exitCode;
    }

    public NoStart(ExitCode exitCode, String line, Throwable cause) {
        super(line, cause);
        this.exitCode = exitCode;
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
