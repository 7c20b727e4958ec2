package dev.tocsin.start;

import java.io.PrintStream;
import java.util.List;

/**
 * What is said of a failed start.
 *
 * @param lines one for each cause
 * @param stack empty, or the stack of a failure that the lines do not explain
 */
public record Explanation(ExitCode exitCode, List<String> lines, String stack) {

    private static final String PREFIX = "Tocsin did not start: ";

    Explanation(ExitCode exitCode, String line) {
        this(exitCode, List.of(line), "");
    }

    /** In one piece, so that no log line comes between. */
    public void print(PrintStream out) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(PREFIX).append(line.replaceAll("\\s*\\R\\s*", " ").strip()).append('\n'));
        out.print(text.append(stack));
        out.flush();
    }
}
