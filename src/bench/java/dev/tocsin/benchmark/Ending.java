package dev.tocsin.benchmark;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** What is to be ended and removed, last come first; also when the benchmark fails or is interrupted. */
public final class Ending {

    private final Deque<Runnable> steps = new ArrayDeque<>();
    private boolean begun;

    /** At once, if the end has begun already. */
    public synchronized void then(Runnable step) {
        if (begun) {
            step.run();
        } else {
            steps.push(step);
        }
    }

    /** A process that ends with this one; none is started once the end has begun. */
    public synchronized Process start(ProcessBuilder builder) throws IOException {
        if (begun) {
            throw new IllegalStateException("all is ending");
        }
        Process process = builder.start();
        steps.push(process::destroyForcibly);
        return process;
    }

    /** Once; who comes second waits until the first is through. */
    public synchronized void run() {
        begun = true;
        while (!steps.isEmpty()) {
            Runnable step = steps.pop();
            try {
                step.run();
            } catch (RuntimeException failure) {
                System.err.println("While ending: " + failure);
            }
        }
    }
}
