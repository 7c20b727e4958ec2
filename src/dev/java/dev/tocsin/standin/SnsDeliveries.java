package dev.tocsin.standin;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * What waits to be posted to the subscriber. Like SNS it comes again with what was met by a 5xx, a 429 or no answer, and gives
 * up what was refused with another 4xx, or is too old. What waits is bounded in number and bytes, and ends with the process.
 * For use from any thread.
 */
final class SnsDeliveries implements AutoCloseable {

    static final int MOST = 20_000;
    static final long MOST_BYTES = 64L * 1024 * 1024;
    private static final System.Logger LOG = System.getLogger(SnsDeliveries.class.getName());

    /** @param isSigned as it will be posted each time; signing takes a millisecond of the processor */
    private record Letter(URI subscriber, SnsSigner signer, SnsMessage message, int bytes, long since, int tries,
            boolean isSigned) {

        Letter signed() {
            return isSigned ? this : new Letter(subscriber, signer, signer.sign(message), bytes, since, tries, true);
        }

        Letter triedOnceMore() {
            return new Letter(subscriber, signer, message, bytes, since, tries + 1, isSigned);
        }
    }

    private final Vertx vertx;
    private final SnsPublisher publisher;
    private final SnsPatience patience;
    private final Deque<Letter> waiting = new ArrayDeque<>();
    private int underWay;
    private int count;
    private long bytes;
    private boolean isClosed;

    SnsDeliveries(Vertx vertx, SnsPatience patience) {
        this.vertx = vertx;
        this.publisher = new SnsPublisher(vertx);
        this.patience = patience;
    }

    /** @return whether there is room for it */
    boolean offer(URI subscriber, SnsSigner signer, SnsMessage message) {
        int size = message.json().getBytes(StandardCharsets.UTF_8).length;
        synchronized (this) {
            if (count == MOST || bytes + size > MOST_BYTES) {
                return false;
            }
            count++;
            bytes += size;
            waiting.add(new Letter(subscriber, signer, message, size, System.nanoTime(), 0, false));
        }
        postMore();
        return true;
    }

    /** How many are waiting, being posted or to be posted again. */
    synchronized int count() {
        return count;
    }

    private void postMore() {
        for (Letter next = take(); next != null; next = take()) {
            post(next);
        }
    }

    private synchronized Letter take() {
        if (isClosed || underWay == SnsPublisher.CONNECTIONS || waiting.isEmpty()) {
            return null;
        }
        underWay++;
        return waiting.remove();
    }

    /** Signed on a thread that may be busy, since this one may be an event loop. */
    private void post(Letter letter) {
        Future<Letter> signed = letter.isSigned() ? Future.succeededFuture(letter)
                : vertx.executeBlocking(letter::signed, false);
        signed.onComplete(ready -> {
            Letter tried = (ready.succeeded() ? ready.result() : letter).triedOnceMore();
            signed.compose(one -> publisher.post(one.subscriber(), one.message())).onComplete(reply -> {
                settle(tried, reply);
                postMore();
            });
        });
    }

    private void settle(Letter letter, AsyncResult<SnsPublisher.Reply> reply) {
        int status = reply.succeeded() ? reply.result().status() : 0;
        boolean comesAgain = (status == 0 || status == 429 || status >= 500)
                && System.nanoTime() - letter.since() < patience.altogether().toNanos();
        synchronized (this) {
            underWay--;
            if (!comesAgain) {
                count--;
                bytes -= letter.bytes();
            }
        }
        if (comesAgain) {
            vertx.setTimer(Math.max(1, patience.pauseAfter(letter.tries()).toMillis()), timer -> again(letter));
        } else if (status < 200 || status > 299) {
            LOG.log(System.Logger.Level.WARNING, "The stand-in for SNS gives up {0} after {1} tries, the last answered {2}",
                    letter.message().messageId(), letter.tries(), status == 0 ? "by nobody" : String.valueOf(status));
        }
    }

    private void again(Letter letter) {
        synchronized (this) {
            waiting.add(letter);
        }
        postMore();
    }

    @Override
    public void close() {
        synchronized (this) {
            isClosed = true;
            waiting.clear();
        }
        publisher.close();
    }
}
