package dev.tocsin;

import dev.tocsin.embedded.EmbeddedPostgres;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts Tocsin, with a PostgreSQL of its own where no database is configured. */
@QuarkusMain
public final class Tocsin {

    private Tocsin() {
    }

    public static void main(String... args) {
        try (EmbeddedPostgres database = EmbeddedPostgres.startUnlessConfigured()) {
            Quarkus.run(null, (status, failure) -> exit(database, status), args);
        } catch (EmbeddedPostgres.Unavailable unavailable) {
            System.err.println(unavailable.getMessage());
            System.exit(1);
        }
    }

    /** Quarkus comes here when the application has ended, and does not come back to main after a signal. */
    private static void exit(EmbeddedPostgres database, int status) {
        database.close();
        if (LaunchMode.current() != LaunchMode.DEVELOPMENT) {
            System.exit(status);
        }
    }
}
