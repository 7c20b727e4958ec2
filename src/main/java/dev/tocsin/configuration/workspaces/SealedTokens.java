package dev.tocsin.configuration.workspaces;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import dev.tocsin.configuration.SealedColumn;

/** The tokens of workspaces, for those who look after the keys that they are sealed under. */
@ApplicationScoped
class SealedTokens {

    private static final String COUNTS = """
            SELECT coalesce(substring(%1$s FROM '^v1:([0-9a-f]{8}):'), 'unreadable') AS key_id, count(*) AS secrets
            FROM slack_workspace WHERE %1$s IS NOT NULL GROUP BY 1""";

    private static final String OWNERS = """
            SELECT key_id, owner FROM (
                SELECT coalesce(substring(%1$s FROM '^v1:([0-9a-f]{8}):'), 'unreadable') AS key_id, slack_team_id AS owner
                FROM slack_workspace WHERE %1$s IS NOT NULL) all_of_them
            WHERE key_id <> ALL ($1::text[]) ORDER BY owner LIMIT $2""";

    private static final String BATCH = """
            SELECT id, slack_team_id AS owner, %1$s AS sealed FROM slack_workspace
            WHERE id > $1 AND substring(%1$s FROM '^v1:([0-9a-f]{8}):') = ANY ($2::text[])
            ORDER BY id LIMIT $3""";

    /**
     * Waits for nobody, so that it can be part of no deadlock: what is passed over comes the next time. A workspace whose token
     * is being exchanged is passed over too: replicas of the version before keep the new tokens only if the refresh token that
     * they spent is stored in the very text that they read.
     */
    private static final String REPLACE = """
            WITH still AS MATERIALIZED (
                SELECT w.id, t.resealed
                FROM unnest($1::bigint[], $2::text[], $3::text[]) AS t (id, sealed, resealed)
                JOIN slack_workspace w ON w.id = t.id AND w.%1$s = t.sealed
                WHERE w.refresh_token_sealed IS NULL OR w.next_refresh_at <= now()
                FOR NO KEY UPDATE OF w SKIP LOCKED)
            UPDATE slack_workspace w SET %1$s = still.resealed FROM still WHERE w.id = still.id""";

    @Produces
    @Singleton
    SealedColumn botTokens() {
        return column("bot_token_sealed");
    }

    @Produces
    @Singleton
    SealedColumn refreshTokens() {
        return column("refresh_token_sealed");
    }

    private static SealedColumn column(String name) {
        return new SealedColumn(SlackWorkspace.sealedFor(""), COUNTS.formatted(name), OWNERS.formatted(name),
                BATCH.formatted(name), REPLACE.formatted(name));
    }
}
