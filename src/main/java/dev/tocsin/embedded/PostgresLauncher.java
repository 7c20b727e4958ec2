package dev.tocsin.embedded;

import java.nio.file.Path;

/** Starts a PostgreSQL that keeps its data below a folder. */
interface PostgresLauncher {

    PostgresServer start(Path folder);
}
