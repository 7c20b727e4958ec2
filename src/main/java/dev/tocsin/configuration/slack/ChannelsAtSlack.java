package dev.tocsin.configuration.slack;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

import jakarta.inject.Singleton;

import dev.tocsin.configuration.Database;
import dev.tocsin.configuration.workspaces.RefusedCredentials;
import dev.tocsin.configuration.workspaces.SlackWorkspace;
import dev.tocsin.secret.Secret;
import dev.tocsin.secret.SecretSealer;
import dev.tocsin.secret.UnopenableSecret;
import dev.tocsin.slack.SlackApi;
import dev.tocsin.slack.SlackChannel;
import dev.tocsin.slack.SlackCode;
import dev.tocsin.slack.SlackCode.Meaning;
import dev.tocsin.slack.SlackFault;
import io.smallrye.mutiny.Uni;

/** What stands at Slack of a configured channel of a workspace, for those who look after it without being asked. */
@Singleton
public final class ChannelsAtSlack {

    private static final String GONE = "message_not_found";
    private static final Duration LATER = Duration.ofHours(1);

    private final SlackApi slack;
    private final SecretSealer sealer;
    private final RefusedCredentials refused;

    ChannelsAtSlack(SlackApi slack, SecretSealer sealer, RefusedCredentials refused) {
        this.slack = slack;
        this.sealer = sealer;
        this.refused = refused;
    }

    /** What a look at a channel tells. */
    public sealed interface Presence {
    }

    /** What is posted gets there. */
    public record Reachable() implements Presence {
    }

    /** Nothing that is posted gets there; why, and what to do. */
    public record Unreachable(String why) implements Presence {
    }

    /** Slack does not say now. */
    public record Untold(String why, Duration comeAgainAfter) implements Presence {
    }

    /** The channel of a configuration, and the token that gets there. */
    private record Way(SlackWorkspace workspace, String channelId, Secret botToken) {
    }

    /** Empty if the configuration is no channel of a workspace, or there is none of that name. It never fails for Slack. */
    public Uni<Optional<Presence>> look(String configurationName) {
        return at(configurationName, way -> slack.conversationsInfo(way.botToken(), way.channelId())
                .map(channel -> presence(way, channel)), this::presence);
    }

    /**
     * Takes a message of ours away.
     *
     * @return why it may still be there; empty if it is not
     */
    public Uni<Optional<String>> delete(String configurationName, String ts) {
        return this.<Optional<String>> at(configurationName,
                way -> slack.chatDelete(way.botToken(), way.channelId(), ts).replaceWith(Optional.empty()),
                (way, fault) -> Uni.createFrom().item(fault instanceof SlackFault.Refused refusal && GONE.equals(refusal.code())
                        ? Optional.empty()
                        : Optional.of(fault.getMessage())))
                .map(done -> done.orElse(Optional.empty()));
    }

    private interface Asking<T> {
        Uni<T> by(Way way);
    }

    private <T> Uni<Optional<T>> at(String configurationName, Asking<T> question,
            BiFunction<SlackWorkspace, Throwable, Uni<T>> otherwise) {
        return Database.read(() -> SlackChannelConfiguration.<SlackChannelConfiguration> find(
                "configurationName = ?1 and slackTeamId is not null", configurationName).firstResult()
                .chain(channel -> channel == null
                        ? Uni.createFrom().item(Optional.<Stored> empty())
                        : SlackWorkspace.<SlackWorkspace> find("slackTeamId", channel.slackTeamId).firstResult()
                                .map(workspace -> Optional.of(new Stored(workspace, channel.slackChannelId)))))
                .chain(stored -> stored.isEmpty()
                        ? Uni.createFrom().item(Optional.<T> empty())
                        : Uni.createFrom().deferred(() -> question.by(stored.get().open(sealer)))
                                .onFailure(failure -> failure instanceof SlackFault || failure instanceof UnopenableSecret)
                                .recoverWithUni(failure -> otherwise.apply(stored.get().workspace(), failure))
                                .map(Optional::of));
    }

    private record Stored(SlackWorkspace workspace, String channelId) {

        Way open(SecretSealer sealer) {
            return new Way(workspace, channelId, sealer.open(workspace.botTokenSealed, workspace.sealedFor()));
        }
    }

    private static Presence presence(Way way, SlackChannel channel) {
        return switch (ChannelAccess.to(channel, List.of(way.workspace().scopes))) {
            case OPEN -> new Reachable();
            case ARCHIVED -> new Unreachable("the channel " + way.channelId()
                    + " is archived: unarchive it in Slack, or name another");
            case NOT_IN_IT -> new Unreachable("Tocsin's app is not in the channel " + way.channelId()
                    + " any more: say /invite @Tocsin there");
        };
    }

    private Uni<Presence> presence(SlackWorkspace workspace, Throwable fault) {
        if (fault instanceof SlackFault.Limited limited) {
            return untold(fault, limited.retryAfter());
        }
        if (!(fault instanceof SlackFault.Refused refusal)) {
            return untold(fault, LATER);
        }
        SlackCode code = SlackCode.of(refusal.code());
        if (code.means(Meaning.UNSEEN_CHANNEL)) {
            return Uni.createFrom().item(new Unreachable(code.code() + code.advice().map(words -> ": " + words).orElse("")));
        }
        Uni<Presence> untold = untold(fault, LATER);
        return code.means(Meaning.TOKEN)
                ? refused.note(workspace.sealedFor(), workspace.botTokenSealed, code.code()).chain(() -> untold)
                : untold;
    }

    private static Uni<Presence> untold(Throwable fault, Duration comeAgainAfter) {
        return Uni.createFrom().item(new Untold(fault.getMessage(), comeAgainAfter));
    }
}
