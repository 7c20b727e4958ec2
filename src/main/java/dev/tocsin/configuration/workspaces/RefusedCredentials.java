package dev.tocsin.configuration.workspaces;

import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.audit.Actor;
import dev.tocsin.audit.AuditLog;
import dev.tocsin.audit.Change;
import dev.tocsin.database.DatabaseTrouble;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Statements;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Disables the workspace whose bot token Slack refused, so that its lanes wait and lose nothing until somebody authorizes it
 * again.
 */
@ApplicationScoped
public class RefusedCredentials {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String OF_A_WORKSPACE = "workspace:";

    /** Nothing, if the workspace has another token by now. */
    private static final String DISABLE = """
            UPDATE slack_workspace
            SET state = 'DISABLED', state_reason = $3, state_since = now(), updated_at = now(), version = version + 1
            WHERE slack_team_id = $1 AND bot_token_sealed = $2 AND state = 'ENABLED'
              AND ($3 <> 'token_expired' OR refresh_token_sealed IS NULL)""";

    /** A token that merely expired is due to be exchanged for the next. */
    private static final String EXPIRE = """
            UPDATE slack_workspace SET token_expires_at = now()
            WHERE slack_team_id = $1 AND bot_token_sealed = $2 AND refresh_token_sealed IS NOT NULL
              AND (token_expires_at IS NULL OR token_expires_at > now())""";

    private final Statements statements;
    private final AuditLog audit;

    RefusedCredentials(Postgres postgres, AuditLog audit) {
        this.statements = postgres.within(TIMEOUT);
        this.audit = audit;
    }

    /**
     * Never fails: if the database is away, the next refusal says it again.
     *
     * @param sealedFor what the credential is sealed for
     * @param credentialSealed the credential that was used, as it is stored
     * @param reason Slack's error code
     */
    public Uni<Void> note(String sealedFor, String credentialSealed, String reason) {
        return workspace(sealedFor).map(team -> mark(team, credentialSealed, reason)).orElse(Uni.createFrom().voidItem());
    }

    /** Whether the credential is a workspace's, which can be disabled; the others are the destination's own. */
    public static boolean isOfAWorkspace(String sealedFor) {
        return sealedFor.startsWith(OF_A_WORKSPACE);
    }

    private static Optional<String> workspace(String sealedFor) {
        return isOfAWorkspace(sealedFor)
                ? Optional.of(sealedFor.substring(OF_A_WORKSPACE.length()))
                : Optional.empty();
    }

    private Uni<Void> mark(String team, String tokenSealed, String reason) {
        return statements.transaction(connection -> write(connection, team, tokenSealed, reason))
                .onFailure().recoverWithItem(failure -> {
                    Log.warnf("cannot mark a workspace as disabled now, team=%s: %s", team,
                            DatabaseTrouble.words(failure));
                    return null;
                });
    }

    private Uni<Void> write(SqlConnection connection, String team, String tokenSealed, String reason) {
        return connection.preparedQuery(DISABLE).execute(Tuple.of(team, tokenSealed, reason))
                .chain(disabled -> disabled.rowCount() > 0
                        ? audited(connection, team, reason)
                        : connection.preparedQuery(EXPIRE).execute(Tuple.of(team, tokenSealed)).replaceWithVoid());
    }

    private Uni<Void> audited(SqlConnection connection, String team, String reason) {
        Log.warnf("workspace disabled team=%s reason=%s; what is for its channels waits until it is authorized again", team,
                reason);
        return audit.record(connection, Change.done("disable", WorkspaceChanges.KIND, team).by(Actor.system("delivery")));
    }
}
