package dev.tocsin.database;

import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.Set;

import jakarta.inject.Singleton;

import dev.tocsin.problem.Absence;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.sqlclient.ClosedConnectionException;

/**
 * Whether a request failed because Postgres is out of reach, shutting down, full or without writes, rather than for a fault of
 * ours.
 */
@Singleton
final class DatabaseAway implements Absence {

    private static final int DEEPEST = 10;
    private static final Set<String> CLASSES = Set.of("08", "53", "57", "58");
    private static final String READ_ONLY = "25006";

    @Override
    public String who() {
        return "database";
    }

    @Override
    public boolean isCauseOf(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof SocketException || cause instanceof ClosedChannelException
                    || cause instanceof ClosedConnectionException || cause instanceof TimeoutException
                    || cause instanceof NoToken
                    || saysSo(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /**
     * Classes 08 (connection), 53 (resources), 57 (operator intervention, statements that took too long) and 58 (its own
     * system)
     * of the PostgreSQL error codes, and the one of a transaction that may not write.
     */
    private static boolean saysSo(Throwable cause) {
        return DatabaseTrouble.sqlState(cause)
                .filter(state -> state.equals(READ_ONLY) || state.length() == 5 && CLASSES.contains(state.substring(0, 2)))
                .isPresent();
    }
}
