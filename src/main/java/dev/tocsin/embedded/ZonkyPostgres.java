package dev.tocsin.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

import org.postgresql.Driver;

import dev.tocsin.start.ExitCode;
import dev.tocsin.start.NoStart;
import dev.tocsin.start.Setting;

/** PostgreSQL from zonky's jars, set to keep what it commits, reachable by password from this machine alone. */
final class ZonkyPostgres implements PostgresLauncher {

    @Override
    public PostgresServer prepare(Path folder) {
        OwnFolder.prepare(folder);
        try {
            return new Server(folder, lock(folder));
        } catch (IOException e) {
            throw OwnFolder.unusable(folder, e);
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
            throw new NoStart(ExitCode.FOLDER_UNUSABLE, Setting.named(EmbeddedPostgres.FOLDER) + ": another Tocsin uses "
                    + folder + ". Stop it, or give this one a folder of its own.");
        }
        return channel;
    }

    /** One run of the server. */
    @SuppressWarnings("try") // as PostgresServer
    private static final class Server implements PostgresServer {

        private static final int START_SECONDS = 60;
        private static final int STOP_SECONDS = 20;
        /** Another process may take the free port before the server does. */
        private static final int TRIES = 3;

        private final Path folder;
        private final FileChannel lock;
        private final PostgresData data;
        private final Path log;
        private volatile Programs programs;
        private boolean up;
        private volatile boolean closing;
        private int port;
        private String password;

        Server(Path folder, FileChannel lock) {
            this.folder = folder;
            this.lock = lock;
            this.data = new PostgresData(folder);
            this.log = folder.resolve("postgres.log");
        }

        @Override
        public void start() throws InterruptedException {
            try {
                OrphanedPostmaster.stop(data.path());
                Path binaries = PostgresBinaries.unpackedIn(folder.resolve("postgres-programs"));
                programs = new Programs(binaries);
                requireGoingOn();
                password = data.ready(programs);
                launch();
                requireLogin();
                ServiceFile.write(folder, port, PostgresData.DATABASE, PostgresData.USER, password);
            } catch (IOException e) {
                requireGoingOn();
                throw new NoStart(ExitCode.FOLDER_UNUSABLE, "the embedded PostgreSQL did not start in " + folder + ": "
                        + e.getMessage() + ". Set QUARKUS_DATASOURCE_REACTIVE_URL to use a database of yours.", e);
            }
        }

        /** Closing waits for what it finds running; what is not yet running must not begin. */
        private void requireGoingOn() throws InterruptedException {
            if (closing) {
                throw new InterruptedException("closed during the start");
            }
        }

        private void launch() throws IOException, InterruptedException {
            for (int left = TRIES - 1; !up; left--) {
                port = freePort();
                OwnFolder.write(log, "");
                try {
                    programs.run("pg_ctl", List.of("start", "-D", data.path().toString(), "-w", "-t",
                            String.valueOf(START_SECONDS), "-l", log.toString(), "-o", options()));
                    up = true;
                } catch (IOException e) {
                    String said = Files.readString(log);
                    if (left == 0 || !said.contains("could not bind")) {
                        throw new IOException(e.getMessage() + " (" + said.lines().filter(line -> line.contains("FATAL"))
                                .findFirst().orElse("see " + log) + ")", e);
                    }
                }
            }
        }

        /** For a shell, which pg_ctl uses. Statements are not logged: they may be about messages. */
        private String options() {
            return String.join(" -c ", "-p " + port, "listen_addresses=127.0.0.1", "unix_socket_directories=''", "fsync=on",
                    "synchronous_commit=on", "max_connections=100", "timezone=UTC", "password_encryption=scram-sha-256",
                    "log_min_error_statement=panic");
        }

        private static int freePort() throws IOException {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            }
        }

        private void requireLogin() throws IOException {
            Properties properties = new Properties();
            properties.setProperty("user", PostgresData.USER);
            properties.setProperty("password", password);
            try (Connection connection = new Driver().connect("jdbc:" + url(), properties)) {
                connection.isValid(1);
            } catch (SQLException e) {
                throw new IOException("it refuses the password in " + folder.resolve("postgres-password")
                        + "; remove that file, and the next start makes a new password", e);
            }
        }

        @Override
        public String url() {
            return "postgresql://127.0.0.1:" + port + "/" + PostgresData.DATABASE;
        }

        @Override
        public String user() {
            return PostgresData.USER;
        }

        @Override
        public String password() {
            return password;
        }

        @Override
        public void close() throws IOException, InterruptedException {
            closing = true;
            try (lock) {
                if (programs != null) {
                    programs.close();
                    stop();
                }
                ServiceFile.delete(folder);
            }
        }

        private void stop() throws IOException, InterruptedException {
            if (Files.exists(data.path().resolve("postmaster.pid"))) {
                try {
                    new Programs(programs.folder()).run("pg_ctl", List.of("stop", "-D", data.path().toString(), "-m", "fast",
                            "-w", "-t", String.valueOf(STOP_SECONDS)));
                    return;
                } catch (IOException stillThere) {
                    // Then by signals.
                }
            }
            OrphanedPostmaster.stop(data.path());
        }
    }
}
