package dev.tocsin.start;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/**
 * What the database's URL says of encryption. Two drivers read it, JDBC's for the migrations and the reactive one for all
 * else, and they do not know the same parameters. So only what means the same to both is let through.
 */
final class DatabaseTls {

    private static final String MODE = "sslmode";
    private static final String ROOT_CERTIFICATE = "sslrootcert";
    private static final List<String> MODES = List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");
    private static final Set<String> VERIFYING = Set.of("verify-ca", "verify-full");
    /** Of psql and of JDBC's driver; the reactive one would overlook them, and connect less safely than the URL asks for. */
    private static final List<String> UNKNOWN_TO_ONE = List.of("ssl", "sslcert", "sslkey", "sslpassword", "sslfactory",
            "sslfactoryarg", "sslhostnameverifier", "sslcrl", "ssl_min_protocol_version", "channelBinding",
            "channel_binding");
    private static final String ADVICE = "?sslmode=verify-full&sslrootcert=/etc/tocsin/database/ca.pem (a file with the "
            + "certificate of the authority that issued the database's), or ?sslmode=require, which encrypts and does not look "
            + "at the certificate";
    private static final String PEM = "-----BEGIN CERTIFICATE-----";

    private final DatabaseAddress address;
    private final Properties parameters;

    private DatabaseTls(DatabaseAddress address, Properties parameters) {
        this.address = address;
        this.parameters = parameters;
    }

    static DatabaseTls of(DatabaseAddress address) {
        return new DatabaseTls(address, DatabaseAddress.parse(address.jdbcUrl()).orElseGet(Properties::new));
    }

    /** @throws NoStart if the two drivers would not both do what the URL asks for */
    void requireUsable() {
        UNKNOWN_TO_ONE.stream().filter(parameters::containsKey).findFirst().ifPresent(name -> {
            throw wrong("has the parameter " + name + ", which Tocsin cannot follow. Write " + ADVICE);
        });
        String mode = parameters.getProperty(MODE);
        String rootCertificate = parameters.getProperty(ROOT_CERTIFICATE);
        if (mode != null && !MODES.contains(mode)) {
            throw wrong("has an sslmode that there is not. They are: " + String.join(", ", MODES));
        }
        if (mode != null && VERIFYING.contains(mode)) {
            requireCertificates(mode, rootCertificate);
        } else if (rootCertificate != null) {
            throw wrong("has an sslrootcert, which only sslmode=verify-full and sslmode=verify-ca look at. Add one of them");
        }
    }

    private static void requireCertificates(String mode, String file) {
        if (file == null) {
            throw wrong("says sslmode=" + mode + " and not which authority to trust. Write " + ADVICE);
        }
        try {
            if (!Files.readString(Path.of(file), StandardCharsets.ISO_8859_1).contains(PEM)) {
                throw wrong("names as sslrootcert a file without a certificate in PEM form (" + PEM + ")");
            }
        } catch (IOException | InvalidPathException unreadable) {
            throw wrong("names as sslrootcert a file that is not there, or that this user may not read");
        }
    }

    private static NoStart wrong(String what) {
        return new NoStart(ExitCode.WRONG_SETTING, Setting.named(StartSettings.DATABASE_URL) + " " + what + ".");
    }

    /** The line for a server that admits only who comes encrypted. */
    String isMissing() {
        return "PostgreSQL at " + address.hostAndPort() + " admits only encrypted connections, and "
                + Setting.named(StartSettings.DATABASE_URL) + " asks for none. Add " + ADVICE + ".";
    }
}
