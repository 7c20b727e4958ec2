package dev.tocsin.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A PostgreSQL of its own: fsync on as in production, everything else as it comes, but for more connections. */
final class DatabaseServer {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int TRIES = 10;

    private final int port;
    private final Child server;

    private DatabaseServer(int port, Child server) {
        this.port = port;
        this.server = server;
    }

    static DatabaseServer start(Path folder, PostgresPrograms programs, Ending ending)
            throws IOException, InterruptedException {
        Path data = programs.newDatabase(folder);
        int port = FreePort.any();
        List<String> command = new ArrayList<>(programs.command("postgres"));
        command.addAll(List.of("-D", data.toString(), "-p", String.valueOf(port), "-c", "listen_addresses=127.0.0.1", "-c",
                "unix_socket_directories=", "-c", "max_connections=400", "-c", "fsync=on"));
        if (programs.countsStatements()) {
            command.addAll(List.of("-c", "shared_preload_libraries=pg_stat_statements"));
        }
        Child server = Child.start("PostgreSQL", command, Map.of(), folder.resolve("postgres.log"), ending);
        ending.then(server::interrupt);
        DatabaseServer database = new DatabaseServer(port, server);
        database.awaitReady();
        if (programs.countsStatements()) {
            database.execute("CREATE EXTENSION pg_stat_statements");
        }
        return database;
    }

    void stop() {
        server.interrupt();
    }

    private void awaitReady() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            server.requireAlive();
            try {
                connect().close();
                return;
            } catch (SQLException notYet) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("PostgreSQL does not answer: " + server.lastWords(), notYet);
                }
                Thread.sleep(50);
            }
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://" + address(), "postgres", "postgres");
    }

    int port() {
        return port;
    }

    String address() {
        return "127.0.0.1:" + port + "/postgres";
    }

    /** Each by itself, and again if Tocsin was in the way of it. */
    void execute(String... statements) {
        for (String sql : statements) {
            SQLException last = null;
            for (int i = 0; i < TRIES; i++) {
                try (Connection connection = connect(); Statement statement = connection.createStatement()) {
                    statement.execute(sql);
                    last = null;
                    break;
                } catch (SQLException failure) {
                    last = failure;
                    if (!"40P01".equals(failure.getSQLState())) {
                        break;
                    }
                }
            }
            if (last != null) {
                throw new IllegalStateException(sql + ": " + last.getMessage(), last);
            }
        }
    }

    double number(String query) {
        String text = text(query);
        return text == null ? Double.NaN : Double.parseDouble(text);
    }

    /** The first column of the first row; null if there is none. */
    String text(String query) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : null;
        } catch (SQLException failure) {
            throw new IllegalStateException(query + ": " + failure.getMessage(), failure);
        }
    }

    double cpuSeconds() {
        return Processes.cpuSeconds(server.pid());
    }

    /** What the statements that hold all these words took the server on average, in ms; NaN if nobody counts. */
    double meanMillis(String... words) {
        boolean counted = number("SELECT count(*) FROM pg_extension WHERE extname = 'pg_stat_statements'") > 0;
        String condition = Stream.of(words).map(word -> "query LIKE '%" + word + "%'").reduce((a, b) -> a + " AND " + b)
                .orElseThrow();
        return counted ? number("SELECT sum(total_exec_time) / sum(calls) FROM pg_stat_statements WHERE " + condition)
                : Double.NaN;
    }

    void countAnew() {
        if (number("SELECT count(*) FROM pg_extension WHERE extname = 'pg_stat_statements'") > 0) {
            text("SELECT pg_stat_statements_reset()");
        }
    }

}
