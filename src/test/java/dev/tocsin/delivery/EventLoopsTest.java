package dev.tocsin.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

class EventLoopsTest {

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2 * PROCESSORS));
    private final EventLoops loops = new EventLoops(vertx);

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void lanesThatFollowEachOtherAreSpreadOverAsManyLoopsAsThereAreProcessors() {
        assertThat(threads(LongStream.range(1_000, 1_000 + PROCESSORS))).doesNotHaveDuplicates();
    }

    @Test
    void eachLoopHasItsShareOfTheLanes() {
        assertThat(threads(LongStream.range(0, 10L * PROCESSORS))).allSatisfy(
                thread -> assertThat(threads(LongStream.range(0, 10L * PROCESSORS))).filteredOn(thread::equals).hasSize(10));
    }

    @Test
    void aLaneHasTheSameLoopEachTime() {
        assertThat(threads(LongStream.of(7, 7, 7)).stream().distinct()).hasSize(1);
    }

    /** So that whatever it waits for does not hold up the caller's. */
    @Test
    void aLaneRunsOnItsLoopWhoeverAsks() {
        assertThat(threads(LongStream.of(7))).first().asString().startsWith("vert.x-eventloop-thread");
    }

    private List<String> threads(LongStream lanes) {
        return lanes.mapToObj(lane -> thread(loops.of(lane))).toList();
    }

    private static String thread(Executor loop) {
        return CompletableFuture.supplyAsync(() -> Thread.currentThread().getName(), loop).join();
    }
}
