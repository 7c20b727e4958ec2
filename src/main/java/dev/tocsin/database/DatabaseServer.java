package dev.tocsin.database;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** Which server answers, how it is reached, and how far its tables are migrated: for people to look at. */
@Singleton
public final class DatabaseServer {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String FACTS = """
            SELECT current_setting('server_version') AS server_version, current_database() AS database_name,
              current_user AS login, pg_database_size(current_database()) AS bytes,
              (SELECT s.version FROM pg_stat_ssl s WHERE s.pid = pg_backend_pid() AND s.ssl) AS tls""";

    private static final String MIGRATION = """
            SELECT version, description, installed_on::timestamptz AS installed_on FROM flyway_schema_history
            WHERE success AND version IS NOT NULL ORDER BY installed_rank DESC LIMIT 1""";

    private final Statements statements;
    private final LoginConfig login;
    private final String host;

    DatabaseServer(Postgres postgres, LoginConfig login, @ConfigProperty(name = LoginConfig.URL) Optional<String> url) {
        this.statements = postgres.within(PATIENCE);
        this.login = login;
        this.host = host(url.orElse(""));
    }

    /**
     * What there is to say.
     *
     * @param version null while it does not answer, as all others but host and login then
     * @param host and port, as the settings say
     * @param loginBy how Tocsin proves who it is
     * @param tls the version of TLS in use, null without
     * @param bytes of the whole database
     * @param fault why it does not answer; null if it does
     */
    public record Facts(String version, String host, String database, String user, String loginBy, String tls, Long bytes,
            Migration migration, String fault) {
    }

    /** The newest that was applied. */
    public record Migration(String version, String description, Instant appliedAt) {
    }

    /** Never fails. */
    public Uni<Facts> ask() {
        return statements.query(FACTS, Tuple.tuple())
                .chain(rows -> statements.query(MIGRATION, Tuple.tuple())
                        .map(migrations -> facts(rows.iterator().next(), Rows.first(migrations, DatabaseServer::migration))))
                .onFailure().recoverWithItem(failure -> new Facts(null, host, null, null, loginBy(), null, null, null,
                        DatabaseTrouble.words(failure)));
    }

    private Facts facts(Row row, Optional<Migration> migration) {
        return new Facts(row.getString("server_version"), host, row.getString("database_name"), row.getString("login"),
                loginBy(), row.getString("tls"), row.getLong("bytes"), migration.orElse(null), null);
    }

    private static Migration migration(Row row) {
        return new Migration(row.getString("version"), row.getString("description"), Rows.instant(row, "installed_on"));
    }

    private String loginBy() {
        return login.login() == LoginConfig.Login.RDS_IAM ? "a token of IAM" : "a password";
    }

    /** Nothing else of the URL: somebody may have put a password there. */
    static String host(String url) {
        try {
            URI parsed = URI.create(url.strip());
            return parsed.getHost() == null ? "?" : parsed.getHost() + ":" + (parsed.getPort() < 0 ? 5432 : parsed.getPort());
        } catch (IllegalArgumentException unreadable) {
            return "?";
        }
    }
}
