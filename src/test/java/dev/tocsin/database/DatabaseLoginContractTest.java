package dev.tocsin.database;

import static dev.tocsin.database.QueueDatabase.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tocsin.MovingClock;
import dev.tocsin.aws.SomeRdsTokens;
import io.quarkus.credentials.CredentialsProvider;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.PoolOptions;

/** A server that takes a token as a password in the clear, over TLS, as RDS does. */
class DatabaseLoginContractTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final String WHO = "SELECT current_user";

    private static TlsPostgres postgres;

    private final MovingClock clock = new MovingClock(Instant.parse("2026-11-29T12:00:00Z"));
    private final SomeRdsTokens tokens = new SomeRdsTokens(clock);

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException, SQLException {
        postgres = TlsPostgres.startIn(folder);
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void bothDriversLogInWithATokenThatIsMadeForEachConnection() throws SQLException {
        DatabaseLogin login = byToken();
        postgres.acceptToken(tokens.token("localhost", postgres.port(), TlsPostgres.BY_TOKEN));

        assertThat(userByJdbc(login)).isEqualTo(TlsPostgres.BY_TOKEN);
        Pool pool = pool(login);
        try {
            assertThat(userReactively(pool)).isEqualTo(TlsPostgres.BY_TOKEN);

            clock.pass(Duration.ofMinutes(20));
            postgres.acceptToken(tokens.token("localhost", postgres.port(), TlsPostgres.BY_TOKEN));
            postgres.cutOff(TlsPostgres.BY_TOKEN);

            // The pool may hand out the old one until it has seen that the server has cut it off.
            Awaitility.await().atMost(Duration.ofSeconds(10)).ignoreExceptionsInstanceOf(ClosedConnectionException.class)
                    .untilAsserted(() -> assertThat(userReactively(pool)).as("by a new connection")
                            .isEqualTo(TlsPostgres.BY_TOKEN));
            assertThat(userByJdbc(login)).isEqualTo(TlsPostgres.BY_TOKEN);
        } finally {
            soon(pool.close());
        }
    }

    @Test
    void aTokenOfAnotherTimeIsRefused() throws SQLException {
        postgres.acceptToken("another");

        assertThatThrownBy(() -> userByJdbc(byToken())).isInstanceOf(SQLException.class);
        Pool pool = pool(byToken());
        assertThatThrownBy(() -> userReactively(pool)).hasMessageContaining("password authentication failed");
        soon(pool.close());
    }

    @Test
    void aPasswordStaysWhatIsSet() {
        DatabaseLogin login = new DatabaseLogin(SomeLogin.byPassword(), tokens.tokens(), Optional.of(url()),
                Optional.of("tocsin"), Optional.of("s3cr3t"));

        assertThat(login.isByToken()).isFalse();
        assertThat(login.getCredentialsAsync("login").await().atMost(Duration.ofSeconds(5)))
                .isEqualTo(Map.of(CredentialsProvider.USER_PROPERTY_NAME, "tocsin", CredentialsProvider.PASSWORD_PROPERTY_NAME,
                        "s3cr3t"));
    }

    @Test
    void whereThereAreNoCredentialsTheSettingIsNamed() {
        DatabaseLogin login = new DatabaseLogin(SomeLogin.byToken(), SomeRdsTokens.none(), Optional.of(url()),
                Optional.of("tocsin"), Optional.empty());

        assertThatThrownBy(() -> login.getCredentials("login")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "tocsin.database.login is rds-iam, and no token can be made: the token of arn:aws:iam:");
    }

    @Test
    void onceTokensCouldBeMadeOneThatCannotIsAnAbsenceOfTheDatabase() throws SQLException {
        AtomicReference<Boolean> away = new AtomicReference<>(false);
        DatabaseLogin login = new DatabaseLogin(SomeLogin.byToken(), tokens.tokensUnless(away::get), Optional.of(url()),
                Optional.of(TlsPostgres.BY_TOKEN), Optional.empty());
        postgres.acceptToken(tokens.token("localhost", postgres.port(), TlsPostgres.BY_TOKEN));
        assertThat(userByJdbc(login)).isEqualTo(TlsPostgres.BY_TOKEN);

        away.set(true);

        assertThatThrownBy(() -> userByJdbc(login)).isInstanceOf(SQLException.class);
        Pool pool = pool(login);
        Throwable failure = catchThrowable(() -> userReactively(pool));
        assertThat(new DatabaseAway().isCauseOf(failure)).isTrue();
        assertThat(DatabaseTrouble.words(failure)).startsWith("no token can be made: ");
        soon(pool.close());
    }

    @Test
    void noTokenIsMadeForAConnectionInTheClear() {
        DatabaseLogin login = new DatabaseLogin(SomeLogin.byToken(), tokens.tokens(),
                Optional.of(postgres.url("localhost", "sslmode=disable")), Optional.of("tocsin"), Optional.empty());

        assertThatThrownBy(() -> login.getCredentials("login")).hasMessageContaining("would not be encrypted");
    }

    private DatabaseLogin byToken() {
        return new DatabaseLogin(SomeLogin.byToken(), tokens.tokens(), Optional.of(url()),
                Optional.of(TlsPostgres.BY_TOKEN), Optional.empty());
    }

    private static String url() {
        return postgres.url("localhost", "sslmode=verify-full&sslrootcert=" + postgres.authority());
    }

    /** As Agroal does: each word of the provider becomes a property of the driver. */
    private static String userByJdbc(DatabaseLogin login) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(login.getCredentials("login"));
        try (Connection connection = DriverManager.getConnection("jdbc:" + url(), properties)) {
            return connection.getMetaData().getUserName();
        }
    }

    /** A connection that was cut off may be given out once more, before the pool knows of it. */
    private static String userReactively(Pool pool) {
        return soon(pool.query(WHO).execute().onFailure(new DatabaseAway()::isCauseOf).retry().atMost(3)).iterator()
                .next().getString(0);
    }

    private static Pool pool(DatabaseLogin login) {
        PgConnectOptions options = PgConnectOptions.fromUri(url()).setUser(TlsPostgres.BY_TOKEN).setPassword("");
        return Pool.newInstance(new PostgresConnections(login, Optional.of(url()))
                .create(new SomePool(VERTX, new PoolOptions().setMaxSize(1), List.of(options))));
    }
}
