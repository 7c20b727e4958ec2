package dev.tocsin.quiet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

import io.quarkus.scheduler.Scheduled;

/**
 * Log lines that a stranger can cause with every request: of each kind the first is said at once, and then one a minute, the
 * last of them, with the number of those that it stands for. Whoever floods us fills no disk and hides nothing else.
 */
@ApplicationScoped
public class RepeatedLines {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final LongSupplier nanoTime;
    private final BiConsumer<Level, String> log;
    private final Map<String, Kept> kinds = new HashMap<>();

    @Inject
    RepeatedLines() {
        this(System::nanoTime, Logger.getLogger(RepeatedLines.class)::log);
    }

    /** For tests: time and log are given. */
    public RepeatedLines(LongSupplier nanoTime, BiConsumer<Level, String> log) {
        this.nanoTime = nanoTime;
        this.log = log;
    }

    /** @param kind one of the few that the program has; never anything from a request, for each is remembered */
    public void info(String kind, String line) {
        say(Level.INFO, kind, line);
    }

    /** @param kind one of the few that the program has; never anything from a request, for each is remembered */
    public void warn(String kind, String line) {
        say(Level.WARN, kind, line);
    }

    private void say(Level level, String kind, String line) {
        if (isFirst(level, kind, line)) {
            log.accept(level, line);
        }
    }

    private synchronized boolean isFirst(Level level, String kind, String line) {
        Kept kept = kinds.get(kind);
        if (kept != null) {
            kept.add(level, line);
            return false;
        }
        kinds.put(kind, new Kept(nanoTime.getAsLong()));
        return true;
    }

    @Scheduled(every = "5s", identity = "repeated-lines")
    void sayWhatWasKept() {
        for (Kept kept : thoseOfTheLastMinute()) {
            log.accept(kept.level, kept.line + " (the last of " + kept.count + " like it in the last minute)");
        }
    }

    /** A kind of which nothing has come for a minute is forgotten, so that its next line is said at once. */
    private synchronized List<Kept> thoseOfTheLastMinute() {
        long now = nanoTime.getAsLong();
        List<Kept> over = new ArrayList<>();
        kinds.entrySet().removeIf(kind -> {
            Kept kept = kind.getValue();
            if (now - kept.since < MINUTE) {
                return false;
            }
            if (kept.count > 0) {
                over.add(kept);
                kind.setValue(new Kept(now));
                return false;
            }
            return true;
        });
        return over;
    }

    private static final class Kept {
        private final long since;
        private Level level;
        private String line;
        private int count;

        Kept(long since) {
            this.since = since;
        }

        void add(Level newest, String newestLine) {
            level = newest;
            line = newestLine;
            count++;
        }
    }
}
