package dev.tocsin.configuration.workspaces;

import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import dev.tocsin.secret.SecretSealer;
import dev.tocsin.secret.UnopenableSecret;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** Finds the workspaces that let us in now. */
@ApplicationScoped
public class AuthorizedWorkspaces {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final String FIND = """
            SELECT slack_team_id, bot_token_sealed, app_id, bot_user_id, scopes FROM slack_workspace
            WHERE slack_team_id = $1 AND state = 'ENABLED'""";

    private final Statements statements;
    private final SecretSealer sealer;

    AuthorizedWorkspaces(Postgres postgres, SecretSealer sealer) {
        this.statements = postgres.within(TIMEOUT);
        this.sealer = sealer;
    }

    /** Empty if it never authorized us, if Slack refuses its token, or if no key of ours opens that. */
    public Uni<Optional<AuthorizedWorkspace>> find(String slackTeamId) {
        return statements.query(FIND, Tuple.of(slackTeamId)).map(Rows::first).map(row -> row.flatMap(this::workspace));
    }

    private Optional<AuthorizedWorkspace> workspace(Row row) {
        String team = row.getString("slack_team_id");
        String sealed = row.getString("bot_token_sealed");
        try {
            return Optional.of(new AuthorizedWorkspace(team, sealer.open(sealed, SlackWorkspace.sealedFor(team)), sealed,
                    Optional.ofNullable(row.getString("app_id")), Optional.ofNullable(row.getString("bot_user_id")),
                    Rows.strings(row, "scopes")));
        } catch (UnopenableSecret lost) {
            Log.warnf("workspace team=%s: the bot token cannot be used: %s", team, lost.getMessage());
            return Optional.empty();
        }
    }
}
