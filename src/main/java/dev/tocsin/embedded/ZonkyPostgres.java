package dev.tocsin.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** PostgreSQL from zonky's jars, which run as root and not as root, set to keep what it commits. */
final class ZonkyPostgres implements PostgresLauncher {

    @Override
    public PostgresServer start(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel lock = lock(folder);
            OrphanedPostmaster.stop(folder.resolve("postgres"));
            return new Running(launch(folder.resolve("postgres")), lock);
        } catch (IOException e) {
            throw new dev.tocsin.embedded.EmbeddedPostgres.Unavailable(
                    "The embedded PostgreSQL did not start in " + folder + ": " + e.getMessage()
                            + ". Set QUARKUS_DATASOURCE_REACTIVE_URL to use a database of yours.",
                    e);
        }
    }

    /** The system takes the lock back when the process ends, however it ends. */
    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new dev.tocsin.embedded.EmbeddedPostgres.Unavailable("Another Tocsin uses " + folder
                    + ". Stop it, or set TOCSIN_EMBEDDED_FOLDER to a folder of this one's own.");
        }
        return channel;
    }

    private static EmbeddedPostgres launch(Path data) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false) // it must outlive the application, which settles deliveries while stopping
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "100")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .start();
    }

    private record Running(EmbeddedPostgres postgres, FileChannel lock) implements PostgresServer {

        @Override
        public String url() {
            return "postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
        }

        @Override
        public void close() throws IOException {
            try (lock) {
                postgres.close();
            }
        }
    }
}
