package dev.tocsin.database;

import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;

/**
 * The migrated database for tests of statements, without Quarkus. Each class has a database of its own on the
 * {@link SharedPostgres}, which is emptied before each test.
 */
public final class QueueDatabase implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

    public static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A test that failed may have left a transaction open, with locks that the next would wait for. */
    private static final String END_WHAT_WAS_LEFT = """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND state LIKE 'idle in transaction%'""";
    private static final List<String> EMPTY = List.of("DELETE FROM notification", "DELETE FROM delivery",
            "DELETE FROM posting", "DELETE FROM update_budget", "DELETE FROM fold", "DELETE FROM chat_command",
            "DELETE FROM refusal", "DELETE FROM configuration", "DELETE FROM slack_workspace",
            "DELETE FROM subscription", "DELETE FROM silence", "UPDATE silence_turn SET next_at = '-infinity'",
            "UPDATE reading_turn SET lease = NULL, leased_until = '-infinity', read_up_to = 0");

    /** Where there are thousands, each that is deleted would look for what belongs to it among all that was deleted before. */
    private static final String HAS_MANY = "SELECT count(*) > 1000 FROM notification";
    private static final String EMPTY_WHOLE = "TRUNCATE notification, delivery, attempt, understood, heard";

    private final boolean filled;
    private final List<String> common;
    private final List<String> shape;
    private Optional<String> own = Optional.empty();
    private Pool pool;

    private QueueDatabase(boolean filled, List<String> common, String... shape) {
        this.filled = filled;
        this.common = List.copyOf(common);
        this.shape = List.of(shape);
    }

    /** Empty before each test. */
    public static QueueDatabase empty() {
        return new QueueDatabase(false, List.of());
    }

    /** Filled by these statements, and never emptied. */
    public static QueueDatabase shaped(String... statements) {
        return shapedFrom(List.of(), statements);
    }

    /** The same, where several begin alike: that is done once, and copied. */
    public static QueueDatabase shapedFrom(List<String> common, String... statements) {
        return new QueueDatabase(true, common, statements);
    }

    /**
     * For looking at plans: 50,000 notifications that are delivered, 2,000 under way in 200 lanes, and statistics of all that.
     * It is shared, so nobody changes it.
     */
    public static QueueDatabase filled() {
        return new QueueDatabase(true, List.of());
    }

    /**
     * The session is the process's: with two processes Maven asks JUnit for one class after the other, each from its root on.
     */
    @Override
    public void beforeAll(ExtensionContext context) throws SQLException {
        Databases databases = context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(QueueDatabase.class))
                .computeIfAbsent(Databases.class);
        boolean isShared = filled && shape.isEmpty() && common.isEmpty();
        String name = isShared ? databases.filled() : databases.newOne(common);
        own = isShared ? Optional.empty() : Optional.of(name);
        pool = databases.pool(name);
        shape.forEach(this::run);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (!filled) {
            run(END_WHAT_WAS_LEFT);
            if (Boolean.parseBoolean(text(HAS_MANY))) {
                run(EMPTY_WHOLE);
            }
            EMPTY.forEach(this::run);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws SQLException {
        soon(pool.close());
        if (own.isPresent()) {
            SharedPostgres.drop(own.get());
        }
    }

    public Postgres postgres() {
        return new Postgres(pool);
    }

    /** A connection for whatever has to happen at the same time as something else; whoever asks closes it. */
    public SqlConnection connection() {
        return soon(pool.getConnection());
    }

    public static <T> T soon(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    public List<Row> rows(String sql, Object... parameters) {
        return Rows.stream(soon(pool.preparedQuery(sql).execute(Tuple.from(parameters)))).toList();
    }

    public void run(String sql, Object... parameters) {
        soon(pool.preparedQuery(sql).execute(Tuple.from(parameters)));
    }

    /** The first column of each row, as text. */
    public List<String> texts(String sql, Object... parameters) {
        return rows(sql, parameters).stream().map(row -> String.valueOf(row.getValue(0))).toList();
    }

    /** The first column of the only row, as text. */
    public String text(String sql, Object... parameters) {
        List<String> texts = texts(sql, parameters);
        if (texts.size() != 1) {
            throw new AssertionError(texts.size() + " rows: " + sql);
        }
        return texts.get(0);
    }

    public long number(String sql, Object... parameters) {
        return Long.parseLong(text(sql, parameters));
    }

    /** An enabled configuration with a webhook; its lane is opened by the database. */
    public long configuration(String... topics) {
        return heard(number("""
                INSERT INTO configuration (type, configuration_name, webhook_url_sealed)
                VALUES ('slack-channel', $1, 'sealed') RETURNING id""", "c-" + UUID.randomUUID()), topics);
    }

    /** An enabled configuration of a channel in a workspace. */
    public long channelOf(String workspace, String... topics) {
        return heard(number("""
                INSERT INTO configuration (type, configuration_name, slack_team_id, slack_channel_id)
                VALUES ('slack-channel', $1, $2, 'C1') RETURNING id""", "c-" + UUID.randomUUID(), workspace), topics);
    }

    private long heard(long configuration, String... topics) {
        for (String topic : topics) {
            run("INSERT INTO configuration_topic (configuration_id, topic_arn) VALUES ($1, $2)", configuration, topic);
        }
        return configuration;
    }

    public void workspace(String team) {
        run("INSERT INTO slack_workspace (slack_team_id, slack_team_name, bot_token_sealed) VALUES ($1, 'Team', 'token')",
                team);
    }

    public String name(long configuration) {
        return text("SELECT configuration_name FROM configuration WHERE id = $1", configuration);
    }

    public long notification(String topic) {
        return number("""
                INSERT INTO notification (topic_arn, message_id, type, subject, message, published_at)
                VALUES ($1, gen_random_uuid(), 'Notification', 'A subject', 'hello', now()) RETURNING id""", topic);
    }

    /** One that waits for its turn, which has come. */
    public long delivery(long configuration) {
        return delivery(configuration, "-1 minute");
    }

    /** @param due when its turn comes, from now */
    public long delivery(long configuration, String due) {
        return delivery(notification("topic"), configuration, due);
    }

    public long delivery(long notification, long configuration, String due) {
        return number("""
                INSERT INTO delivery (notification_id, configuration_id, configuration_name, next_attempt_at)
                SELECT $1, id, configuration_name, now() + $3::text::interval FROM configuration WHERE id = $2 RETURNING id""",
                notification, configuration, due);
    }

    /** One of this text, stored as intake does it: its turn comes at once. */
    public long deliveryOf(String message, long configuration) {
        return number("""
                WITH n AS (
                    INSERT INTO notification (topic_arn, message_id, type, message, published_at)
                    VALUES ('topic', gen_random_uuid(), 'Notification', convert_to($2, 'UTF8'), now()) RETURNING id)
                INSERT INTO delivery (notification_id, configuration_id, configuration_name)
                SELECT n.id, c.id, c.configuration_name FROM n, configuration c WHERE c.id = $1 RETURNING id""",
                configuration, message);
    }

    /** Until a statement waits for a lock that another holds. */
    public void awaitOneThatWaits() {
        await().pollInterval(Duration.ofMillis(5)).atMost(PATIENCE).until(() -> number("""
                SELECT count(*) FROM pg_stat_activity
                WHERE datname = current_database() AND wait_event_type = 'Lock'""") > 0);
    }

    /**
     * The plans of a statement: the one for these very arguments, and the one for any, which PostgreSQL takes for a prepared
     * statement from the sixth time on if it looks no dearer.
     *
     * @param arguments as SQL
     */
    public List<String> plans(String sql, String... arguments) {
        SqlConnection connection = connection();
        try {
            soon(connection.query("PREPARE planned AS " + sql).execute());
            return Stream.of("force_custom_plan", "force_generic_plan")
                    .map(mode -> plan(connection, mode, String.join(", ", arguments))).toList();
        } finally {
            soon(connection.query("DEALLOCATE ALL").execute());
            soon(connection.query("RESET plan_cache_mode").execute());
            soon(connection.close());
        }
    }

    /**
     * How many pages a statement touches, with the plan for these very arguments and with the one for any. It has no effect.
     */
    public List<Long> pages(String sql, String... arguments) {
        return touched(sql, arguments).stream().map(Touched::pages).toList();
    }

    /** What it does, in the same two ways. It has no effect. */
    public List<Touched> touched(String sql, String... arguments) {
        return Stream.of("force_custom_plan", "force_generic_plan").map(mode -> {
            try (PreparedStatements statements = new PreparedStatements(connection(), mode)) {
                statements.prepare("planned", sql);
                return statements.touched("planned", arguments);
            }
        }).toList();
    }

    /** As those of the pool are. */
    public PreparedStatements prepared() {
        return new PreparedStatements(connection(), "force_generic_plan");
    }

    private static String plan(SqlConnection connection, String mode, String arguments) {
        soon(connection.query("SET plan_cache_mode = " + mode).execute());
        RowSet<Row> lines = soon(connection.query("EXPLAIN (COSTS OFF) EXECUTE planned (" + arguments + ")").execute());
        return mode + "\n" + Rows.stream(lines).map(line -> line.getString(0)).collect(Collectors.joining("\n"));
    }

    /** Made for the first class that needs it and ended with the last of the process. */
    static final class Databases implements AutoCloseable {

        private final Vertx vertx = Vertx.vertx();
        private final String migrated;
        private final Map<List<String>, String> filled = new HashMap<>();

        Databases() {
            try {
                migrated = SharedPostgres.newDatabase();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            Flyway.configure().dataSource(SharedPostgres.server().getDatabase("postgres", migrated))
                    .locations("classpath:db/migration").load().migrate();
        }

        /** With what was done by these statements. */
        synchronized String newOne(List<String> common) throws SQLException {
            return SharedPostgres.newDatabase(common.isEmpty() ? migrated : filledBy(common));
        }

        synchronized String filled() throws SQLException {
            return filledBy(FILL);
        }

        private String filledBy(List<String> statements) throws SQLException {
            String known = filled.get(statements);
            if (known != null) {
                return known;
            }
            String name = SharedPostgres.newDatabase(migrated);
            Pool pool = pool(name);
            statements.forEach(sql -> soon(pool.query(sql).execute()));
            soon(pool.close());
            filled.put(statements, name);
            return name;
        }

        Pool pool(String database) {
            PgConnectOptions options = new PgConnectOptions().setHost("127.0.0.1").setPort(SharedPostgres.server().getPort())
                    .setDatabase(database).setUser("postgres").setPassword("postgres").setCachePreparedStatements(true);
            PostgresConnections.limit(options);
            return Pool.newInstance(
                    PgBuilder.pool().with(new PoolOptions().setMaxSize(12)).connectingTo(options).using(vertx).build());
        }

        @Override
        public void close() {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static final List<String> FILL = Arrays.asList(
            """
                    INSERT INTO configuration (type, configuration_name, webhook_url_sealed)
                    SELECT 'slack-channel', 'c-' || i, 'sealed' FROM generate_series(1, 200) i""",
            """
                    INSERT INTO configuration_topic (configuration_id, topic_arn)
                    SELECT id, 'topic-' || id % 50 FROM configuration""",
            """
                    INSERT INTO notification (topic_arn, message_id, type, subject, message, published_at, received_at)
                    SELECT 'topic-' || i % 50, gen_random_uuid(), 'Notification', 'subject ' || i,
                           convert_to(repeat('a message of usual length ', 15), 'UTF8'), t.at, t.at
                    FROM generate_series(1, 52000) i, LATERAL (SELECT now() - (52000 - i) * interval '20 seconds' AS at) t""",
            """
                    INSERT INTO delivery (notification_id, configuration_id, configuration_name, state, attempts, queued_at,
                                          next_attempt_at, settled_at)
                    SELECT n.id, c.id, c.configuration_name, CASE WHEN n.pending THEN 'PENDING' ELSE 'DELIVERED' END,
                           CASE WHEN n.pending THEN 0 ELSE 1 END, n.received_at, n.received_at,
                           CASE WHEN NOT n.pending THEN n.received_at END
                    FROM (SELECT id, received_at, id % 200 AS place, id > 50000 AS pending FROM notification) n
                    JOIN (SELECT id, configuration_name, id % 200 AS place FROM configuration) c USING (place)""",
            """
                    INSERT INTO attempt (delivery_id, number, started_at, took_ms, outcome, status)
                    SELECT id, 1, queued_at, 150, 'DELIVERED', 200 FROM delivery WHERE state = 'DELIVERED'""",
            """
                    UPDATE delivery SET state = 'DEAD', settled_at = now() WHERE id % 1000 = 0 AND state = 'DELIVERED'""",
            """
                    INSERT INTO refusal (reason, detail, message_id)
                    SELECT 'STALE', 'too old', gen_random_uuid() FROM generate_series(1, 2000)""",
            "VACUUM ANALYZE");
}
