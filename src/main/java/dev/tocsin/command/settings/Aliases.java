package dev.tocsin.command.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** Names that a channel has for commands. They belong to the channel, and each runs with the rights of whoever runs it. */
@ApplicationScoped
public class Aliases {

    public static final int NAME_AT_MOST = 100;
    public static final int ACTION_AT_MOST = 5_000;
    public static final int IN_A_CHANNEL = 100;

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1," + NAME_AT_MOST + "}");

    /** Whoever makes one waits for whoever makes another in that channel, so that there are never more. */
    static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended($1 || '/' || $2, 0))::text";

    static final String CREATE = """
            INSERT INTO command_alias (slack_team_id, slack_channel_id, name, action, created_by)
            SELECT $1, $2, $3, $4, $5
            WHERE (SELECT count(*) FROM command_alias WHERE slack_team_id = $1 AND slack_channel_id = $2) < $6
            ON CONFLICT DO NOTHING""";

    static final String LIST = """
            SELECT name, action, created_by FROM command_alias
            WHERE slack_team_id = $1 AND slack_channel_id = $2 ORDER BY name LIMIT $3""";

    static final String FIND = """
            SELECT name, action, created_by FROM command_alias
            WHERE slack_team_id = $1 AND slack_channel_id = $2 AND name = $3""";

    static final String DELETE = """
            DELETE FROM command_alias WHERE slack_team_id = $1 AND slack_channel_id = $2 AND name = $3""";

    private final Statements statements;

    Aliases(Postgres postgres) {
        this.statements = postgres.within(TIMEOUT);
    }

    /** @param createdBy as people read it */
    public record Alias(String name, String action, String createdBy) {
    }

    /** What is wrong with an alias that is to be made, for people; empty if nothing is. */
    public static Optional<String> objection(String name, String action) {
        if (!NAME.matcher(name).matches()) {
            return Optional.of("The name of an alias has 1 to " + NAME_AT_MOST + " letters, digits, hyphens and underscores.");
        }
        if (action.isBlank()) {
            return Optional.of("An alias needs the command that it stands for.");
        }
        return action.length() > ACTION_AT_MOST
                ? Optional.of("What an alias stands for has at most " + ACTION_AT_MOST + " characters, and this has "
                        + action.length() + ".")
                : Optional.empty();
    }

    /**
     * False if there is one of that name already, or as many as a channel may have (100).
     *
     * @throws IllegalArgumentException if there is an {@link #objection}
     */
    public Uni<Boolean> create(String slackTeamId, String slackChannelId, Alias alias) {
        objection(alias.name(), alias.action()).ifPresent(objection -> {
            throw new IllegalArgumentException(objection);
        });
        return statements.transaction(connection -> connection.preparedQuery(LOCK)
                .execute(Tuple.of(slackTeamId, slackChannelId))
                .chain(() -> connection.preparedQuery(CREATE).execute(Tuple.of(slackTeamId, slackChannelId, alias.name(),
                        alias.action(), alias.createdBy(), IN_A_CHANNEL)))
                .map(rows -> rows.rowCount() > 0));
    }

    /** By name. */
    public Uni<List<Alias>> list(String slackTeamId, String slackChannelId) {
        return statements.query(LIST, Tuple.of(slackTeamId, slackChannelId, IN_A_CHANNEL))
                .map(rows -> Rows.all(rows, Aliases::alias));
    }

    public Uni<Optional<Alias>> find(String slackTeamId, String slackChannelId, String name) {
        return statements.query(FIND, Tuple.of(slackTeamId, slackChannelId, name))
                .map(rows -> Rows.first(rows, Aliases::alias));
    }

    /** False if there was none. */
    public Uni<Boolean> delete(String slackTeamId, String slackChannelId, String name) {
        return statements.query(DELETE, Tuple.of(slackTeamId, slackChannelId, name)).map(rows -> rows.rowCount() > 0);
    }

    private static Alias alias(Row row) {
        return new Alias(row.getString("name"), row.getString("action"), row.getString("created_by"));
    }
}
