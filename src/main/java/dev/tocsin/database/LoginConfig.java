package dev.tocsin.database;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.microprofile.config.Config;

import dev.tocsin.aws.Partition;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** How Tocsin logs in to its database. */
@ConfigMapping(prefix = "tocsin.database")
public interface LoginConfig {

    String LOGIN = "tocsin.database.login";
    String REGION = "tocsin.database.region";
    String URL = "quarkus.datasource.reactive.url";
    String USER = "quarkus.datasource.username";
    Pattern AUTHORITY = Pattern.compile("^[a-z]+://([^/?]*)");
    Pattern MODE = Pattern.compile("[?&]sslmode=");
    Pattern ENCRYPTED = Pattern.compile("[?&]sslmode=(require|verify-ca|verify-full)(&|$)");
    /** Source: Amazon RDS user guide, endpoints; the longer names of clusters and proxies end likewise. */
    Pattern RDS_HOST = Pattern.compile("^[a-z0-9.-]+\\.([a-z0-9-]+)\\.rds\\.[a-z0-9.-]+?(?::\\d+)?$");

    /** With {@code quarkus.datasource.password}, or as ourselves at AWS with a token for RDS. */
    @WithDefault("password")
    Login login();

    /** The database's Region, where its host name does not say it and it is not {@code AWS_REGION}. */
    Optional<String> region();

    /** How long a start waits for a database that cannot be reached. */
    @WithName("wait")
    @WithDefault("60s")
    Duration awaited();

    /** The ways to log in. */
    enum Login {
        PASSWORD,
        RDS_IAM
    }

    /** @throws IllegalArgumentException that begins with the property, if RDS could take no token with the other settings */
    static void requireGood(Config config) {
        if (!isByToken(value(config, LOGIN))) {
            return;
        }
        String url = value(config, URL);
        if (url.isBlank()) {
            throw new IllegalArgumentException(LOGIN + " must be password where no " + URL + " is set.");
        }
        if (MODE.matcher(url).results().count() != 1 || !ENCRYPTED.matcher(url).find() || isForAnother(config, url)) {
            throw new IllegalArgumentException(LOGIN + " must be password where " + URL + " says none of sslmode=require, "
                    + "verify-ca and verify-full, once, for both drivers: RDS takes tokens on encrypted connections alone, "
                    + "for example ?sslmode=verify-full&sslrootcert=/etc/tocsin/database/ca.pem.");
        }
        if (value(config, USER).isBlank()) {
            throw new IllegalArgumentException(USER + " must name the database's user that has the role rds_iam.");
        }
        Matcher authority = AUTHORITY.matcher(url);
        String region = regionOf(authority.find() ? authority.group(1) : "", Optional.of(value(config, REGION))
                .filter(set -> !set.isBlank())).or(() -> Optional.ofNullable(System.getenv("AWS_REGION"))).orElse("");
        if (Partition.ofRegion(region).isEmpty()) {
            throw new IllegalArgumentException(REGION + " must be the id of the database's Region, for example eu-central-1.");
        }
    }

    private static String value(Config config, String property) {
        return Optional.ofNullable(config.getConfigValue(property).getValue()).orElse("").strip();
    }

    /** As words of settings are read: in capitals, or with {@code _}, it is the same. */
    private static boolean isByToken(String login) {
        return login.toLowerCase(Locale.ROOT).replace('_', '-').equals("rds-iam");
    }

    /** What migrates would connect otherwise than all else. */
    private static boolean isForAnother(Config config, String url) {
        String jdbc = value(config, "quarkus.datasource.jdbc.url");
        return !jdbc.isBlank() && !jdbc.equals("jdbc:" + url);
    }

    /** What is set, else what the name of an RDS endpoint says. */
    static Optional<String> regionOf(String host, Optional<String> set) {
        Matcher endpoint = RDS_HOST.matcher(host);
        return set.or(() -> endpoint.find() ? Optional.of(endpoint.group(1)) : Optional.empty());
    }
}
