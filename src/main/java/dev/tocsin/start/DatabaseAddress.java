package dev.tocsin.start;

import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

import org.eclipse.microprofile.config.Config;
import org.postgresql.Driver;

/**
 * Which database and who logs in, for messages: host, port and name without a password, should somebody have put one into the
 * URL.
 *
 * @param jdbcUrl for the driver
 * @param isByToken whether a token of IAM is the password
 */
record DatabaseAddress(String jdbcUrl, String hostAndPort, String database, String user, boolean isByToken) {

    private static final String JDBC_URL = "quarkus.datasource.jdbc.url";
    private static final String LOGIN = "tocsin.database.login";
    private static final String BY_TOKEN = "rds-iam";
    private static final String FORM = "postgresql://db.example.com:5432/tocsin";

    static DatabaseAddress of(Config config) {
        String url = optional(config, JDBC_URL).or(() -> optional(config, StartSettings.DATABASE_URL).map(u -> "jdbc:" + u))
                .orElse("");
        String user = optional(config, StartSettings.DATABASE_USER).orElse("");
        Properties parsed = parse(url).orElseGet(Properties::new);
        return new DatabaseAddress(url, hostAndPort(parsed), parsed.getProperty("PGDBNAME", "?"), user,
                optional(config, LOGIN).filter(login -> BY_TOKEN.equals(login.toLowerCase(Locale.ROOT).replace('_', '-')))
                        .isPresent());
    }

    /** Natively the application's own properties are not at hand here, and elsewhere one of them refers to the other. */
    static Optional<String> optional(Config config, String property) {
        try {
            return config.getOptionalValue(property, String.class).filter(value -> !value.isBlank());
        } catch (RuntimeException refersToNothing) {
            return Optional.empty();
        }
    }

    static Optional<Properties> parse(String jdbcUrl) {
        if (namesUser(jdbcUrl)) {
            return Optional.empty(); // the driver would take the password for a port, and log it
        }
        try {
            return Optional.ofNullable(Driver.parseURL(jdbcUrl, new Properties()));
        } catch (RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean namesUser(String jdbcUrl) {
        return jdbcUrl.matches("jdbc:[a-z]+://[^/?]*@.*");
    }

    private static String hostAndPort(Properties parsed) {
        String[] hosts = parsed.getProperty("PGHOST", "?").split(",");
        String[] ports = parsed.getProperty("PGPORT", "?").split(",");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < hosts.length; i++) {
            String bare = hosts[i].substring(hosts[i].lastIndexOf('@') + 1);
            text.append(i == 0 ? "" : ",").append(bare).append(':').append(ports[Math.min(i, ports.length - 1)]);
        }
        return text.toString();
    }

    /**
     * @throws NoStart if the URL is none of PostgreSQL's, has a user in it, which the driver does not take, or several hosts,
     *         which the reactive driver does not take, or asks for a kind of encryption that there is not
     */
    void requireReadable() {
        if (namesUser(jdbcUrl)) {
            throw new NoStart(ExitCode.WRONG_SETTING, Setting.named(StartSettings.DATABASE_URL)
                    + " must not name user and password. Set them as " + Setting.variable(StartSettings.DATABASE_USER) + " and "
                    + Setting.variable(StartSettings.DATABASE_PASSWORD) + ", and the URL as " + FORM + ".");
        }
        if (jdbcUrl.matches("jdbc:[a-z]+://[^/?]*,.*")) {
            throw new NoStart(ExitCode.WRONG_SETTING, Setting.named(StartSettings.DATABASE_URL)
                    + " names several hosts, and may name one. Where servers fail over, name the cluster's endpoint or a proxy, "
                    + "as " + FORM + ".");
        }
        if (parse(jdbcUrl).isEmpty()) {
            throw new NoStart(ExitCode.WRONG_SETTING, Setting.named(StartSettings.DATABASE_URL)
                    + " cannot be read. Write it as " + FORM + ".");
        }
        DatabaseTls.of(this).requireUsable();
    }

    @Override
    public String toString() {
        return hostAndPort + "/" + database;
    }
}
