package dev.tocsin.delivery;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * Which lanes of this replica run, rest or queue for a place, so that each runs once at a time and no more than
 * {@code capacity} run together. Methods answer the lane that is to be run next, if any.
 */
final class Turns {

    private enum State {
        QUEUED,
        RUNNING,
        RUNNING_AND_ASKED,
        RESTING
    }

    private final int capacity;
    private final Map<Long, State> lanes = new HashMap<>();
    private final Queue<Long> queue = new ArrayDeque<>();
    private int running;

    Turns(int capacity) {
        this.capacity = capacity;
    }

    int capacity() {
        return capacity;
    }

    synchronized int running() {
        return running;
    }

    /** Something may be due: a lane that runs will look again, one that rests will look when it has rested. */
    synchronized Optional<Long> ask(long lane) {
        State state = lanes.get(lane);
        if (state == null) {
            lanes.put(lane, State.QUEUED);
            queue.add(lane);
            return next();
        }
        if (state == State.RUNNING) {
            lanes.put(lane, State.RUNNING_AND_ASKED);
        }
        return Optional.empty();
    }

    /** The database says that something is due: a lane that rests has rested enough, whatever it was told before. */
    synchronized Optional<Long> urge(long lane) {
        lanes.remove(lane, State.RESTING);
        return ask(lane);
    }

    /** The lane has found nothing to do. */
    synchronized Optional<Long> finish(long lane) {
        boolean asked = lanes.remove(lane) == State.RUNNING_AND_ASKED;
        running--;
        return asked ? ask(lane) : next();
    }

    /** The lane waits for a time of its own and leaves its place to another. */
    synchronized Optional<Long> rest(long lane) {
        lanes.put(lane, State.RESTING);
        running--;
        return next();
    }

    /** The lane has rested. */
    synchronized Optional<Long> resume(long lane) {
        return lanes.remove(lane, State.RESTING) ? ask(lane) : Optional.empty();
    }

    /** The lane ends and no other takes its place. */
    synchronized void drop(long lane) {
        lanes.remove(lane);
        running--;
    }

    private Optional<Long> next() {
        if (running == capacity || queue.isEmpty()) {
            return Optional.empty();
        }
        long lane = queue.remove();
        lanes.put(lane, State.RUNNING);
        running++;
        return Optional.of(lane);
    }
}
