package dev.tocsin.database;

import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

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
    public String matter(Throwable failure) {
        return causes(failure).anyMatch(DatabaseAway::isReadOnly) ? "takes no writes now, though it can be read"
                : "is out of reach";
    }

    @Override
    public String inWords(Throwable failure) {
        return DatabaseTrouble.words(failure);
    }

    @Override
    public boolean isCauseOf(Throwable failure) {
        return causes(failure).anyMatch(cause -> cause instanceof SocketException || cause instanceof ClosedChannelException
                || cause instanceof ClosedConnectionException || cause instanceof TimeoutException
                || cause instanceof NoToken || isReadOnly(cause) || saysSo(cause));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(DEEPEST);
    }

    private static boolean isReadOnly(Throwable cause) {
        return DatabaseTrouble.sqlState(cause).filter(READ_ONLY::equals).isPresent();
    }

    /**
     * Classes 08 (connection), 53 (resources), 57 (operator intervention, statements that took too long) and 58 (its own
     * system)
     * of the PostgreSQL error codes.
     */
    private static boolean saysSo(Throwable cause) {
        return DatabaseTrouble.sqlState(cause)
                .filter(state -> state.length() == 5 && CLASSES.contains(state.substring(0, 2)))
                .isPresent();
    }
}
