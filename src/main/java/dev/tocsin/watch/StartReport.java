package dev.tocsin.watch;

import java.time.Duration;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;

import dev.tocsin.database.Postgres;
import dev.tocsin.database.Statements;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;

/** The first that is asked when something is wrong: which build runs, on what, with which settings. One line at each start. */
@Singleton
final class StartReport {

    private static final String SERVER = "SELECT current_setting('server_version') AS version";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int BEFORE_OTHERS = 100;

    private final Build build;
    private final Config config;
    private final Statements statements;

    StartReport(Build build, Config config, Postgres postgres) {
        this.build = build;
        this.config = config;
        this.statements = postgres.within(PATIENCE);
    }

    /** The start does not wait for it. */
    void tell(@Observes @Priority(BEFORE_OTHERS) StartupEvent started) {
        String given = String.join(", ", GivenSettings.of(config));
        databaseVersion().subscribe().with(version -> Log.info(line(build, version, given)));
    }

    private Uni<String> databaseVersion() {
        return statements.query(SERVER, Tuple.tuple()).map(rows -> rows.iterator().next().getString("version"))
                .onFailure().recoverWithItem("of an unknown version");
    }

    static String line(Build build, String database, String given) {
        return "Tocsin " + build.version() + ", commit " + build.commit() + ", " + build.runtime() + ", PostgreSQL " + database
                + (given.isEmpty() ? "; all settings have their defaults" : "; settings: " + given);
    }
}
