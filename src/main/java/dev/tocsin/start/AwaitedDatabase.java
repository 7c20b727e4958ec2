package dev.tocsin.start;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.function.Consumer;

import org.eclipse.microprofile.config.Config;
import org.postgresql.Driver;

/**
 * Waits until the configured PostgreSQL answers, whatever it answers: a refusal will not become a yes, and Flyway meets it a
 * moment later. So no password is sent here, and nothing has to be known of how the connection will be secured.
 */
public final class AwaitedDatabase {

    private static final String WAIT = "tocsin.database.wait";
    private static final Duration USUAL_WAIT = Duration.ofSeconds(60);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int TRY_SECONDS = 5;
    private static final String REACTIVE_SSL_MODE = "quarkus.datasource.reactive.postgresql.ssl-mode";

    private final DatabaseAddress address;
    private final Duration patience;
    private final Clock clock;
    private final Probe probe;
    private final Pause pause;
    private final Consumer<String> log;

    AwaitedDatabase(DatabaseAddress address, Duration patience, Clock clock, Probe probe, Pause pause, Consumer<String> log) {
        this.address = address;
        this.patience = patience;
        this.clock = clock;
        this.probe = probe;
        this.pause = pause;
        this.log = log;
    }

    /** @throws NoStart if the settings of the database cannot be read */
    public static AwaitedDatabase of(Config config, Consumer<String> log) {
        DatabaseAddress address = DatabaseAddress.of(config);
        address.requireReadable();
        boolean plain = DatabaseAddress.optional(config, REACTIVE_SSL_MODE).isEmpty();
        return new AwaitedDatabase(address, StartSettings.duration(config, WAIT, USUAL_WAIT), Clock.systemUTC(),
                () -> connect(address, plain), duration -> Thread.sleep(duration.toMillis()), log);
    }

    /** @throws NoStart if it has not answered after {@code tocsin.database.wait} */
    public void await() throws InterruptedException {
        Instant end = clock.instant().plus(patience);
        Duration next = FIRST_PAUSE;
        boolean told = false;
        while (true) {
            SQLException away = tried();
            if (away == null) {
                return;
            }
            Duration left = Duration.between(clock.instant(), end);
            if (left.isNegative() || left.isZero()) {
                throw new NoStart(ExitCode.DATABASE_AWAY, DatabaseFailures.away(away, address) + " It was awaited for "
                        + patience.toSeconds() + " s, which is " + Setting.named(WAIT) + ".", away);
            }
            if (!told) {
                log.accept("Tocsin waits up to " + patience.toSeconds() + " s for PostgreSQL at " + address.hostAndPort() + ": "
                        + DatabaseFailures.reason(away));
                told = true;
            }
            pause.sleep(next.compareTo(left) < 0 ? next : left);
            next = next.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? next.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    /** Null if there was an answer. */
    private SQLException tried() {
        try {
            probe.connect();
            return null;
        } catch (SQLException failure) {
            return DatabaseFailures.isAway(failure) ? failure : null;
        }
    }

    /**
     * Where the URL says nothing of encryption, JDBC's driver encrypts if the server can, and the reactive one does not. So
     * this
     * is asked as the reactive one would, or the start would succeed and nothing work.
     */
    private static void connect(DatabaseAddress address, boolean plain) throws SQLException {
        try {
            connect(address, plain ? "disable" : "prefer");
        } catch (SQLException refused) {
            if (plain && DatabaseFailures.isNotAllowed(refused) && admitsEncrypted(address)) {
                throw new NoStart(ExitCode.DATABASE_REFUSES, DatabaseTls.of(address).isMissing(), refused);
            }
            throw refused;
        }
    }

    private static boolean admitsEncrypted(DatabaseAddress address) {
        try {
            connect(address, "require");
            return true;
        } catch (SQLException refused) {
            return DatabaseFailures.asksForPassword(refused);
        }
    }

    /**
     * No loginTimeout: with it the driver connects on another thread, and the failure no longer says where it comes from.
     *
     * @param sslMode where the URL has none
     */
    @SuppressWarnings("try") // all that counts is that it opens
    private static void connect(DatabaseAddress address, String sslMode) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", address.user().isBlank() ? "tocsin" : address.user());
        properties.setProperty("sslmode", sslMode);
        properties.setProperty("connectTimeout", String.valueOf(TRY_SECONDS));
        properties.setProperty("socketTimeout", String.valueOf(TRY_SECONDS));
        try (Connection connection = new Driver().connect(address.jdbcUrl(), properties)) {
            return;
        }
    }

    /** One try to connect; an exception that is no absence counts as an answer. */
    interface Probe {
        void connect() throws SQLException;
    }

    /** Sleeps. */
    interface Pause {
        void sleep(Duration duration) throws InterruptedException;
    }
}
