package dev.tocsin.quiet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;

import org.junit.jupiter.api.Test;

class PoolTimersTest {

    private static final String POOL = "io.vertx.sqlclient.impl.pool.SqlConnectionPool";

    private final PoolTimers filter = new PoolTimers();

    @Test
    void keepsOutWhatTheTimersOfThePoolSay() {
        assertThat(filter.isLoggable(line(new IllegalStateException("Result is already complete"), POOL))).isFalse();
    }

    @Test
    void letsAllElseThrough() {
        assertThat(filter.isLoggable(line(new IllegalStateException("Result is already complete"), "dev.tocsin.Some")))
                .isTrue();
        assertThat(filter.isLoggable(line(new IllegalStateException("another"), POOL))).isTrue();
        assertThat(filter.isLoggable(line(new RuntimeException("Result is already complete"), POOL))).isTrue();
        assertThat(filter.isLoggable(new LogRecord(Level.INFO, "Result is already complete"))).isTrue();
    }

    private static LogRecord line(Throwable thrown, String where) {
        thrown.setStackTrace(new StackTraceElement[] {
                new StackTraceElement("io.vertx.core.Promise", "fail", "Promise.java", 90),
                new StackTraceElement(where, "lambda$execute$3", "Some.java", 216) });
        LogRecord line = new LogRecord(Level.SEVERE, "Uncaught exception received by Vert.x");
        line.setThrown(thrown);
        return line;
    }
}
