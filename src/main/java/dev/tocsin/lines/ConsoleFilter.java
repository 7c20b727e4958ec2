package dev.tocsin.lines;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Filter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.handlers.ConsoleHandler;

import dev.tocsin.quiet.PoolTimers;
import dev.tocsin.quiet.RolledBackMigrations;
import io.quarkus.logging.LoggingFilter;

/**
 * What the console asks before each line. Before the first it gets its form: Quarkus has no other place for that before the
 * lines of the migration, and those of the start are to be JSON too.
 */
@LoggingFilter(name = "console")
final class ConsoleFilter implements Filter {

    private final List<Filter> quiet = List.of(new PoolTimers(), new RolledBackMigrations());
    private final AtomicBoolean hasItsForm;

    ConsoleFilter(LineConfig config) {
        hasItsForm = new AtomicBoolean(config.format() == LineConfig.Form.TEXT);
    }

    @Override
    public boolean isLoggable(LogRecord line) {
        if (hasItsForm.compareAndSet(false, true)) {
            consoles(Stream.of(Logger.getLogger("").getHandlers())).forEach(console -> console.setFormatter(new JsonLines()));
        }
        return quiet.stream().allMatch(filter -> filter.isLoggable(line));
    }

    private static Stream<Handler> consoles(Stream<Handler> handlers) {
        return handlers.flatMap(handler -> handler instanceof ExtHandler outer && !(handler instanceof ConsoleHandler)
                ? consoles(Arrays.stream(outer.getHandlers()))
                : Stream.of(handler)).filter(ConsoleHandler.class::isInstance);
    }
}
