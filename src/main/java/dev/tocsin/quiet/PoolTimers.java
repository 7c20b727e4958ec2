package dev.tocsin.quiet;

import java.util.Arrays;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Keeps out of the log what Vert.x's pool of database connections says of its timers. Where no connection can be had it fails
 * the statement and leaves the timer of the wait running, which then finds the statement failed already
 * (<a href="https://github.com/eclipse-vertx/vertx-sql-client/issues/1706">vertx-sql-client#1706</a>): an error with a stack
 * trace for each statement of an outage, which says nothing, and hides what does.
 */
public final class PoolTimers implements Filter {

    private static final String POOL = "io.vertx.sqlclient.impl.pool.SqlConnectionPool";
    private static final int NEAR = 4;

    @Override
    public boolean isLoggable(LogRecord line) {
        Throwable thrown = line.getThrown();
        return !(thrown instanceof IllegalStateException && "Result is already complete".equals(thrown.getMessage())
                && Arrays.stream(thrown.getStackTrace()).limit(NEAR).anyMatch(frame -> frame.getClassName().equals(POOL)));
    }
}
