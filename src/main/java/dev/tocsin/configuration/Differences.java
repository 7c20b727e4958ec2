package dev.tocsin.configuration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import jakarta.inject.Singleton;

import dev.tocsin.secret.Secret;
import dev.tocsin.secret.SecretSealer;
import dev.tocsin.secret.UnopenableSecret;

/**
 * Which members of what is stored are not as somebody wants them. A secret is the same if what is sealed is; sealed twice it
 * looks different each time.
 */
@Singleton
final class Differences {

    private static final String MANAGED_BY = "managedBy";

    private final SecretSealer sealer;

    Differences(SecretSealer sealer) {
        this.sealer = sealer;
    }

    List<String> of(SlackWorkspace known, SlackWorkspaceMembers wanted, String managedBy) {
        Found found = new Found();
        found.add("slackTeamName", wanted.slackTeamName() != null && !wanted.slackTeamName().equals(known.slackTeamName));
        found.add("botToken", !isSame(known.botTokenSealed, known.sealedFor(), wanted.botToken()));
        found.add(MANAGED_BY, !managedBy.equals(known.managedBy));
        return found.members;
    }

    List<String> of(ChimeWebhookConfiguration known, ChimeWebhookConfiguration wanted, Secret url, String managedBy) {
        return ofAll(known, wanted, url, managedBy).members;
    }

    /** A channel's name is Slack's to say unless it is declared. */
    List<String> of(SlackChannelConfiguration known, SlackChannelConfiguration wanted, SlackChannelMembers members,
            String managedBy) {
        Found found = ofAll(known, wanted, members.webhookUrl(), managedBy);
        found.add("slackTeamId", !Objects.equals(known.slackTeamId, wanted.slackTeamId));
        found.add("slackChannelId", !Objects.equals(known.slackChannelId, wanted.slackChannelId));
        found.add("slackChannelName",
                members.slackChannelName() != null && !members.slackChannelName().equals(known.slackChannelName));
        found.add("guardrailPolicyArns", !Arrays.equals(known.guardrailPolicyArns, wanted.guardrailPolicyArns));
        found.add("userAuthorizationRequired", known.userAuthorizationRequired != wanted.userAuthorizationRequired);
        return found.members;
    }

    private Found ofAll(Configuration known, Configuration wanted, Secret url, String managedBy) {
        Found found = new Found();
        found.add("webhookUrl", url != null && !isSame(known.webhookUrlSealed, known.sealedFor(), url));
        found.add("webhookDescription", !Objects.equals(known.webhookDescription, wanted.webhookDescription));
        found.add("snsTopicArns", !Set.copyOf(known.snsTopicArns).equals(Set.copyOf(wanted.snsTopicArns)));
        found.add("iamRoleArn", !Objects.equals(known.iamRoleArn, wanted.iamRoleArn));
        found.add("loggingLevel", known.loggingLevel != wanted.loggingLevel);
        found.add("tags", !known.tags.equals(wanted.tags));
        found.add(MANAGED_BY, !managedBy.equals(known.managedBy));
        return found;
    }

    /** Whether that is what is sealed there; false if nothing is. */
    boolean isSame(String sealed, String context, Secret wanted) {
        try {
            return sealed != null && (!Declared.isSeen(wanted) || sealer.open(sealed, context).equals(wanted));
        } catch (UnopenableSecret lost) {
            return false;
        }
    }

    private static final class Found {

        private final List<String> members = new ArrayList<>();

        void add(String member, boolean differs) {
            if (differs) {
                members.add(member);
            }
        }
    }
}
