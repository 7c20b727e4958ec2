package dev.tocsin.configuration;

import java.util.Optional;
import java.util.function.Predicate;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;

/** The Slack channels that requests configure: as the rules want them, and with the names that Slack has for them. */
@Singleton
final class SlackChannels {

    private final SlackChannelRules rules;
    private final SlackChannelLookup lookup;
    private final Configurations configurations;

    SlackChannels(SlackChannelRules rules, SlackChannelLookup lookup, Configurations configurations) {
        this.rules = rules;
        this.lookup = lookup;
        this.configurations = configurations;
    }

    Uni<SlackChannelConfiguration> create(SlackChannelMembers members) {
        return namedBySlack(rules.create(members)).chain(configurations::create);
    }

    /** The channel itself, which is not stored yet. Fails with a problem if nothing could be posted there. */
    Uni<SlackChannelConfiguration> namedBySlack(SlackChannelConfiguration channel) {
        return nameAtSlack(channel.slackTeamId, channel.slackChannelId).map(name -> {
            if (channel.slackChannelName == null) {
                channel.slackChannelName = name.orElse(null);
            }
            return channel;
        });
    }

    Uni<SlackChannelConfiguration> change(String name, SlackChannelMembers members, Predicate<String> named, IfMatch ifMatch) {
        return nameOfTheNewChannel(name, members).chain(newName -> configurations.change(SlackChannelConfiguration.class, name,
                ifMatch, channel -> {
                    String before = channel.slackChannelId;
                    rules.change(channel, members, named);
                    if (!named.test("slackChannelName") && !channel.isIncomingWebhook()
                            && !channel.slackChannelId.equals(before)) {
                        channel.slackChannelName = newName.orElse(null);
                    }
                }));
    }

    /** Not within the transaction of the change: Slack may take its time. */
    private Uni<Optional<String>> nameOfTheNewChannel(String name, SlackChannelMembers members) {
        if (members.slackChannelId() == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        String wanted = SlackChannelId.of(members.slackChannelId());
        return configurations.get(SlackChannelConfiguration.class, name)
                .chain(channel -> wanted.equals(channel.slackChannelId) || !wanted.matches(Limits.CHANNEL_PATTERN)
                        ? Uni.createFrom().item(Optional.empty())
                        : nameAtSlack(channel.slackTeamId, wanted));
    }

    private Uni<Optional<String>> nameAtSlack(String slackTeamId, String channelId) {
        return slackTeamId == null || channelId == null
                ? Uni.createFrom().item(Optional.empty())
                : lookup.name(slackTeamId, channelId);
    }
}
