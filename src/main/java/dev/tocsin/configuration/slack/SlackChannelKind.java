package dev.tocsin.configuration.slack;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.configuration.AwsForm;
import dev.tocsin.configuration.AwsForm.AwsMember;
import dev.tocsin.configuration.Check;
import dev.tocsin.configuration.CommonMembers;
import dev.tocsin.configuration.Configuration.Route;
import dev.tocsin.configuration.ConfigurationKind;
import dev.tocsin.configuration.Limits;
import dev.tocsin.configuration.PlainMember;
import dev.tocsin.configuration.Sealing;
import dev.tocsin.configuration.WebhookUrlMember;
import dev.tocsin.configuration.Webhooks;
import dev.tocsin.configuration.workspaces.SlackWorkspace;
import dev.tocsin.configuration.workspaces.SlackWorkspaces;
import io.smallrye.mutiny.Uni;

/**
 * Slack channels, which are reached by a workspace's token or by an incoming webhook, and never change from one to the other.
 */
@Singleton
@Priority(30)
final class SlackChannelKind extends ConfigurationKind<SlackChannelMembers, SlackChannelConfiguration> {

    static final String NAME = "slack-channel";
    /** For the API's document. */
    static final String LIVE_MESSAGES = "Whether later messages about the same matter change the message that is in the channel "
            + "and leave a line in its thread. ";
    /** For the API's document. */
    static final String CHARTS = "Whether alarms show a chart of their metric; by an incoming webhook that is a line of characters at the most. ";
    /** For the API's document. */
    static final String GUARDRAILS = "Managed policies that bound what is done in AWS for people in the channel, whatever the role "
            + "may; without one, the role alone decides. ";
    /** For the API's document. */
    static final String OWN_ROLES = "Whether people need a role of their own (/api/command-people) to have something done in AWS, in "
            + "place of iamRoleArn. ";
    /** For the API's document. */
    static final String COMMANDS = "Whether people in the channel may give commands, which are carried out in AWS as iamRoleArn, or as "
            + "the role that each has of their own. ";
    /** For the API's document. */
    static final String PEOPLE = "Who may give commands and press notificationButtons: ids of Slack users (U..., W...) and user "
            + "groups (S...); empty for everybody in the channel. ";
    /** For the API's document. */
    static final String APPROVERS = "Who else may have run what somebody asked for, by the same ids. ";
    /** For the API's document. */
    static final String BUTTONS = "Which buttons notifications have that do something in AWS, for as long as commands are on; "
            + "none if it is empty. ";
    private static final String WEBHOOK = "slack-webhook";
    private static final String COMMANDS_ARE_OFF = "The Slack channels take no commands before you say so: change commands to true "
            + "in each that is to take them, once its role trusts Tocsin's. Roles, guardrail policies and whether user roles are "
            + "required are as AWS Chatbot has them.";
    private static final List<AwsMember> AT_THE_CLI = List.of(
            AwsMember.text("slackTeamId", "SlackTeamId"),
            AwsMember.text("slackChannelId", "SlackChannelId"),
            AwsMember.text("slackChannelName", "SlackChannelName"),
            AwsMember.texts("guardrailPolicyArns", "GuardrailPolicyArns"),
            AwsMember.truth("userAuthorizationRequired", "UserAuthorizationRequired"));
    private static final List<AwsMember> IN_TEMPLATES = List.of(
            AwsMember.text("slackTeamId", "SlackWorkspaceId"),
            AwsMember.text("slackChannelId", "SlackChannelId"),
            AwsMember.texts("guardrailPolicyArns", "GuardrailPolicies"),
            AwsMember.truth("userAuthorizationRequired", "UserRoleRequired"));

    private final SlackChannelLookup lookup;

    SlackChannelKind(Webhooks webhooks, Sealing sealing, SlackChannelLookup lookup) {
        super(new Names(NAME, "slackChannels", "/api/slack/channels"), SlackChannelMembers.class,
                SlackChannelConfiguration.class, List.of(
                        CommonMembers.configurationName(),
                        WebhookUrlMember.optional(webhooks, sealing, WEBHOOK),
                        slackTeamId(),
                        slackChannelId(),
                        slackChannelName(),
                        CommonMembers.webhookDescription(),
                        CommonMembers.snsTopicArns(),
                        CommonMembers.iamRoleArn(),
                        CommonMembers.loggingLevel(),
                        CommonMembers.digestAfterSeconds(),
                        CommonMembers.foldAfterMessages(),
                        liveMessages(),
                        charts(),
                        CommonMembers.remindEveryMinutes(),
                        CommonMembers.remindAtMost(),
                        CommonMembers.escalateAfterMinutes(),
                        CommonMembers.escalateTo(),
                        guardrailPolicyArns(),
                        userAuthorizationRequired(),
                        commands(),
                        people(CommandRules.PEOPLE, SlackChannelMembers::commandPeople, channel -> channel.commandPeople,
                                (channel, people) -> channel.commandPeople = people),
                        people(CommandRules.APPROVERS, SlackChannelMembers::commandApprovers,
                                channel -> channel.commandApprovers, (channel, people) -> channel.commandApprovers = people),
                        notificationButtons(),
                        CommonMembers.tags()));
        this.lookup = lookup;
    }

    private static PlainMember<SlackChannelMembers, SlackChannelConfiguration, String> slackTeamId() {
        return PlainMember.<SlackChannelMembers, SlackChannelConfiguration, String> of("slackTeamId",
                SlackChannelMembers::slackTeamId, channel -> channel.slackTeamId, (channel, id) -> channel.slackTeamId = id)
                .rule((check, said) -> check.matches("slackTeamId", said.slackTeamId(), Limits.TEAM_PATTERN,
                        "1 to 255 digits or capital letters"))
                .fixed("cannot be changed; create a new configuration and delete this one");
    }

    private static PlainMember<SlackChannelMembers, SlackChannelConfiguration, String> slackChannelId() {
        return PlainMember.<SlackChannelMembers, SlackChannelConfiguration, String> of("slackChannelId",
                said -> said.slackChannelId() == null ? null : SlackChannelId.of(said.slackChannelId()),
                channel -> channel.slackChannelId, (channel, id) -> channel.slackChannelId = id)
                .rule((check, said) -> {
                    if (said.slackChannelId() != null
                            && !SlackChannelId.of(said.slackChannelId()).matches(Limits.CHANNEL_PATTERN)) {
                        check.fail("slackChannelId", "must have 1 to 255 letters or digits, or be a link to the channel",
                                said.slackChannelId());
                    }
                });
    }

    private static PlainMember<SlackChannelMembers, SlackChannelConfiguration, String> slackChannelName() {
        return PlainMember.<SlackChannelMembers, SlackChannelConfiguration, String> of("slackChannelName",
                SlackChannelMembers::slackChannelName, channel -> channel.slackChannelName,
                (channel, name) -> channel.slackChannelName = name)
                .rule((check, said) -> check.text("slackChannelName", said.slackChannelName()))
                .saidByTheChat();
    }

    private static PlainMember<SlackChannelMembers, SlackChannelConfiguration, List<String>> guardrailPolicyArns() {
        return PlainMember.<SlackChannelMembers, SlackChannelConfiguration, List<String>> of("guardrailPolicyArns",
                said -> said.guardrailPolicyArns() == null
                        ? null
                        : said.guardrailPolicyArns().stream().distinct().toList(),
                channel -> Arrays.asList(channel.guardrailPolicyArns),
                (channel, arns) -> channel.guardrailPolicyArns = arns.toArray(String[]::new))
                .unsaid(List.of()).sameIf(CommonMembers::isSameList)
                .rule((check, said) -> check.guardrails(said.guardrailPolicyArns()));
    }

    private static PlainMember<SlackChannelMembers, SlackChannelConfiguration, Boolean> userAuthorizationRequired() {
        return PlainMember.<SlackChannelMembers, SlackChannelConfiguration, Boolean> of("userAuthorizationRequired",
                SlackChannelMembers::userAuthorizationRequired, channel -> channel.userAuthorizationRequired,
                (channel, isRequired) -> channel.userAuthorizationRequired = isRequired)
                .unsaid(false);
    }

    private static PlainMember<SlackChannelMembers, SlackChannelConfiguration, Boolean> commands() {
        return PlainMember.<SlackChannelMembers, SlackChannelConfiguration, Boolean> of(CommandRules.COMMANDS,
                SlackChannelMembers::commands, channel -> channel.commands, (channel, areOn) -> channel.commands = areOn)
                .unsaid(false);
    }

    private static PlainMember<SlackChannelMembers, SlackChannelConfiguration, List<String>> people(String name,
            Function<SlackChannelMembers, List<String>> said, Function<SlackChannelConfiguration, String[]> stored,
            BiConsumer<SlackChannelConfiguration, String[]> store) {
        return PlainMember.<SlackChannelMembers, SlackChannelConfiguration, List<String>> of(name,
                request -> said.apply(request) == null ? null : said.apply(request).stream().distinct().toList(),
                channel -> Arrays.asList(stored.apply(channel)),
                (channel, people) -> store.accept(channel, people.toArray(String[]::new)))
                .unsaid(List.of()).sameIf(CommonMembers::isSameList)
                .rule((check, request) -> CommandRules.people(check, name, said.apply(request)));
    }

    private static PlainMember<SlackChannelMembers, SlackChannelConfiguration, List<NotificationButton>> notificationButtons() {
        return PlainMember.<SlackChannelMembers, SlackChannelConfiguration, List<NotificationButton>> of(CommandRules.BUTTONS,
                said -> said.notificationButtons() == null
                        ? null
                        : said.notificationButtons().stream().filter(Objects::nonNull).distinct().sorted().toList(),
                SlackChannelConfiguration::notificationButtons,
                (channel, buttons) -> channel.notificationButtons = buttons.stream().map(NotificationButton::name)
                        .toArray(String[]::new))
                .unsaid(List.of()).written(buttons -> buttons.stream().map(NotificationButton::name).toList())
                .rule((check, said) -> CommandRules.buttons(check, said.notificationButtons()));
    }

    private static PlainMember<SlackChannelMembers, SlackChannelConfiguration, Boolean> liveMessages() {
        return PlainMember.of("liveMessages", SlackChannelMembers::liveMessages, channel -> channel.liveMessages,
                (channel, areLive) -> channel.liveMessages = areLive);
    }

    private static PlainMember<SlackChannelMembers, SlackChannelConfiguration, Boolean> charts() {
        return PlainMember.of("charts", SlackChannelMembers::charts, channel -> channel.charts,
                (channel, areShown) -> channel.charts = areShown);
    }

    @Override
    protected SlackChannelConfiguration blank() {
        return new SlackChannelConfiguration();
    }

    @Override
    protected Route route(SlackChannelConfiguration channel) {
        return channel.isIncomingWebhook()
                ? new Route(WEBHOOK, "", channel.urlSealedFor())
                : new Route(NAME, channel.slackChannelId, SlackWorkspace.sealedFor(channel.slackTeamId));
    }

    @Override
    public List<AwsForm> awsForms() {
        return List.of(
                new AwsForm(AwsForm.Place.CLI, "SlackChannelConfigurations", AT_THE_CLI, "SlackTeamName", null,
                        COMMANDS_ARE_OFF),
                new AwsForm(AwsForm.Place.TEMPLATE, "SlackChannelConfiguration", IN_TEMPLATES, null, null,
                        COMMANDS_ARE_OFF));
    }

    @Override
    public Uni<SlackChannelConfiguration> prepared(SlackChannelConfiguration channel) {
        return named(channel, nameAtSlack(channel.slackTeamId, channel.slackChannelId));
    }

    @Override
    public Uni<SlackChannelConfiguration> tried(SlackChannelConfiguration channel) {
        return channel.slackTeamId == null || channel.slackChannelId == null
                ? Uni.createFrom().item(channel)
                : named(channel, lookup.nameOnly(channel.slackTeamId, channel.slackChannelId));
    }

    private static Uni<SlackChannelConfiguration> named(SlackChannelConfiguration channel, Uni<Optional<String>> atSlack) {
        return atSlack.map(name -> {
            if (channel.slackChannelName == null) {
                channel.slackChannelName = name.orElse(null);
            }
            return channel;
        });
    }

    /** One that becomes another channel gets the name that Slack has for that. */
    @Override
    public Uni<Consumer<SlackChannelConfiguration>> changing(SlackChannelMembers said, Predicate<String> named,
            Supplier<Uni<SlackChannelConfiguration>> stored) {
        return nameOfTheNewChannel(said, stored).map(newName -> channel -> {
            String before = channel.slackChannelId;
            change(channel, said, named);
            if (!named.test("slackChannelName") && !channel.isIncomingWebhook() && !channel.slackChannelId.equals(before)) {
                channel.slackChannelName = newName.orElse(null);
            }
        });
    }

    private Uni<Optional<String>> nameOfTheNewChannel(SlackChannelMembers said,
            Supplier<Uni<SlackChannelConfiguration>> stored) {
        if (said.slackChannelId() == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        String wanted = SlackChannelId.of(said.slackChannelId());
        return stored.get().chain(channel -> wanted.equals(channel.slackChannelId) || !wanted.matches(Limits.CHANNEL_PATTERN)
                ? Uni.createFrom().item(Optional.empty())
                : nameAtSlack(channel.slackTeamId, wanted));
    }

    /** What Slack calls it; empty if there is no workspace to ask, or Slack does not say. */
    private Uni<Optional<String>> nameAtSlack(String slackTeamId, String slackChannelId) {
        return slackTeamId == null || slackChannelId == null
                ? Uni.createFrom().item(Optional.empty())
                : lookup.name(slackTeamId, slackChannelId);
    }

    @Override
    public Uni<Void> requireFoundation(SlackChannelConfiguration channel) {
        return channel.slackTeamId == null
                ? Uni.createFrom().voidItem()
                : SlackWorkspaces.requireKnown(channel.slackTeamId);
    }

    @Override
    protected void checkTogether(Check check, SlackChannelMembers said) {
        CommandRules.check(check, said);
        if (said.webhookUrl() == null) {
            if (said.slackTeamId() == null && said.slackChannelId() == null) {
                check.fail("webhookUrl", "is required, or else slackTeamId and slackChannelId");
            } else if (check.required("slackTeamId", said.slackTeamId())) {
                check.required("slackChannelId", said.slackChannelId());
            }
            if (said.webhookDescription() != null) {
                check.fail("webhookDescription", "describes a webhookUrl, and there is none", said.webhookDescription());
            }
            return;
        }
        refuseBesideWebhook(check, "slackTeamId", said.slackTeamId());
        refuseBesideWebhook(check, "slackChannelId", said.slackChannelId());
        refuseLifeBesideWebhook(check, said);
        CommandRules.refuseBesideWebhook(check, said);
    }

    /** What somebody asks for and cannot be must not be taken in silence. That it is not wanted is true anyway. */
    private static void refuseLifeBesideWebhook(Check check, SlackChannelMembers said) {
        if (Boolean.TRUE.equals(said.liveMessages())) {
            check.fail("liveMessages",
                    "cannot be true beside webhookUrl: nobody can change what an incoming webhook has posted; "
                            + "name the channel by slackTeamId and slackChannelId, or leave this out",
                    "true");
        }
    }

    private static void refuseBesideWebhook(Check check, String field, String value) {
        if (value != null) {
            check.fail(field, "cannot go with webhookUrl: a channel is reached by one or the other", value);
        }
    }

    @Override
    protected void checkTogether(Check check, SlackChannelMembers said, SlackChannelConfiguration channel,
            Predicate<String> named) {
        if (channel.isIncomingWebhook()) {
            refuseBesideWebhook(check, "slackChannelId", said.slackChannelId());
            refuseRemoval(check, "webhookUrl", said.webhookUrl(), named);
            refuseLifeBesideWebhook(check, said);
            CommandRules.refuseBesideWebhook(check, said);
            return;
        }
        CommandRules.check(check, said, channel, named);
        refuseRemoval(check, "slackChannelId", said.slackChannelId(), named);
        refuseWithoutWebhook(check, "webhookUrl", said.webhookUrl(), named);
        refuseWithoutWebhook(check, "webhookDescription", said.webhookDescription(), named);
    }

    private static void refuseRemoval(Check check, String field, Object value, Predicate<String> named) {
        if (named.test(field) && value == null) {
            check.fail(field, "cannot be removed");
        }
    }

    private static void refuseWithoutWebhook(Check check, String field, Object value, Predicate<String> named) {
        if (named.test(field) && value != null) {
            check.fail(field, "does not apply: this channel is reached by slackTeamId and slackChannelId");
        }
    }
}
