package dev.tocsin.configuration;

import java.util.Objects;
import java.util.function.Predicate;

import jakarta.inject.Singleton;

import dev.tocsin.secret.Secret;

/** What a Slack channel may be made of, and how a request becomes one. */
@Singleton
final class SlackChannelRules {

    private static final String WEBHOOK = "slack-webhook";

    private final Webhooks webhooks;
    private final Sealing sealing;

    SlackChannelRules(Webhooks webhooks, Sealing sealing) {
        this.webhooks = webhooks;
        this.sealing = sealing;
    }

    SlackChannelConfiguration create(SlackChannelMembers members) {
        Check check = new Check();
        check.required("configurationName", members.configurationName());
        checkDestination(check, members);
        checkMembers(check, members);
        check.require();
        SlackChannelConfiguration channel = new SlackChannelConfiguration();
        channel.configurationName = members.configurationName();
        channel.slackTeamId = members.slackTeamId();
        apply(channel, members, member -> true);
        return channel;
    }

    void change(SlackChannelConfiguration channel, SlackChannelMembers members, Predicate<String> named) {
        Check check = new Check();
        members.checkUnchanged(check, channel, named);
        checkSameDestination(check, channel, members, named);
        checkMembers(check, members);
        check.require();
        apply(channel, members, named);
    }

    private static void checkDestination(Check check, SlackChannelMembers members) {
        if (members.webhookUrl() == null) {
            if (members.slackTeamId() == null && members.slackChannelId() == null) {
                check.fail("webhookUrl", "is required, or else slackTeamId and slackChannelId");
            } else if (check.required("slackTeamId", members.slackTeamId())) {
                check.required("slackChannelId", members.slackChannelId());
            }
            if (members.webhookDescription() != null) {
                check.fail("webhookDescription", "describes a webhookUrl, and there is none", members.webhookDescription());
            }
            return;
        }
        refuseBesideWebhook(check, "slackTeamId", members.slackTeamId());
        refuseBesideWebhook(check, "slackChannelId", members.slackChannelId());
    }

    private static void refuseBesideWebhook(Check check, String field, String value) {
        if (value != null) {
            check.fail(field, "cannot go with webhookUrl: a channel is reached by one or the other", value);
        }
    }

    private static void checkSameDestination(Check check, SlackChannelConfiguration channel, SlackChannelMembers members,
            Predicate<String> named) {
        if (named.test("slackTeamId") && !Objects.equals(members.slackTeamId(), channel.slackTeamId)) {
            check.fail("slackTeamId", "cannot be changed; create a new configuration and delete this one",
                    members.slackTeamId());
        }
        if (channel.isIncomingWebhook()) {
            refuseBesideWebhook(check, "slackChannelId", members.slackChannelId());
            refuseRemoval(check, "webhookUrl", members.webhookUrl(), named);
            return;
        }
        refuseRemoval(check, "slackChannelId", members.slackChannelId(), named);
        for (String field : new String[] { "webhookUrl", "webhookDescription" }) {
            if (named.test(field)
                    && (field.equals("webhookUrl") ? members.webhookUrl() : members.webhookDescription()) != null) {
                check.fail(field, "does not apply: this channel is reached by slackTeamId and slackChannelId");
            }
        }
    }

    private static void refuseRemoval(Check check, String field, Object value, Predicate<String> named) {
        if (named.test(field) && value == null) {
            check.fail(field, "cannot be removed");
        }
    }

    private void checkMembers(Check check, SlackChannelMembers members) {
        members.check(check);
        check.matches("slackTeamId", members.slackTeamId(), Limits.TEAM_PATTERN, "1 to 255 digits or capital letters");
        if (members.slackChannelId() != null && !SlackChannelId.of(members.slackChannelId()).matches(Limits.CHANNEL_PATTERN)) {
            check.fail("slackChannelId", "must have 1 to 255 letters or digits, or be a link to the channel",
                    members.slackChannelId());
        }
        check.text("slackChannelName", members.slackChannelName());
        check.guardrails(members.guardrailPolicyArns());
        webhooks.check(check, WEBHOOK, members.webhookUrl());
    }

    private void apply(SlackChannelConfiguration channel, SlackChannelMembers members, Predicate<String> named) {
        members.applyTo(channel, named);
        Secret url = members.webhookUrl();
        if (named.test("webhookUrl") && url != null) {
            channel.webhookUrlSealed = sealing.seal(url, channel.sealedFor());
        }
        if (named.test("slackChannelId") && members.slackChannelId() != null) {
            channel.slackChannelId = SlackChannelId.of(members.slackChannelId());
        }
        if (named.test("slackChannelName")) {
            channel.slackChannelName = members.slackChannelName();
        }
        if (named.test("guardrailPolicyArns")) {
            channel.guardrailPolicyArns = members.guardrailPolicyArns() == null
                    ? new String[0]
                    : members.guardrailPolicyArns().stream().distinct().toArray(String[]::new);
        }
        if (named.test("userAuthorizationRequired")) {
            channel.userAuthorizationRequired = Boolean.TRUE.equals(members.userAuthorizationRequired());
        }
    }
}
