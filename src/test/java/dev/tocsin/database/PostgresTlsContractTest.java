package dev.tocsin.database;

import static dev.tocsin.database.QueueDatabase.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.vertx.core.Vertx;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.PoolOptions;

/** What the URL says of encryption is the same to the driver that migrates and to the one that does all else. */
class PostgresTlsContractTest {

    private static final String IS_ENCRYPTED = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    private static final Vertx VERTX = Vertx.vertx();

    private static final DatabaseLogin PASSWORD = new DatabaseLogin(SomeLogin.byPassword(), null, Optional.empty(),
            Optional.empty(), Optional.empty());

    private static TlsPostgres postgres;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException, SQLException {
        postgres = TlsPostgres.startIn(folder);
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            sslmode=disable,                          localhost, false
            sslmode=allow,                            localhost, false
            sslmode=prefer,                           localhost, true
            sslmode=require,                          localhost, true
            sslmode=require,                          127.0.0.1, true
            sslmode=verify-ca&sslrootcert=AUTHORITY,   127.0.0.1, true
            sslmode=verify-full&sslrootcert=AUTHORITY, localhost, true
            """)
    void bothDriversEncryptAsTheUrlSays(String parameters, String host, boolean encrypted) throws SQLException {
        String url = url(host, parameters);

        assertThat(encryptedByJdbc(url)).isEqualTo(encrypted);
        assertThat(encryptedReactively(url, PgConnectOptions.fromUri(url))).isEqualTo(encrypted);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            sslmode=verify-full&sslrootcert=AUTHORITY, 127.0.0.1
            sslmode=verify-full&sslrootcert=OTHER,     localhost
            sslmode=verify-ca&sslrootcert=OTHER,       localhost
            """)
    void neitherDriverTakesAnotherHostsOrAnotherAuthoritysCertificate(String parameters, String host) {
        String url = url(host, parameters);

        assertThatThrownBy(() -> encryptedByJdbc(url)).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> encryptedReactively(url, PgConnectOptions.fromUri(url))).hasMessageContaining("SSL handshake");
    }

    @Test
    void whomQuarkussOwnSettingsTrustStays() {
        PgConnectOptions options = PgConnectOptions.fromUri(postgres.url("localhost", ""));
        options.setSslMode(SslMode.REQUIRE)
                .setTrustOptions(new PemTrustOptions().addCertPath(postgres.otherAuthority().toString()));

        assertThatThrownBy(() -> encryptedReactively("", options)).hasMessageContaining("SSL handshake");
    }

    private static String url(String host, String parameters) {
        return postgres.url(host, parameters.replace("AUTHORITY", postgres.authority().toString())
                .replace("OTHER", postgres.otherAuthority().toString()));
    }

    private static boolean encryptedByJdbc(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:" + url, "postgres", "");
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(IS_ENCRYPTED)) {
            answer.next();
            return answer.getBoolean(1);
        }
    }

    private static boolean encryptedReactively(String url, PgConnectOptions options) {
        options.setUser("postgres").setPassword("");
        Pool pool = Pool.newInstance(new PostgresConnections(PASSWORD, Optional.of(url))
                .create(new SomePool(VERTX, new PoolOptions().setMaxSize(1), List.of(options))));
        try {
            return soon(pool.query(IS_ENCRYPTED).execute()).iterator().next().getBoolean(0);
        } finally {
            soon(pool.close());
        }
    }
}
