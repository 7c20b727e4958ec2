package dev.tocsin.embedded;

import java.nio.file.Path;

/** Prepares a PostgreSQL that keeps its data below a folder. */
interface PostgresLauncher {

    /** @throws dev.tocsin.start.NoStart if the folder cannot be used */
    PostgresServer prepare(Path folder);
}
