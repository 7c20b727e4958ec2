package dev.tocsin.configuration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The webhook URLs, for those who look after the keys that they are sealed under. */
@ApplicationScoped
class SealedUrls {

    private static final String COUNTS = """
            SELECT coalesce(substring(webhook_url_sealed FROM '^v1:([0-9a-f]{8}):'), 'unreadable') AS key_id, count(*) AS secrets
            FROM configuration WHERE webhook_url_sealed IS NOT NULL GROUP BY 1""";

    private static final String OWNERS = """
            SELECT key_id, owner FROM (
                SELECT coalesce(substring(webhook_url_sealed FROM '^v1:([0-9a-f]{8}):'), 'unreadable') AS key_id,
                       configuration_name AS owner
                FROM configuration WHERE webhook_url_sealed IS NOT NULL) all_of_them
            WHERE key_id <> ALL ($1::text[]) ORDER BY owner LIMIT $2""";

    private static final String BATCH = """
            SELECT id, configuration_name AS owner, webhook_url_sealed AS sealed FROM configuration
            WHERE id > $1 AND substring(webhook_url_sealed FROM '^v1:([0-9a-f]{8}):') = ANY ($2::text[])
            ORDER BY id LIMIT $3""";

    /** Waits for nobody, so that it can be part of no deadlock: what is passed over comes the next time. */
    private static final String REPLACE = """
            WITH still AS MATERIALIZED (
                SELECT c.id, t.resealed
                FROM unnest($1::bigint[], $2::text[], $3::text[]) AS t (id, sealed, resealed)
                JOIN configuration c ON c.id = t.id AND c.webhook_url_sealed = t.sealed
                FOR NO KEY UPDATE OF c SKIP LOCKED)
            UPDATE configuration c SET webhook_url_sealed = still.resealed FROM still WHERE c.id = still.id""";

    @Produces
    @Singleton
    SealedColumn webhookUrls() {
        return new SealedColumn(Configuration.SEALED_FOR, COUNTS, OWNERS, BATCH, REPLACE);
    }
}
