package dev.tocsin.embedded;

/** A PostgreSQL; closing stops it, at whatever point its start has arrived. */
@SuppressWarnings("try") // an interruption ends the waiting for it, and whoever closes it has to know
interface PostgresServer extends AutoCloseable {

    /** @throws dev.tocsin.start.NoStart if it cannot be started */
    void start() throws InterruptedException;

    /** In the form of {@code quarkus.datasource.reactive.url}. */
    String url();

    String user();

    String password();
}
