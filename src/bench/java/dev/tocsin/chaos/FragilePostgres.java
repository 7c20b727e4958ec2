package dev.tocsin.chaos;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
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
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.benchmark.Child;
import dev.tocsin.benchmark.Ending;
import dev.tocsin.benchmark.PostgresPrograms;
import dev.tocsin.benchmark.Signals;

/**
 * A PostgreSQL that does not lose what it has confirmed, and that is stopped at once, frozen, cut off and shut for writes, and
 * whose disk is filled where it is a small one.
 */
public final class FragilePostgres {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final PostgresPrograms programs;
    private final Path data;
    private final Path log;
    private final int port;
    private final Ending ending;
    private final Optional<Ballast> ballast;
    private Child server;

    /** What is read of one row. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /**
     * @param folder where it keeps its data
     * @param ballast beside it, if all room there may be taken
     */
    public FragilePostgres(PostgresPrograms programs, Path folder, Path results, Ending ending, Optional<Ballast> ballast)
            throws IOException, InterruptedException {
        this.programs = programs;
        this.data = programs.newDatabase(folder);
        this.log = results.toAbsolutePath().resolve("postgres.log");
        this.ending = ending;
        this.ballast = ballast;
        try (ServerSocket socket = new ServerSocket(0)) {
            this.port = socket.getLocalPort();
        }
        ending.then(this::stop);
    }

    public String address() {
        return "127.0.0.1:" + port + "/postgres";
    }

    public void start() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(programs.command("postgres"));
        command.addAll(List.of("-D", data.toString(), "-p", String.valueOf(port), "-c", "listen_addresses=127.0.0.1", "-c",
                "unix_socket_directories=", "-c", "max_connections=80", "-c", "fsync=on", "-c", "synchronous_commit=on", "-c",
                "full_page_writes=on"));
        if (mayBeFilled()) {
            // By default the log of writes alone may take a gigabyte.
            command.addAll(List.of("-c", "max_wal_size=128MB"));
        }
        server = Child.start("PostgreSQL", command, Map.of(), log, ending);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            server.requireAlive();
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("PostgreSQL does not answer: " + server.lastWords());
            }
            Thread.sleep(50);
        }
    }

    private boolean answers() {
        try {
            connect().close();
            return true;
        } catch (SQLException notYet) {
            return false;
        }
    }

    public void stop() {
        if (server != null) {
            server.interrupt();
        }
    }

    /** All connections break, and the next start has to recover. */
    void stopAtOnce() {
        server.signal("QUIT");
        server.end();
    }

    /** All its processes, the one that makes others first. */
    void freeze() {
        processes().forEach(process -> Signals.send("STOP", process));
    }

    void thaw() {
        processes().forEach(process -> Signals.send("CONT", process));
    }

    private Stream<ProcessHandle> processes() {
        return Stream.concat(Stream.of(server.handle()), Stream.of(server.handle()).flatMap(ProcessHandle::descendants));
    }

    public boolean isAlive() {
        return server.isAlive();
    }

    /** All that it has ever said. */
    public String logged() throws IOException {
        return Files.readString(log);
    }

    boolean mayBeFilled() {
        return ballast.isPresent();
    }

    /** What it has written stays, and it can write no more than what it has room for in its files. */
    public void takeItsRoom() throws IOException {
        ballast.orElseThrow().fill();
    }

    public void giveItRoom() throws IOException {
        ballast.orElseThrow().remove();
    }

    /** Once there is room it goes on by itself, or it has ended and is started. */
    void recover() throws IOException, InterruptedException {
        while (server.isAlive()) {
            if (answers()) {
                return;
            }
            Thread.sleep(50);
        }
        start();
    }

    /** Fills its log of writes, as whoever else works with it may, until there is no room for more: that ends it. */
    public void fillItsLog() throws IOException {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            while (true) {
                takeItsRoom();
                statement.execute("SELECT pg_logical_emit_message(false, 'ballast', repeat('-', 1000000))");
            }
        } catch (SQLException ended) {
            // As it is meant to.
        }
    }

    void cutAllOff() throws SQLException {
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
                + "AND backend_type = 'client backend'");
    }

    void takeNoWrites() throws SQLException {
        execute("ALTER SYSTEM SET default_transaction_read_only = on", "SELECT pg_reload_conf()");
    }

    void takeWrites() throws SQLException {
        execute("SET default_transaction_read_only = off", "ALTER SYSTEM RESET default_transaction_read_only",
                "SELECT pg_reload_conf()");
    }

    public void execute(String... statements) throws SQLException {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    <T> List<T> rows(String query, Reader<T> reader) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(reader.read(rows));
            }
            return all;
        }
    }

    public long count(String query) throws SQLException {
        return rows(query, row -> row.getLong(1)).get(0);
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://" + address() + "?connectTimeout=5&socketTimeout=20", "postgres",
                "postgres");
    }
}
