package dev.tocsin.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jboss.logging.Logger;

/** A postmaster whose application was killed goes on; a new one cannot start on its data before it is stopped. */
final class OrphanedPostmaster {

    private static final Logger LOG = Logger.getLogger(OrphanedPostmaster.class);
    private static final long PATIENCE_SECONDS = 10;

    private OrphanedPostmaster() {
    }

    static void stop(Path data) throws IOException {
        Optional<ProcessHandle> postmaster = of(data.resolve("postmaster.pid"));
        if (postmaster.isPresent()) {
            LOG.infof("Stopping the PostgreSQL that a killed Tocsin left behind, pid=%d", postmaster.get().pid());
            stop(postmaster.get());
        }
    }

    private static Optional<ProcessHandle> of(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile);
        return lines.isEmpty() ? Optional.empty() : handle(lines.get(0).strip());
    }

    private static Optional<ProcessHandle> handle(String pid) {
        try {
            return ProcessHandle.of(Long.parseLong(pid)).filter(OrphanedPostmaster::isPostgres);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The id may have passed to another process since. */
    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command().map(command -> command.contains("postgres")).orElse(false);
    }

    private static void stop(ProcessHandle postmaster) {
        postmaster.destroy();
        if (!ended(postmaster)) {
            postmaster.destroyForcibly();
            ended(postmaster);
        }
    }

    private static boolean ended(ProcessHandle postmaster) {
        try {
            postmaster.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
