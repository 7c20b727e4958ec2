package dev.tocsin.configuration.slack;

import java.util.Optional;
import java.util.function.Predicate;

import jakarta.inject.Singleton;

import dev.tocsin.configuration.Configurations;
import dev.tocsin.configuration.IfMatch;
import dev.tocsin.configuration.Limits;
import io.smallrye.mutiny.Uni;

/** Changes Slack channels; one that becomes another channel gets the name that Slack has for that. */
@Singleton
final class SlackChannels {

    private final SlackChannelKind kind;
    private final Configurations configurations;

    SlackChannels(SlackChannelKind kind, Configurations configurations) {
        this.kind = kind;
        this.configurations = configurations;
    }

    Uni<SlackChannelConfiguration> change(String name, SlackChannelMembers said, Predicate<String> named, IfMatch ifMatch) {
        return nameOfTheNewChannel(name, said).chain(newName -> configurations.change(kind, name, ifMatch, channel -> {
            String before = channel.slackChannelId;
            kind.change(channel, said, named);
            if (!named.test("slackChannelName") && !channel.isIncomingWebhook() && !channel.slackChannelId.equals(before)) {
                channel.slackChannelName = newName.orElse(null);
            }
        }));
    }

    /** Not within the transaction of the change: Slack may take its time. */
    private Uni<Optional<String>> nameOfTheNewChannel(String name, SlackChannelMembers said) {
        if (said.slackChannelId() == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        String wanted = SlackChannelId.of(said.slackChannelId());
        return configurations.get(kind, name)
                .chain(channel -> wanted.equals(channel.slackChannelId) || !wanted.matches(Limits.CHANNEL_PATTERN)
                        ? Uni.createFrom().item(Optional.empty())
                        : kind.nameAtSlack(channel.slackTeamId, wanted));
    }
}
