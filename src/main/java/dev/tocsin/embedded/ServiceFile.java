package dev.tocsin.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What libpq's clients (psql, pg_dump) need to get in: {@code PGSERVICEFILE=<file> psql service=tocsin}. */
final class ServiceFile {

    static final String NAME = "pg_service.conf";
    static final String SERVICE = "tocsin";

    private ServiceFile() {
    }

    /** For this run; the port is another at the next. */
    static void write(Path folder, int port, String database, String user, String password) throws IOException {
        OwnFolder.write(folder.resolve(NAME), """
                # PGSERVICEFILE=%s psql service=%s
                [%2$s]
                host=127.0.0.1
                port=%d
                dbname=%s
                user=%s
                password=%s
                """.formatted(folder.resolve(NAME), SERVICE, port, database, user, password));
    }

    static void delete(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(NAME));
    }
}
