package dev.tocsin.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

import io.quarkus.runtime.ImageMode;

/**
 * Starts a PostgreSQL from a jar where {@code quarkus.datasource.reactive.url} is not set, outside a cluster. Its data, the
 * key that seals secrets and the API's admin token are kept in the folder {@code tocsin.embedded.folder} (default
 * {@code .tocsin} in the working directory).
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(EmbeddedPostgres.class);
    private static final long LONGEST_SHUTDOWN_SECONDS = 30;
    private static final String URL = "quarkus.datasource.reactive.url";

    private final AutoCloseable server;
    private final Set<String> properties;
    private boolean closed;
    private final CountDownLatch applicationEnded = new CountDownLatch(1);
    private final Thread closer = new Thread(this::closeAfterTheApplication, "embedded-postgres-closer");

    private EmbeddedPostgres(AutoCloseable server, Set<String> properties) {
        this.server = server;
        this.properties = properties;
    }

    /**
     * Starts the server and points Quarkus at it by system properties; does nothing where a database is configured.
     *
     * @throws Unavailable if a database must be configured, or another Tocsin uses the folder
     */
    public static EmbeddedPostgres startUnlessConfigured() {
        Config config = ConfigProvider.getConfig();
        if (config.getOptionalValue(URL, String.class).filter(url -> !url.isBlank()).isPresent()) {
            return new EmbeddedPostgres(() -> {
            }, Set.of());
        }
        requireThatOneMayStart();
        Path folder = config.getOptionalValue("tocsin.embedded.folder", Path.class).orElse(Path.of(".tocsin")).toAbsolutePath()
                .normalize();
        PostgresServer server = launcher().start(folder);
        Map<String, String> properties = Map.of(URL, server.url(), "quarkus.datasource.username", "postgres",
                "quarkus.datasource.password", "postgres");
        properties.forEach(System::setProperty);
        keepBesideTheData(config, folder);
        LOG.infof("No database is configured: embedded PostgreSQL, data in %s", folder);
        EmbeddedPostgres database = new EmbeddedPostgres(server, properties.keySet());
        Runtime.getRuntime().addShutdownHook(database.closer);
        return database;
    }

    private static void requireThatOneMayStart() {
        if (ImageMode.current().isNativeImage() || System.getenv("KUBERNETES_SERVICE_HOST") != null) {
            throw new Unavailable("No database is configured. Set QUARKUS_DATASOURCE_REACTIVE_URL "
                    + "(for instance postgresql://db.example.com:5432/tocsin), QUARKUS_DATASOURCE_USERNAME and "
                    + "QUARKUS_DATASOURCE_PASSWORD.");
        }
    }

    /**
     * Found by a name that the native build cannot fold into a constant, so that the server and its libraries stay out of
     * the native executable.
     */
    private static PostgresLauncher launcher() {
        String name = EmbeddedPostgres.class.getPackageName()
                + System.getProperty("tocsin.embedded.launcher", ".ZonkyPostgres");
        try {
            return (PostgresLauncher) Class.forName(name, true, EmbeddedPostgres.class.getClassLoader())
                    .getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError missing) {
            throw new Unavailable("No database is configured and this build has no embedded PostgreSQL. "
                    + "Set QUARKUS_DATASOURCE_REACTIVE_URL.");
        }
    }

    private static void keepBesideTheData(Config config, Path folder) {
        try {
            keep(config, "tocsin.secrets.key", folder.resolve("secrets.key"));
            if (keep(config, "tocsin.api.admin-token", folder.resolve("api-admin-token"))) {
                LOG.infof("The API's admin token is in %s", folder.resolve("api-admin-token"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep keys in " + folder, e);
        }
    }

    private static boolean keep(Config config, String property, Path file) throws IOException {
        if (config.getOptionalValue(property, String.class).isPresent()) {
            return false;
        }
        System.setProperty(property, GeneratedKey.keptIn(file));
        return true;
    }

    /** To be called when the application has ended, which settles deliveries to its last moment. */
    @Override
    public void close() {
        applicationEnded.countDown();
        closeServer();
    }

    /** A signal makes the JVM end as soon as its hooks have run, whatever the main thread is doing. */
    private void closeAfterTheApplication() {
        try {
            if (!applicationEnded.await(LONGEST_SHUTDOWN_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("Stopping the embedded PostgreSQL although the application has not ended");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closeServer();
    }

    private synchronized void closeServer() {
        if (closed) {
            return;
        }
        closed = true;
        // A live reload of dev mode starts again in the same JVM, and must not take this server for a configured one.
        properties.forEach(System::clearProperty);
        try {
            server.close();
        } catch (Exception e) {
            LOG.warnf("The embedded PostgreSQL did not stop cleanly: %s", e.getMessage());
        }
    }

    /** Says why there is no database and what to do. */
    public static final class Unavailable extends RuntimeException {
        Unavailable(String message) {
            super(message);
        }

        Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
