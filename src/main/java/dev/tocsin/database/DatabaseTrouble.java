package dev.tocsin.database;

import java.net.ConnectException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.smallrye.mutiny.TimeoutException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;

/** Why a statement failed, in words for whoever runs the database. */
public final class DatabaseTrouble {

    private static final int DEEPEST = 10;
    /**
     * 08 (connection), 53 (resources), 57 (operator intervention, statements that took too long) and 58 (its own system) of the
     * PostgreSQL error codes.
     */
    private static final Set<String> CLASSES = Set.of("08", "53", "57", "58");
    private static final String READ_ONLY = "25006";

    private static final Map<String, String> KNOWN = Map.of(
            "25006", "PostgreSQL takes no writes, being a standby or set to read-only",
            "53100", "PostgreSQL has no room left on its disk",
            "53200", "PostgreSQL has no memory left",
            "53300", "PostgreSQL has no connection left for us",
            "57014", "PostgreSQL ended a statement that took too long",
            "57P01", "PostgreSQL ended the connection",
            "57P02", "PostgreSQL crashed",
            "57P03", "PostgreSQL is starting, recovering or stopping",
            "58030", "PostgreSQL cannot read or write its files");

    private DatabaseTrouble() {
    }

    /** Fixed words and SQLSTATEs: PostgreSQL's own messages may quote what is stored. */
    public static String words(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
            Optional<String> said = said(cause);
            if (said.isPresent()) {
                return said.get();
            }
        }
        return failure.getClass().getSimpleName();
    }

    /** Whether it is out of reach, shutting down, full, slow or without writes, so that it fails others as well. */
    public static boolean isAbsence(Throwable failure) {
        return causes(failure).anyMatch(cause -> cause instanceof SocketException || cause instanceof ClosedChannelException
                || cause instanceof ClosedConnectionException || cause instanceof TimeoutException
                || cause instanceof NoToken || saysReadOnly(cause) || saysAway(cause));
    }

    static boolean isReadOnly(Throwable failure) {
        return causes(failure).anyMatch(DatabaseTrouble::saysReadOnly);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(DEEPEST);
    }

    private static boolean saysReadOnly(Throwable cause) {
        return sqlState(cause).filter(READ_ONLY::equals).isPresent();
    }

    private static boolean saysAway(Throwable cause) {
        return sqlState(cause).filter(state -> state.length() == 5 && CLASSES.contains(state.substring(0, 2))).isPresent();
    }

    /** Of this very failure, whether it comes from the pool or by way of Hibernate. */
    static Optional<String> sqlState(Throwable cause) {
        if (cause instanceof PgException postgres) {
            return Optional.ofNullable(postgres.getSqlState());
        }
        return cause instanceof SQLException postgres ? Optional.ofNullable(postgres.getSQLState()) : Optional.empty();
    }

    private static Optional<String> said(Throwable cause) {
        Optional<String> state = sqlState(cause);
        if (state.isPresent()) {
            return state.map(code -> KNOWN.getOrDefault(code, "PostgreSQL refuses") + " (SQLSTATE " + code + ")");
        }
        if (cause instanceof NoToken) {
            return Optional.of(cause.getMessage());
        }
        if (cause instanceof TimeoutException) {
            return Optional.of("PostgreSQL does not answer in time");
        }
        if (cause instanceof ConnectException) {
            return Optional.of("PostgreSQL cannot be reached");
        }
        return cause instanceof ClosedConnectionException || cause instanceof ClosedChannelException
                || cause instanceof SocketException
                        ? Optional.of("the connection to PostgreSQL broke")
                        : Optional.empty();
    }
}
