package dev.tocsin.database;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;

import dev.tocsin.standin.SigningCertificate;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A PostgreSQL that encrypts, with a certificate for {@code localhost} of an authority of its own. The role {@code postgres}
 * needs neither password nor encryption, the role {@code encrypted} both; {@link #BY_TOKEN} sends its password in the clear.
 */
public final class TlsPostgres implements AutoCloseable {

    public static final String BY_TOKEN = "by_token";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final EmbeddedPostgres server;
    private final Path authority;
    private final Path otherAuthority;

    private TlsPostgres(EmbeddedPostgres server, Path authority, Path otherAuthority) {
        this.server = server;
        this.authority = authority;
        this.otherAuthority = otherAuthority;
    }

    public static TlsPostgres startIn(Path folder) throws IOException, SQLException {
        SigningCertificate authority = SigningCertificate.make().ellipticCurve().named("Authority").authority().certificate();
        SigningCertificate other = SigningCertificate.make().ellipticCurve().named("Other").authority().certificate();
        SigningCertificate own = SigningCertificate.make().ellipticCurve().named("localhost").issuedBy(authority).certificate();
        Path key = Files.createFile(folder.resolve("server.key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(key, "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(own.privateKey().getEncoded()) + "\n-----END PRIVATE KEY-----\n");
        TlsPostgres started = new TlsPostgres(EmbeddedPostgres.start(),
                Files.writeString(folder.resolve("authority.pem"), authority.pem()),
                Files.writeString(folder.resolve("other.pem"), other.pem()));
        started.run("ALTER SYSTEM SET ssl_key_file = '" + key + "'");
        started.run("ALTER SYSTEM SET ssl_cert_file = '" + Files.writeString(folder.resolve("server.pem"), own.pem()) + "'");
        started.encrypt(true);
        started.admit("host all postgres all trust\nhostssl all encrypted all scram-sha-256\n"
                + "hostssl all " + BY_TOKEN + " all password\n");
        return started;
    }

    private void admit(String rules) throws SQLException, IOException {
        run("CREATE ROLE encrypted LOGIN PASSWORD 's3cr3t'");
        run("CREATE ROLE " + BY_TOKEN + " LOGIN");
        Files.writeString(Path.of(asked("SHOW hba_file")), rules);
        run("SELECT pg_reload_conf()");
        await().atMost(PATIENCE).until(() -> !isAdmitted("sslmode=disable&user=encrypted"));
    }

    /** While it runs; connections that there are stay as they are. */
    public void encrypt(boolean on) throws SQLException {
        run("ALTER SYSTEM SET ssl = " + (on ? "on" : "off"));
        run("SELECT pg_reload_conf()");
        await().atMost(PATIENCE).until(() -> asked("SHOW ssl").equals(on ? "on" : "off"));
    }

    /** From {@link #BY_TOKEN}, from the next connection on. */
    public void acceptToken(String token) throws SQLException {
        run("ALTER ROLE " + BY_TOKEN + " PASSWORD '" + token + "'");
    }

    public void cutOff(String role) throws SQLException {
        run("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = '" + role + "'");
    }

    public int port() {
        return server.getPort();
    }

    /** For {@code sslrootcert}. */
    public Path authority() {
        return authority;
    }

    /** One that did not issue the server's certificate. */
    public Path otherAuthority() {
        return otherAuthority;
    }

    /** @param parameters what follows the question mark, or nothing */
    public String url(String host, String parameters) {
        return "postgresql://" + host + ":" + server.getPort() + "/postgres" + (parameters.isEmpty() ? "" : "?" + parameters);
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = plain(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String asked(String sql) throws SQLException {
        try (Connection connection = plain();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getString(1);
        }
    }

    private boolean isAdmitted(String parameters) {
        try (Connection connection = DriverManager.getConnection("jdbc:" + url("127.0.0.1", parameters))) {
            return connection.isValid(0);
        } catch (SQLException refused) {
            return false;
        }
    }

    private Connection plain() throws SQLException {
        return DriverManager.getConnection("jdbc:" + url("127.0.0.1", "sslmode=disable&user=postgres"));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
