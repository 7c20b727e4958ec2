package dev.tocsin.door;

import java.util.Arrays;
import java.util.function.Consumer;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;

/** A body on its way. What it takes up grows by doubling, so that a body in many small pieces costs no more than another. */
final class Arrival {

    private static final int FIRST = 1_024;
    private static final byte[] NONE = {};

    private final Budget budget;
    private final int largest;
    private final Consumer<Turned> turnAway;
    private volatile byte[] bytes = NONE;
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
        int needed = length + chunk.length();
        if (needed > largest) {
            turnAway(Turned.TOO_LARGE);
            return;
        }
        byte[] room = needed <= bytes.length ? bytes : makeRoom(needed);
        if (room.length >= needed) { // else it was sent away meanwhile
            chunk.getBytes(room, length);
            length = needed;
        }
    }

    private byte[] makeRoom(int needed) {
        byte[] before = bytes;
        int capacity = Math.min(largest, Math.max(needed, Math.max(FIRST, 2 * before.length)));
        budget.grow(this, capacity - before.length).ifPresent(largestOne -> largestOne.turnAway(Turned.OVERLOADED));
        synchronized (this) {
            if (isOver) {
                budget.giveBack(this);
                return NONE;
            }
            bytes = Arrays.copyOf(before, Math.max(capacity, before.length));
            return bytes;
        }
    }

    /** All of it is here. */
    Buffer complete() {
        budget.complete(this);
        byte[] all = bytes;
        return Buffer.buffer(Unpooled.wrappedBuffer(all, 0, Math.min(length, all.length)));
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
        bytes = NONE;
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
