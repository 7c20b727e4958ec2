package dev.tocsin.door;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;

/** A body on its way. What it takes up grows by doubling, so that a body in many small pieces costs no more than another. */
final class Arrival {

    private static final int FIRST = 1_024;
    private static final byte[] NONE = {};

    private final ByteBudget budget;
    private final int largest;
    private final Consumer<Turned> turnAway;
    private volatile byte[] bytes = NONE;
    private int length;
    private int charged;
    private boolean isOver;
    private boolean isComplete;

    /** @param turnAway called at most once, from any thread */
    Arrival(ByteBudget budget, int largest, Consumer<Turned> turnAway) {
        this.budget = budget;
        this.largest = largest;
        this.turnAway = turnAway;
    }

    void begin() {
        budget.begin(this).ifPresent(oldest -> oldest.turnAway(Turned.CROWDED_OUT));
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

    /** All of it is here, unless it was sent away meanwhile. From now on it is not. */
    @SuppressWarnings("deprecation") // Buffer.buffer(ByteBuf): Vert.x 4 has no other one that copies nothing
    Optional<Buffer> complete() {
        budget.complete(this);
        synchronized (this) {
            if (isOver) {
                return Optional.empty();
            }
            isComplete = true;
            return Optional.of(Buffer.buffer(Unpooled.wrappedBuffer(bytes, 0, length)));
        }
    }

    void turnAway(Turned why) {
        synchronized (this) {
            if (isOver || isComplete) {
                return;
            }
            end();
        }
        turnAway.accept(why);
    }

    /** Gives back what it took up. */
    synchronized void end() {
        isOver = true;
        bytes = NONE;
        budget.giveBack(this);
    }

    private synchronized boolean isOver() {
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
