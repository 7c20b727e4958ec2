package dev.tocsin.configuration.slack;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.tocsin.configuration.Database;
import dev.tocsin.configuration.workspaces.RefusedCredentials;
import dev.tocsin.configuration.workspaces.SlackWorkspace;
import dev.tocsin.problem.ProblemException;
import dev.tocsin.problem.Problems;
import dev.tocsin.secret.SecretSealer;
import dev.tocsin.secret.UnopenableSecret;
import dev.tocsin.slack.SlackApi;
import dev.tocsin.slack.SlackChannel;
import dev.tocsin.slack.SlackCode;
import dev.tocsin.slack.SlackCode.Meaning;
import dev.tocsin.slack.SlackFault;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/**
 * Asks Slack what a channel is called, and refuses one that no message could be posted to. Where Slack cannot tell now (it is
 * away, or the token may not ask), the channel is taken as it is given: somebody may be setting things up meanwhile.
 */
@Singleton
final class SlackChannelLookup {

    private final SlackApi slack;
    private final SecretSealer sealer;
    private final RefusedCredentials refused;

    SlackChannelLookup(SlackApi slack, SecretSealer sealer, RefusedCredentials refused) {
        this.slack = slack;
        this.sealer = sealer;
        this.refused = refused;
    }

    /** The channel's name, empty if Slack does not say. Fails with a problem if nothing could be posted there. */
    Uni<Optional<String>> name(String slackTeamId, String channelId) {
        return name(slackTeamId, channelId,
                (workspace, code) -> refused.note(workspace.sealedFor(), workspace.botTokenSealed, code));
    }

    /** The same, but a workspace whose token Slack refuses stays as it is. */
    Uni<Optional<String>> nameOnly(String slackTeamId, String channelId) {
        return name(slackTeamId, channelId, (workspace, code) -> Uni.createFrom().voidItem());
    }

    /** What is to be done when Slack refuses the token. */
    private interface Consequence {
        Uni<Void> of(SlackWorkspace workspace, String code);
    }

    private Uni<Optional<String>> name(String slackTeamId, String channelId, Consequence refusal) {
        return Database.read(() -> SlackWorkspace.<SlackWorkspace> find("slackTeamId", slackTeamId).firstResult())
                .chain(workspace -> workspace == null
                        ? Uni.createFrom().item(Optional.empty())
                        : ask(workspace, channelId, refusal));
    }

    private Uni<Optional<String>> ask(SlackWorkspace workspace, String channelId, Consequence consequence) {
        return Uni.createFrom().deferred(() -> slack.conversationsInfo(sealer.open(workspace.botTokenSealed,
                workspace.sealedFor()), channelId))
                .map(channel -> usable(workspace, channel).name())
                .onFailure(SlackFault.Refused.class)
                .recoverWithUni(refusal -> refused(workspace, channelId, SlackCode.of(refusal.code()), consequence))
                .onFailure(failure -> failure instanceof SlackFault || failure instanceof UnopenableSecret)
                .recoverWithItem(failure -> unknown(channelId, failure.getMessage()));
    }

    private static SlackChannel usable(SlackWorkspace workspace, SlackChannel channel) {
        ChannelAccess access = ChannelAccess.to(channel, List.of(workspace.scopes));
        if (access == ChannelAccess.ARCHIVED) {
            throw invalid("is archived at Slack, where nothing can be posted to it; unarchive it or name another",
                    channel.id());
        }
        if (access == ChannelAccess.NOT_IN_IT) {
            throw invalid("is a channel that Tocsin's app is not in" + (channel.isPrivate()
                    ? ""
                    : ", and its token lacks the scope " + ChannelAccess.POST_ANYWHERE)
                    + ": say /invite @Tocsin there, then repeat", channel.id());
        }
        return channel;
    }

    private Uni<Optional<String>> refused(SlackWorkspace workspace, String channelId, SlackCode code,
            Consequence consequence) {
        if (code.means(Meaning.UNSEEN_CHANNEL)) {
            return Uni.createFrom().failure(invalid("is no channel of the workspace " + workspace.slackTeamId
                    + " that Tocsin's app can see. Check the id; if the channel is private, say /invite @Tocsin there, "
                    + "then repeat", channelId));
        }
        if (!code.means(Meaning.TOKEN)) {
            return Uni.createFrom().item(unknown(channelId, code.code()));
        }
        return consequence.of(workspace, code.code()).map(done -> {
            throw Problems.conflict("workspace-disabled", "Slack refuses the bot token of the workspace "
                    + workspace.slackTeamId + " (" + code.code() + "). Authorize the workspace again, then repeat.");
        });
    }

    private static Optional<String> unknown(String channelId, String reason) {
        Log.infof("channel taken without a look at Slack channel=%s reason=\"%s\"", channelId, reason);
        return Optional.empty();
    }

    private static ProblemException invalid(String message, String channelId) {
        return Problems.invalid("slackChannelId", message, channelId);
    }
}
