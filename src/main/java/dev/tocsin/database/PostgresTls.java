package dev.tocsin.database;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;

/**
 * What {@code sslmode} and {@code sslrootcert} in the database's URL mean to the reactive driver: the same as to JDBC's. Left
 * alone, it would look for the server's certificate among the public authorities, where no database's is, and overlook
 * {@code sslrootcert}.
 */
final class PostgresTls {

    private static final Pattern ROOT_CERTIFICATE = Pattern.compile("[?&]sslrootcert=([^&]+)");
    private static final String BY_HOST_NAME = "HTTPS";

    private final Optional<String> rootCertificate;

    private PostgresTls(Optional<String> rootCertificate) {
        this.rootCertificate = rootCertificate;
    }

    static PostgresTls of(String url) {
        return new PostgresTls(ROOT_CERTIFICATE.matcher(url).results().findFirst().map(PostgresTls::decoded));
    }

    private static String decoded(MatchResult parameter) {
        return URLDecoder.decode(parameter.group(1), StandardCharsets.UTF_8);
    }

    /** Where Quarkus's own settings say whom to trust, that stays. */
    void apply(PgConnectOptions options) {
        if (options.getTrustOptions() != null || options.isTrustAll()) {
            return;
        }
        switch (options.getSslMode()) {
            case DISABLE -> {
                // nothing is encrypted
            }
            case ALLOW, PREFER, REQUIRE -> options.setTrustAll(true);
            case VERIFY_CA -> trust(options);
            case VERIFY_FULL -> {
                trust(options);
                options.setHostnameVerificationAlgorithm(BY_HOST_NAME);
            }
        }
    }

    /** The start has made sure that there is such a file. */
    private void trust(PgConnectOptions options) {
        rootCertificate.ifPresent(file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file)));
    }
}
