package dev.tocsin.door;

import java.util.Arrays;
import java.util.function.Consumer;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;

/** A body on its way. What it takes up grows by doubling, so that a body in many small pieces costs no more than another. */
final class Arrival {

    private static final int FIRST = 1_024;

    private final Budget budget;
    private final int largest;
    private final Consumer<Turned> turnAway;
    private byte[] bytes = {};
    private int length;
    private int charged;
    private boolean isOver;

    /** @param turnAway called at most once, from any thread */
    Arrival(Budget budget, int largest, Consumer<Turned> turnAway) {
        this.budget = budget;
        this.largest = largest;
        this.turnAway = turnAway;
    }

    void add(Buffer chunk) {
        if (isOver()) {
            return;
        }
        if (chunk.length() > largest - length) {
            turnAway(Turned.TOO_LARGE);
            return;
        }
        if (length + chunk.length() > bytes.length && !makeRoom(length + chunk.length())) {
            return;
        }
        chunk.getBytes(bytes, length);
        length += chunk.length();
    }

    private boolean makeRoom(int needed) {
        int capacity = Math.min(largest, Math.max(needed, Math.max(FIRST, 2 * bytes.length)));
        budget.grow(this, capacity - bytes.length).ifPresent(largestOne -> largestOne.turnAway(Turned.OVERLOADED));
        if (isOver()) {
            budget.giveBack(this); // it was sent away while it grew
            return false;
        }
        bytes = Arrays.copyOf(bytes, capacity);
        return true;
    }

    /** All of it is here. */
    Buffer complete() {
        budget.complete(this);
        return Buffer.buffer(Unpooled.wrappedBuffer(bytes, 0, length));
    }

    void turnAway(Turned why) {
        if (end()) {
            turnAway.accept(why);
        }
    }

    /** @return whether it was not over before */
    synchronized boolean end() {
        boolean first = !isOver;
        isOver = true;
        budget.giveBack(this);
        return first;
    }

    synchronized boolean isOver() {
        return isOver;
    }

    /** For the budget, under its lock. */
    void charge(int more) {
        charged += more;
    }

    int charged() {
        return charged;
    }
}
