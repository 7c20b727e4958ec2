package dev.tocsin;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

import dev.tocsin.access.ProviderSettings;
import dev.tocsin.embedded.EmbeddedPostgres;
import dev.tocsin.start.AwaitedDatabase;
import dev.tocsin.start.ExitCode;
import dev.tocsin.start.Explanation;
import dev.tocsin.start.FailedStart;
import dev.tocsin.start.ListeningAddress;
import dev.tocsin.start.StartPhase;
import dev.tocsin.start.StartSettings;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts Tocsin, with a PostgreSQL of its own where no database is configured, and says why where it cannot. */
@QuarkusMain
public final class Tocsin {

    private static final int TERMINATED = 143;
    private static final long LONGEST_SHUTDOWN_SECONDS = 30;

    private final EmbeddedPostgres database = new EmbeddedPostgres();
    private final CountDownLatch applicationEnded = new CountDownLatch(1);
    private final Thread shutdown = new Thread(this::shutDown, "tocsin-shutdown");
    private volatile boolean failed;
    private volatile boolean interrupted;

    private Tocsin() {
    }

    public static void main(String... args) {
        new Tocsin().run(args);
    }

    private void run(String... args) {
        Runtime.getRuntime().addShutdownHook(shutdown);
        try {
            prepare();
        } catch (Throwable failure) {
            fail(failure);
            return;
        }
        try {
            Quarkus.run(null, this::exit, args);
        } catch (Error failure) {
            // Quarkus brings only exceptions to the exit handler.
            exit(ExitCode.UNKNOWN.number(), failure);
        } finally {
            end();
        }
    }

    /** What is quickly found out goes first, so that a wrong setting costs no migration and no wait. */
    private void prepare() throws InterruptedException {
        Config config = StartSettings.now();
        OwnSettings.requireGood(config);
        OwnSettings.misspellings(System.getenv().keySet()).forEach(System.err::println);
        if (LaunchMode.current() != LaunchMode.DEVELOPMENT) {
            ListeningAddress.requireFree(config);
        }
        if (!database.startUnlessConfigured(config)) {
            AwaitedDatabase.of(config, System.err::println).await();
        }
        // Anew, since the embedded database may have brought the sealing key.
        ProviderSettings.derived(StartSettings.now()).forEach(System::setProperty);
    }

    private void fail(Throwable failure) {
        if (interrupted) {
            return;
        }
        failed = true;
        Explanation explanation = FailedStart.explain(failure);
        explanation.print(System.err);
        end();
        System.exit(explanation.exitCode().number());
    }

    /** Quarkus comes here when the application has ended or failed, and does not come back to run after a signal. */
    private void exit(int status, Throwable failure) {
        boolean development = LaunchMode.current() == LaunchMode.DEVELOPMENT;
        if (failure != null && !development) {
            fail(failure);
            return;
        }
        if (failure != null) {
            FailedStart.explain(failure).print(System.err);
        }
        if (StartPhase.isOver() || development) {
            end();
        }
        if (!development) {
            System.exit(status);
        }
    }

    private void end() {
        applicationEnded.countDown();
        database.close();
        try {
            Runtime.getRuntime().removeShutdownHook(shutdown);
        } catch (IllegalStateException underWay) {
            return;
        }
    }

    /** A signal makes the JVM end as soon as its hooks have run, whatever the main thread is doing. */
    private void shutDown() {
        if (failed) {
            return;
        }
        if (!StartPhase.isOver()) {
            interruptTheStart();
            return;
        }
        try {
            if (!applicationEnded.await(LONGEST_SHUTDOWN_SECONDS, TimeUnit.SECONDS)) {
                Logger.getLogger(Tocsin.class).warn("Ending although the application has not");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        database.close();
    }

    /**
     * Nothing has been taken from anybody, so nothing is waited for: not for a migration, which rolls back, nor for Quarkus.
     */
    private void interruptTheStart() {
        interrupted = true;
        java.util.logging.Logger root = java.util.logging.Logger.getLogger("");
        Arrays.stream(root.getHandlers()).forEach(root::removeHandler);
        database.close();
        if (LaunchMode.current() != LaunchMode.DEVELOPMENT) {
            Runtime.getRuntime().halt(TERMINATED);
        }
    }
}
