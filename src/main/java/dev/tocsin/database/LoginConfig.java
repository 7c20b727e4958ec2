package dev.tocsin.database;

import java.time.Duration;
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
        if (!"rds-iam".equals(config.getConfigValue(LOGIN).getValue())) {
            return;
        }
        String url = Optional.ofNullable(config.getConfigValue("quarkus.datasource.reactive.url").getValue()).orElse("");
        if (!ENCRYPTED.matcher(url).find()) {
            throw new IllegalArgumentException(LOGIN + " must be password where quarkus.datasource.reactive.url says none of "
                    + "sslmode=require, verify-ca and verify-full: RDS takes tokens on encrypted connections alone, "
                    + "for example ?sslmode=verify-full&sslrootcert=/etc/tocsin/database/ca.pem.");
        }
        String region = regionOf(url, Optional.ofNullable(config.getConfigValue(REGION).getValue()))
                .or(() -> Optional.ofNullable(System.getenv("AWS_REGION"))).orElse("");
        if (Partition.ofRegion(region).isEmpty()) {
            throw new IllegalArgumentException(REGION + " must be the id of the database's Region, for example eu-central-1.");
        }
    }

    Pattern ENCRYPTED = Pattern.compile("[?&]sslmode=(require|verify-ca|verify-full)(&|$)");
    /** Source: Amazon RDS user guide, endpoints; the longer names of clusters and proxies end likewise. */
    Pattern RDS_HOST = Pattern.compile("\\.([a-z0-9-]+)\\.rds\\.[a-z0-9.-]+?(?::\\d+)?(?:[/?,]|$)");

    /** What is set, else what the name of an RDS endpoint says. */
    static Optional<String> regionOf(String url, Optional<String> set) {
        Matcher host = RDS_HOST.matcher(url);
        return set.or(() -> host.find() ? Optional.of(host.group(1)) : Optional.empty());
    }
}
