package dev.tocsin.outbound;

import java.net.UnknownHostException;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Promise;

/**
 * Looks up names on a few threads of its own, by the system's resolver, which makes its caller wait: ten seconds and more
 * where DNS does not answer.
 */
final class NameLookups {

    private static final int THREADS = 8;
    /** Nobody waits for more: a post gives up before its turn came. */
    private static final int MOST_WAITING = 1_000;
    private static final long IDLE_SECONDS = 30;

    /** Its threads begin with the first lookup, so that a native executable has none in its image. */
    private static final NameLookups OF_THE_PROCESS = new NameLookups();

    private final ThreadPoolExecutor threads;

    static NameLookups ofTheProcess() {
        return OF_THE_PROCESS;
    }

    NameLookups() {
        threads = new ThreadPoolExecutor(THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING), new DefaultThreadFactory("names", true));
        threads.allowCoreThreadTimeOut(true);
    }

    /** @param promise is kept by the event loop that made it */
    <T> void keep(Promise<T> promise, String name, Callable<T> lookup) {
        try {
            threads.execute(() -> keep(promise, lookup));
        } catch (RejectedExecutionException full) {
            promise.tryFailure(new UnknownHostException(name + ": too many names are being looked up"));
        }
    }

    private static <T> void keep(Promise<T> promise, Callable<T> lookup) {
        if (promise.isDone()) {
            return;
        }
        try {
            promise.trySuccess(lookup.call());
        } catch (Exception unknown) {
            promise.tryFailure(unknown);
        }
    }
}
