package dev.tocsin.delivery;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

import jakarta.inject.Singleton;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;

/**
 * Spreads the lanes over the event loops. What the database answers comes in on the loop of its connection, and all connections
 * may have been made on one: without this, one processor would understand, render and post everything.
 */
@Singleton
final class EventLoops {

    private final List<Context> loops;

    EventLoops(Vertx vertx) {
        int processors = Runtime.getRuntime().availableProcessors();
        this.loops = IntStream.range(0, processors)
                .<Context> mapToObj(loop -> ((VertxInternal) vertx).createEventLoopContext()).toList();
    }

    /** The same for a lane each time. */
    Executor of(long lane) {
        Context loop = loops.get((int) Math.floorMod(lane, (long) loops.size()));
        return work -> loop.runOnContext(nothing -> work.run());
    }
}
