package dev.tocsin.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.Promise;

/** Names are looked up beside the event loop, and however many there are, they take up a bounded place. */
class NameLookupsTest {

    private final DefaultEventExecutor loop = new DefaultEventExecutor();
    private final NameLookups lookups = new NameLookups();
    private final CountDownLatch answer = new CountDownLatch(1);

    @AfterEach
    void stop() {
        answer.countDown();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    @Test
    void theLoopGoesOnWhileANameIsLookedUp() throws Exception {
        Promise<String> slow = loop.newPromise();
        loop.submit(() -> lookups.keep(slow, "slow", this::waits)).get(5, TimeUnit.SECONDS);

        assertThat(loop.submit(() -> "goes on").get(5, TimeUnit.SECONDS)).isEqualTo("goes on");
        assertThat(slow.isDone()).isFalse();
        answer.countDown();
        assertThat(slow.get(5, TimeUnit.SECONDS)).isEqualTo("answered");
    }

    @Test
    void aNameThatIsUnknownFailsAsTheResolverSays() {
        Promise<String> unknown = loop.newPromise();
        lookups.keep(unknown, "nowhere", () -> {
            throw new UnknownHostException("nowhere");
        });

        assertThat(catchThrowable(() -> unknown.get(5, TimeUnit.SECONDS))).cause().isInstanceOf(UnknownHostException.class)
                .hasMessage("nowhere");
    }

    @Test
    void moreThanThereIsPlaceForAreUnknownAtOnce() throws Exception {
        List<Promise<String>> all = new ArrayList<>();
        for (int i = 0; i < 1_100; i++) {
            Promise<String> one = loop.newPromise();
            lookups.keep(one, "host-" + i, this::waits);
            all.add(one);
        }

        List<Promise<String>> refused = all.stream().filter(Promise::isDone).toList();
        assertThat(refused).hasSize(1_100 - 8 - 1_000).allMatch(one -> one.cause() instanceof UnknownHostException);
        answer.countDown();
        for (Promise<String> one : all) {
            one.await(5, TimeUnit.SECONDS);
        }
        assertThat(all).filteredOn(Promise::isSuccess).hasSize(1_008);
    }

    private String waits() throws InterruptedException {
        answer.await();
        return "answered";
    }
}
