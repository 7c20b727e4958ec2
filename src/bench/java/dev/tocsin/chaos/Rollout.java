package dev.tocsin.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.tocsin.benchmark.Application;

/**
 * Replaces replicas one after the other, as a Deployment does: a successor is started and has to be ready for a while, then its
 * predecessor is taken out of the Service, runs on for as long as preStop says, and gets its SIGTERM. It ends while the next
 * successor starts already.
 */
final class Rollout {

    private final ChaosStage stage;
    private final Endpoints endpoints;
    private final RolloutTimes times;
    private final String pace;
    private final Deque<Replica> serving = new ArrayDeque<>();
    private final List<Thread> farewells = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private Duration longestEnd = Duration.ZERO;
    private int replaced;
    private int started;

    Rollout(ChaosStage stage, Endpoints endpoints, RolloutTimes times, String pace) {
        this.stage = stage;
        this.endpoints = endpoints;
        this.times = times;
        this.pace = pace;
        if (!times.successorFirst()) {
            throw new IllegalArgumentException("the Deployment takes a replica away before its successor is ready");
        }
    }

    /** All that the Deployment asks for, at once. */
    void begin(Application application) throws IOException, InterruptedException {
        List<Replica> first = new ArrayList<>();
        for (int i = 0; i < times.replicas(); i++) {
            first.add(newReplica(application));
        }
        stage.launch(first, pace);
        ChaosStage.awaitReady(first);
        stage.configure(first.get(0));
        for (Replica replica : first) {
            serve(replica);
        }
    }

    List<Replica> serving() {
        return List.copyOf(serving);
    }

    void replaceAll(Application application) throws IOException, InterruptedException {
        for (int i = 0; i < times.replicas(); i++) {
            replaceOldest(application);
        }
    }

    void replaceOldest(Application application) throws IOException, InterruptedException {
        Replica successor = newReplica(application);
        stage.launch(List.of(successor), pace);
        serve(successor);
        TimeUnit.NANOSECONDS.sleep(times.settling().toNanos());
        if (!successor.isReady()) {
            fault("replica " + successor.name() + " was ready and did not stay so");
        }
        retire(serving.removeFirst());
        replaced++;
    }

    private Replica newReplica(Application application) throws IOException {
        started++;
        return stage.replica("r" + started, application);
    }

    private void serve(Replica replica) throws InterruptedException {
        endpoints.add(replica);
        replica.awaitReady();
        while (!endpoints.isReady(replica)) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        serving.addLast(replica);
    }

    private void retire(Replica replica) {
        endpoints.withdraw(replica);
        Thread farewell = new Thread(() -> end(replica), "farewell to " + replica.name());
        farewell.setDaemon(true);
        farewell.start();
        farewells.add(farewell);
    }

    private void end(Replica replica) {
        try {
            TimeUnit.NANOSECONDS.sleep(times.preStop().toNanos());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return;
        }
        if (!replica.isAlive()) {
            fault("replica " + replica.name() + " ended before its SIGTERM");
        }
        long begin = System.nanoTime();
        boolean isWell = replica.stopWithin(times.grace());
        ended(Duration.ofNanos(System.nanoTime() - begin));
        if (!isWell) {
            fault("replica " + replica.name() + " did not end within " + times.grace().toSeconds() + " s of its SIGTERM");
        }
    }

    /** Until all that were taken out have ended. */
    void awaitFarewells() throws InterruptedException {
        for (Thread farewell : farewells) {
            farewell.join();
        }
    }

    private synchronized void ended(Duration took) {
        longestEnd = took.compareTo(longestEnd) > 0 ? took : longestEnd;
    }

    private synchronized void fault(String fault) {
        faults.add(fault);
    }

    synchronized void tell(Ledger ledger) {
        ledger.figure("replicas that were replaced", replaced)
                .figure("longest milliseconds from SIGTERM to the end", longestEnd.toMillis())
                .fault("replicas that did not stay ready or did not end in time", faults);
    }
}
