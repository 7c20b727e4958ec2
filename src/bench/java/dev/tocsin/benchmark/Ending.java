package dev.tocsin.benchmark;

import java.util.ArrayDeque;
import java.util.Deque;

/** What is to be ended and removed, last come first; also when the benchmark fails or is interrupted. */
final class Ending {

    private final Deque<Runnable> steps = new ArrayDeque<>();
    private boolean begun;

    /** At once, if the end has begun already. */
    void then(Runnable step) {
        if (!isKept(step)) {
            step.run();
        }
    }

    private synchronized boolean isKept(Runnable step) {
        if (!begun) {
            steps.push(step);
        }
        return !begun;
    }

    /** Once; who comes second waits until the first is through. */
    synchronized void run() {
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
