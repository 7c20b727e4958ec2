package dev.tocsin.database;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.tocsin.aws.RdsTokens;
import dev.tocsin.database.LoginConfig.Login;
import io.quarkus.arc.Unremovable;
import io.quarkus.credentials.CredentialsProvider;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.SqlConnectOptions;

/**
 * With what each new connection logs in: the password that is set, or a token that is made for it. Quarkus asks it for the
 * connections of the migrations ({@code quarkus.datasource.credentials-provider}), {@link PostgresConnections} for all others.
 */
@Singleton
@Unremovable
final class DatabaseLogin implements CredentialsProvider {

    private static final Set<SslMode> ENCRYPTED = EnumSet.of(SslMode.REQUIRE, SslMode.VERIFY_CA, SslMode.VERIFY_FULL);

    private final LoginConfig config;
    private final RdsTokens tokens;
    private final String url;
    private final Optional<String> user;
    private final Optional<String> password;
    private volatile boolean hasLoggedIn;

    DatabaseLogin(LoginConfig config, RdsTokens tokens,
            @ConfigProperty(name = "quarkus.datasource.reactive.url") Optional<String> url,
            @ConfigProperty(name = "quarkus.datasource.username") Optional<String> user,
            @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
        this.config = config;
        this.tokens = tokens;
        this.url = url.orElse("");
        this.user = user;
        this.password = password;
    }

    /**
     * Blocks for {@code tocsin.aws.timeout} at most, and only where a token has to be made: to migrate, and for whoever asks
     * whether Tocsin is ready.
     *
     * @throws IllegalArgumentException that begins with the property, if none could be made yet. Later there is no password
     *         instead: the connection fails then, which is all that the readiness has to say.
     */
    @Override
    public Map<String, String> getCredentials(String provider) {
        if (!isByToken()) {
            return credentials(password);
        }
        try {
            String token = token(PgConnectOptions.fromUri(url)).await().atMost(tokens.timeout());
            hasLoggedIn = true;
            return credentials(Optional.of(token));
        } catch (NoToken | TimeoutException none) {
            if (hasLoggedIn) {
                return credentials(Optional.empty());
            }
            throw new IllegalArgumentException(LoginConfig.LOGIN + " is rds-iam, and " + NoToken.words(none) + ".", none);
        }
    }

    @Override
    public Uni<Map<String, String>> getCredentialsAsync(String provider) {
        return Uni.createFrom().item(() -> getCredentials(provider));
    }

    private Map<String, String> credentials(Optional<String> secret) {
        Map<String, String> credentials = new HashMap<>();
        user.ifPresent(name -> credentials.put(USER_PROPERTY_NAME, name));
        secret.ifPresent(word -> credentials.put(PASSWORD_PROPERTY_NAME, word));
        return credentials;
    }

    boolean isByToken() {
        return config.login() == Login.RDS_IAM;
    }

    /** The server's options for each new connection, with a token made for it. */
    Supplier<Future<SqlConnectOptions>> byToken(PgConnectOptions server) {
        return () -> Future.fromCompletionStage(token(server)
                .map(token -> (SqlConnectOptions) new PgConnectOptions(server).setPassword(token))
                .subscribeAsCompletionStage());
    }

    /** Whoever could read it could log in with it for a quarter of an hour, so nothing is told on a connection in the clear. */
    private Uni<String> token(PgConnectOptions server) {
        String region = LoginConfig.regionOf(server.getHost(), config.region()).orElseGet(() -> System.getenv("AWS_REGION"));
        if (region == null) {
            return Uni.createFrom().failure(new NoToken("the database's Region is not known (" + LoginConfig.REGION + ")"));
        }
        if (!ENCRYPTED.contains(server.getSslMode())) {
            return Uni.createFrom().failure(new NoToken("the connection would not be encrypted"));
        }
        return tokens.token(server.getHost(), server.getPort(), user.orElse(server.getUser()), region).onFailure()
                .transform(NoToken::because);
    }
}
