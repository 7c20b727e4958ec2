package dev.tocsin.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

import dev.tocsin.start.ExitCode;
import dev.tocsin.start.NoStart;
import dev.tocsin.start.Setting;
import dev.tocsin.start.StartSettings;
import io.quarkus.runtime.ImageMode;

/**
 * A PostgreSQL from a jar, started where {@code quarkus.datasource.reactive.url} is not set, outside a cluster. Its data and
 * password, the key that seals secrets and the API's admin token are kept in the folder {@code tocsin.embedded.folder}
 * (default {@code .tocsin} in the working directory).
 */
public final class EmbeddedPostgres implements AutoCloseable {

    static final String FOLDER = "tocsin.embedded.folder";

    private static final Logger LOG = Logger.getLogger(EmbeddedPostgres.class);

    private final Map<String, String> properties = new HashMap<>();
    private PostgresServer server;
    private boolean closed;

    /**
     * Starts the server and points Quarkus at it by system properties; does nothing where a database is configured.
     *
     * @return whether it was started
     * @throws NoStart if a database must be configured, or another Tocsin uses the folder, or the server does not start
     */
    public boolean startUnlessConfigured(Config config) throws InterruptedException {
        if (config.getOptionalValue(StartSettings.DATABASE_URL, String.class).filter(url -> !url.isBlank()).isPresent()) {
            return false;
        }
        requireThatOneMayStart();
        Path folder = Path.of(config.getOptionalValue(FOLDER, String.class).orElse(".tocsin")).toAbsolutePath().normalize();
        PostgresServer starting = launcher().prepare(folder);
        if (!accept(starting)) {
            throw new InterruptedException("closed before it was started");
        }
        starting.start();
        setProperties(Map.of(StartSettings.DATABASE_URL, starting.url(), StartSettings.DATABASE_USER, starting.user(),
                StartSettings.DATABASE_PASSWORD, starting.password()));
        keepBesideTheData(config, folder);
        LOG.infof("No database is configured: embedded PostgreSQL, data in %s, for psql: PGSERVICEFILE=%s psql service=%s",
                folder, folder.resolve(ServiceFile.NAME), ServiceFile.SERVICE);
        return true;
    }

    /** False if it was closed before it began. */
    private synchronized boolean accept(PostgresServer starting) {
        server = starting;
        if (closed) {
            stop(starting);
        }
        return !closed;
    }

    private void setProperties(Map<String, String> values) {
        properties.putAll(values);
        properties.forEach(System::setProperty);
    }

    private static void requireThatOneMayStart() {
        if (ImageMode.current().isNativeImage() || System.getenv("KUBERNETES_SERVICE_HOST") != null) {
            throw noDatabase("no database is configured");
        }
    }

    private static NoStart noDatabase(String why) {
        return new NoStart(ExitCode.WRONG_SETTING, why + ". Set " + Setting.named(StartSettings.DATABASE_URL)
                + ", for instance postgresql://db.example.com:5432/tocsin, and with it QUARKUS_DATASOURCE_USERNAME and "
                + "QUARKUS_DATASOURCE_PASSWORD.");
    }

    /**
     * Found by a name that the native build cannot fold into a constant, so that the server and its libraries stay out of
     * the native executable.
     */
    private static PostgresLauncher launcher() {
        String name = EmbeddedPostgres.class.getPackageName()
                + System.getProperty("tocsin.embedded.launcher", ".ZonkyPostgres");
        try {
            return Class.forName(name, true, EmbeddedPostgres.class.getClassLoader()).asSubclass(PostgresLauncher.class)
                    .getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError missing) {
            throw noDatabase("no database is configured, and this build has no embedded PostgreSQL");
        }
    }

    private static void keepBesideTheData(Config config, Path folder) {
        try {
            keep(config, "tocsin.secrets.key", folder.resolve("secrets.key"));
            if (keep(config, "tocsin.api.admin-token", folder.resolve("api-admin-token"))) {
                LOG.infof("The API's admin token is in %s", folder.resolve("api-admin-token"));
            }
        } catch (IOException e) {
            throw OwnFolder.unusable(folder, e);
        }
    }

    private static boolean keep(Config config, String property, Path file) throws IOException {
        if (config.getOptionalValue(property, String.class).isPresent()) {
            return false;
        }
        System.setProperty(property, GeneratedKey.keptIn(file));
        return true;
    }

    /**
     * To be called when the application has ended, which settles deliveries to its last moment; or in the middle of a start.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        // A live reload of dev mode starts again in the same JVM, and must not take this server for a configured one.
        properties.keySet().forEach(System::clearProperty);
        if (server != null) {
            stop(server);
        }
    }

    private static void stop(PostgresServer server) {
        try {
            server.close();
        } catch (Exception e) {
            LOG.warnf("The embedded PostgreSQL did not stop cleanly: %s", e.getMessage());
        }
    }
}
