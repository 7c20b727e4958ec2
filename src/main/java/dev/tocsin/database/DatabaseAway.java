package dev.tocsin.database;

import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;

import jakarta.inject.Singleton;

import dev.tocsin.problem.Absence;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;

/** Whether a request failed because Postgres is out of reach, shutting down or full, rather than for a fault of ours. */
@Singleton
final class DatabaseAway implements Absence {

    private static final int DEEPEST = 10;

    @Override
    public String who() {
        return "database";
    }

    @Override
    public boolean isCauseOf(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof ConnectException || cause instanceof ClosedChannelException
                    || cause instanceof ClosedConnectionException || cause instanceof TimeoutException || saysSo(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** Classes 08 (connection), 53 (resources) and 57P (operator intervention) of the PostgreSQL error codes. */
    private static boolean saysSo(Throwable cause) {
        return cause instanceof PgException postgres && postgres.getSqlState() != null
                && (postgres.getSqlState().startsWith("08") || postgres.getSqlState().startsWith("53")
                        || postgres.getSqlState().startsWith("57P"));
    }
}
