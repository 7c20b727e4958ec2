package dev.tocsin.delivery;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * Which lanes of this replica run, rest or queue for a place, so that each runs once at a time and no more than
 * {@code capacity} run together. A lane that has had no answer for a while lingers: it runs on and leaves its place to another.
 * Lanes that were woken with many others, or have more waiting than one turn posts, queue apart, and an eighth of the places is
 * not for them: a lane that has something by itself does not wait for all that hear the same notification. Methods answer the
 * turn that is to begin next, if any.
 */
final class Turns {

    private enum State {
        QUEUED,
        RUNNING,
        RUNNING_AND_ASKED,
        RESTING
    }

    /** @param isAlone whether the lane has something by itself, and so goes before those that were woken together */
    record Turn(long lane, boolean isAlone) {
    }

    private final int capacity;
    private final int keptFromCrowd;
    private final Map<Long, State> lanes = new HashMap<>();
    private final Queue<Long> queue = new ArrayDeque<>();
    private final Queue<Long> crowd = new ArrayDeque<>();
    private boolean isCrowdsTurn;
    private final Set<Long> lingering = new HashSet<>();
    private int places;

    Turns(int capacity) {
        this.capacity = capacity;
        this.keptFromCrowd = capacity / 8;
        this.places = capacity;
    }

    int capacity() {
        return capacity;
    }

    /** Those that linger too. */
    synchronized int running() {
        return capacity - places + lingering.size();
    }

    /** How many places are taken, which lanes that linger do not. */
    synchronized int taken() {
        return capacity - places;
    }

    /** Something may be due: a lane that runs will look again, one that rests will look when it has rested. */
    synchronized Optional<Turn> ask(long lane) {
        return ask(lane, queue);
    }

    /** The same for many lanes at once. */
    synchronized Optional<Turn> askAmongMany(long lane) {
        return ask(lane, crowd);
    }

    private Optional<Turn> ask(long lane, Queue<Long> among) {
        State state = lanes.get(lane);
        if (state == null) {
            return queue(lane, among);
        }
        if (state == State.RUNNING) {
            lanes.put(lane, State.RUNNING_AND_ASKED);
        }
        return Optional.empty();
    }

    /** The database says that something is due: a lane that rests has rested enough, whatever it was told before. */
    synchronized Optional<Turn> urge(long lane) {
        lanes.remove(lane, State.RESTING);
        return ask(lane);
    }

    /** The same for many lanes at once. */
    synchronized Optional<Turn> urgeAmongMany(long lane) {
        lanes.remove(lane, State.RESTING);
        return askAmongMany(lane);
    }

    /** The lane goes on at once, but lets those that queue go first. It has posted all that was due when its turn began. */
    synchronized Optional<Turn> again(long lane) {
        leavePlace(lane);
        return queue(lane, queue);
    }

    /** The same for a lane in which more waits than it may post in one turn. */
    synchronized Optional<Turn> againWithMuch(long lane) {
        leavePlace(lane);
        return queue(lane, crowd);
    }

    /** The lane runs on without a place. */
    synchronized Optional<Turn> linger(long lane) {
        State state = lanes.get(lane);
        boolean runs = state == State.RUNNING || state == State.RUNNING_AND_ASKED;
        if (runs && lingering.add(lane)) {
            places++;
        }
        return next();
    }

    /** The lane has found nothing to do. */
    synchronized Optional<Turn> finish(long lane) {
        boolean asked = lanes.remove(lane) == State.RUNNING_AND_ASKED;
        leavePlace(lane);
        return asked ? ask(lane) : next();
    }

    /** The lane waits for a time of its own and leaves its place to another. */
    synchronized Optional<Turn> rest(long lane) {
        lanes.put(lane, State.RESTING);
        leavePlace(lane);
        return next();
    }

    /** The lane has rested. */
    synchronized Optional<Turn> resume(long lane) {
        return lanes.remove(lane, State.RESTING) ? ask(lane) : Optional.empty();
    }

    /** The lane ends and no other takes its place. */
    synchronized void drop(long lane) {
        lanes.remove(lane);
        leavePlace(lane);
    }

    private Optional<Turn> queue(long lane, Queue<Long> among) {
        lanes.put(lane, State.QUEUED);
        among.add(lane);
        return next();
    }

    private void leavePlace(long lane) {
        if (!lingering.remove(lane)) {
            places++;
        }
    }

    private Optional<Turn> next() {
        boolean mayBeCrowds = !crowd.isEmpty() && places > keptFromCrowd;
        if (places == 0 || queue.isEmpty() && !mayBeCrowds) {
            return Optional.empty();
        }
        boolean isCrowds = mayBeCrowds && (isCrowdsTurn || queue.isEmpty());
        isCrowdsTurn = !isCrowdsTurn;
        long lane = isCrowds ? crowd.remove() : queue.remove();
        lanes.put(lane, State.RUNNING);
        places--;
        return Optional.of(new Turn(lane, !isCrowds));
    }
}
