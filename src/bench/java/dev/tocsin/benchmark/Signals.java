package dev.tocsin.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What Java cannot send to a process. */
public final class Signals {

    private Signals() {
    }

    /** @param name as {@code kill} has it, for instance {@code STOP} */
    public static void send(String name, ProcessHandle process) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
