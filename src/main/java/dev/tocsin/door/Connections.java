package dev.tocsin.door;

import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import dev.tocsin.door.Connection.Doing;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * The connections that are open, of which there are only so many. Those that take up room and do nothing go first: without a
 * whole head, between two requests, with a body that is still to come; always the oldest. One that waits for its answer stays.
 */
@ChannelHandler.Sharable
final class Connections extends ChannelInboundHandlerAdapter {

    /** Why one was closed. */
    enum Closed {
        /** For a newer one. */
        CROWDED_OUT,
        /** It is the newer one, and all others wait for answers. */
        TOO_MANY,
        /** A head that leaves two readings. */
        MALFORMED,
        /** It sent too many requests at once. */
        TOO_FAR_AHEAD,
        /** No request's head in time. */
        NO_HEAD,
        /** It did not take its answer. */
        ANSWER_NOT_READ;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How long what may last. Between two requests the server's own idle timeout counts.
     *
     * @param head from the opening, or from the first byte of a later request
     * @param answer without a byte of an answer being taken
     */
    record Patience(Duration head, Duration answer) {
    }

    private static final Comparator<Connection> FIRST_TO_GO = Comparator.comparing(Connection::doing)
            .thenComparingLong(Connection::since);

    private static final long NEVER = Long.MIN_VALUE;

    private final int most;
    private final Patience patience;
    private final LongSupplier nanos;
    private final Consumer<Closed> count;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private volatile long lastLeft = NEVER;
    private volatile boolean acceptsNoMore;

    Connections(int most, Patience patience, LongSupplier nanos, Consumer<Closed> count) {
        this.most = most;
        this.patience = patience;
        this.nanos = nanos;
        this.count = count;
    }

    /** The listening socket has accepted one. */
    @Override
    public void channelRead(ChannelHandlerContext listening, Object accepted) {
        if (!(accepted instanceof Channel channel)) {
            listening.fireChannelRead(accepted);
            return;
        }
        if (acceptsNoMore) {
            channel.unsafe().closeForcibly(); // no event loop is left to serve it, which Netty would log with a stack
            return;
        }
        if (open.size() >= most && !makeRoom()) {
            count.accept(Closed.TOO_MANY);
            channel.unsafe().closeForcibly();
            return;
        }
        Connection connection = new Connection(this, channel, now());
        channel.attr(Connection.KEY).set(connection);
        channel.pipeline().addLast("door", connection);
        open.add(connection);
        channel.closeFuture().addListener(closed -> gone(connection));
        listening.fireChannelRead(accepted);
    }

    private boolean makeRoom() {
        Optional<Connection> first = open.stream().min(FIRST_TO_GO)
                .filter(connection -> connection.doing() != Doing.WAITING_FOR_ITS_ANSWER);
        first.ifPresent(connection -> close(connection, Closed.CROWDED_OUT));
        return first.isPresent();
    }

    /** Closes those whose time is up. */
    void look() {
        long now = now();
        for (Connection connection : open) {
            if (connection.doing() == Doing.SENDING_A_HEAD && now - connection.since() > patience.head().toNanos()) {
                close(connection, Closed.NO_HEAD);
            } else if (now - connection.unreadSince(now) > patience.answer().toNanos()) {
                close(connection, Closed.ANSWER_NOT_READ);
            }
        }
    }

    private void close(Connection connection, Closed why) {
        open.remove(connection);
        count.accept(why);
        connection.close();
    }

    void count(Closed why) {
        count.accept(why);
    }

    void gone(Connection connection) {
        open.remove(connection);
        lastLeft = now();
    }

    void acceptNoMore() {
        acceptsNoMore = true;
    }

    int open() {
        return open.size();
    }

    /** Whether one of those that are open has a request under way, or had its last one so short a time ago. */
    boolean wereUsedWithin(Duration time) {
        long now = now();
        return open.stream()
                .anyMatch(one -> one.doing() != Doing.NOTHING || now - one.since() < time.toNanos());
    }

    /** Whether one was closed, by whomever, so short a time ago. */
    boolean wereLeftWithin(Duration time) {
        long left = lastLeft;
        return left != NEVER && now() - left < time.toNanos();
    }

    long now() {
        return nanos.getAsLong();
    }

    /** One for each 64 KiB of memory, which is what a connection takes up at its busiest before a body is charged. */
    static int fitting(long memory) {
        return (int) Math.max(512, Math.min(20_000, memory / (64 * 1_024)));
    }
}
