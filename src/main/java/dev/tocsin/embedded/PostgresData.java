package dev.tocsin.embedded;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

import org.jboss.logging.Logger;

import dev.tocsin.start.ExitCode;
import dev.tocsin.start.NoStart;

/**
 * The folder of the database, in which the only way in is a generated password. Earlier versions admitted every local user
 * without one: such a folder is converted, with its data, before the server listens.
 */
final class PostgresData {

    static final String USER = "postgres";
    static final String DATABASE = "postgres";

    private static final Logger LOG = Logger.getLogger(PostgresData.class);
    private static final String MAJOR = "17";
    private static final String ACCESS = """
            # Written by Tocsin at every start. The server listens on 127.0.0.1 only.
            host all all 127.0.0.1/32 scram-sha-256
            """;

    private final Path folder;
    private final Path data;
    private final Path passwordFile;

    PostgresData(Path folder) {
        this.folder = folder;
        this.data = folder.resolve("postgres");
        this.passwordFile = folder.resolve("postgres-password");
    }

    Path path() {
        return data;
    }

    /** Makes it if it is not there, and answers the password. */
    String ready(Programs programs) throws IOException, InterruptedException {
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            make(programs);
        } else {
            requireVersion();
            OwnFolder.inner(data);
        }
        Files.writeString(data.resolve("pg_hba.conf"), ACCESS);
        if (!Files.exists(passwordFile)) {
            givePassword(programs);
        }
        return Files.readString(passwordFile).strip();
    }

    /** Beside, and then moved: one that was interrupted is not taken for a database. */
    private void make(Programs programs) throws IOException, InterruptedException {
        Path unfinished = folder.resolve("postgres-unfinished");
        OwnFolder.delete(unfinished);
        GeneratedKey.keptIn(passwordFile);
        programs.run("initdb", List.of("-D", unfinished.toString(), "-U", USER, "-E", "UTF-8", "--auth=scram-sha-256",
                "--pwfile=" + passwordFile));
        try {
            Files.deleteIfExists(data);
        } catch (DirectoryNotEmptyException e) {
            throw new IOException(data + " is not empty, and no database of PostgreSQL", e);
        }
        Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void requireVersion() throws IOException {
        String version = Files.readString(data.resolve("PG_VERSION")).strip();
        if (!version.equals(MAJOR)) {
            throw new NoStart(ExitCode.FOLDER_UNUSABLE, data + " is a database of PostgreSQL " + version
                    + ", and this Tocsin has PostgreSQL " + MAJOR + ". Dump it with the Tocsin that made it and restore it.");
        }
    }

    /**
     * For a folder of an earlier version, and for one whose password was lost. In single-user mode nobody else can get in
     * meanwhile. The file is written last: without it all this is done again.
     */
    private void givePassword(Programs programs) throws IOException, InterruptedException {
        String password = GeneratedKey.random();
        String printed = programs.run("ALTER ROLE " + USER + " PASSWORD '" + password + "'\n", "postgres",
                List.of("--single", "-D", data.toString(), "-c", "log_statement=none", "-c", "log_min_error_statement=panic",
                        "-c", "password_encryption=scram-sha-256", DATABASE));
        if (printed.contains("ERROR:") || printed.contains("FATAL:")) {
            throw new IOException("the password of the database could not be set");
        }
        OwnFolder.write(passwordFile, password);
        LOG.infof("The embedded database has a new password, in %s", passwordFile);
    }
}
