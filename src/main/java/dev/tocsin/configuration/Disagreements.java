package dev.tocsin.configuration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

import jakarta.inject.Singleton;

/**
 * In which members a configuration is not as somebody says it is. What the wanted one does not say is not compared, nor what a
 * channel is called, which is Slack's business, nor the state, which is changed in operation.
 */
@Singleton
final class Disagreements {

    private final Differences secrets;

    Disagreements(Differences secrets) {
        this.secrets = secrets;
    }

    /** The names of members, by which the API knows them. Of a wanted and a stored configuration of one kind. */
    List<String> between(ConfigurationMembers wanted, Configuration stored) {
        Found found = new Found();
        if (wanted instanceof SlackChannelMembers channel && stored instanceof SlackChannelConfiguration there) {
            found.compare("slackTeamId", channel.slackTeamId(), there.slackTeamId);
            found.compare("slackChannelId",
                    channel.slackChannelId() == null ? null : SlackChannelId.of(channel.slackChannelId()),
                    there.slackChannelId);
            found.compare("guardrailPolicyArns", channel.guardrailPolicyArns(), Arrays.asList(there.guardrailPolicyArns));
            found.compare("userAuthorizationRequired", channel.userAuthorizationRequired(), there.userAuthorizationRequired);
        }
        found.compare("webhookDescription", wanted.webhookDescription(), stored.webhookDescription);
        found.compare("snsTopicArns", wanted.snsTopicArns(), stored.snsTopicArns);
        found.compare("iamRoleArn", wanted.iamRoleArn(), stored.iamRoleArn);
        found.compare("loggingLevel", wanted.loggingLevel(), stored.loggingLevel);
        found.compare("tags", wanted.tags() == null ? null : Tags.map(wanted.tags()), stored.tags);
        if (wanted.webhookUrl() != null && !secrets.isSame(stored.webhookUrlSealed, stored.sealedFor(), wanted.webhookUrl())) {
            found.members.add("webhookUrl");
        }
        return List.copyOf(found.members);
    }

    private static final class Found {

        private final List<String> members = new ArrayList<>();

        void compare(String member, Object wanted, Object stored) {
            if (wanted != null && !Objects.equals(wanted, stored)) {
                members.add(member);
            }
        }

        /** Without regard to the order. */
        void compare(String member, Collection<String> wanted, Collection<String> stored) {
            if (wanted != null && !new HashSet<>(wanted).equals(new HashSet<>(stored))) {
                members.add(member);
            }
        }
    }
}
