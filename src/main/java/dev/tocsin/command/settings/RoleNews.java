package dev.tocsin.command.settings;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.configuration.workspaces.AuthorizedWorkspaces;
import dev.tocsin.database.DatabaseTrouble;
import dev.tocsin.database.Postgres;
import dev.tocsin.database.Rows;
import dev.tocsin.database.Statements;
import dev.tocsin.slack.SlackApi;
import dev.tocsin.slack.SlackFault;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Tells people in their channel, each alone, what was decided about the role that they have asked for. Nobody waits for it, and
 * whoever does not hear of it finds out by the next command.
 */
@ApplicationScoped
class RoleNews {

    static final String CHANNEL = """
            SELECT slack_team_id, slack_channel_id FROM configuration
            WHERE configuration_name = $1 AND slack_team_id IS NOT NULL AND slack_channel_id IS NOT NULL""";

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Statements statements;
    private final AuthorizedWorkspaces workspaces;
    private final SlackApi slack;

    RoleNews(Postgres postgres, AuthorizedWorkspaces workspaces, SlackApi slack) {
        this.statements = postgres.within(TIMEOUT);
        this.workspaces = workspaces;
        this.slack = slack;
    }

    private record Channel(String slackTeamId, String slackChannelId) {
    }

    void approved(CommandPerson person) {
        tell(person, "Your role for commands of " + person.configurationName() + " is approved. Type the command again.");
    }

    void declined(CommandPerson person) {
        tell(person, "The role that you have asked for, for commands of " + person.configurationName()
                + ", was declined. Ask whoever looks after Tocsin which one it should be.");
    }

    private void tell(CommandPerson person, String words) {
        statements.query(CHANNEL, Tuple.of(person.configurationName()))
                .map(rows -> Rows.first(rows,
                        row -> new Channel(row.getString("slack_team_id"), row.getString("slack_channel_id"))))
                .chain(channel -> channel.map(one -> whisper(one, person.slackUserId(), words))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .subscribe().with(told -> {
                }, failure -> Log.infof("Not told what was decided about a role, user=%s: %s", person.slackUserId(),
                        failure instanceof SlackFault ? failure.getMessage() : DatabaseTrouble.words(failure)));
    }

    private Uni<Void> whisper(Channel channel, String userId, String words) {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("channel", channel.slackChannelId())
                .put("user", userId).put("text", words);
        return workspaces.find(channel.slackTeamId())
                .chain(found -> found.map(workspace -> slack.chatPostEphemeral(workspace.token(), message))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }
}
