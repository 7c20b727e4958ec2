package dev.tocsin.embedded;

/** A running PostgreSQL; closing stops it. */
interface PostgresServer extends AutoCloseable {

    /** In the form of {@code quarkus.datasource.reactive.url}. */
    String url();
}
