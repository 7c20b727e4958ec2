package dev.tocsin.configuration.teams;

import java.util.List;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.configuration.AwsForm;
import dev.tocsin.configuration.AwsForm.AwsMember;
import dev.tocsin.configuration.CommonMembers;
import dev.tocsin.configuration.Configuration.Route;
import dev.tocsin.configuration.ConfigurationKind;
import dev.tocsin.configuration.PlainMember;
import dev.tocsin.configuration.Sealing;
import dev.tocsin.configuration.WebhookUrlMember;
import dev.tocsin.configuration.Webhooks;

/**
 * Microsoft Teams channels behind webhooks of Workflows. AWS Chatbot posts to Teams as an app, so of its channels only the
 * name and what they hear can be taken over.
 */
@Singleton
@Priority(10)
final class TeamsWebhookKind extends ConfigurationKind<TeamsWebhookMembers, TeamsWebhookConfiguration> {

    static final String NAME = "teams-webhook";
    private static final String BARE_CARD = "teams-webhook-card";
    private static final String URL_ADVICE = "AWS Chatbot posts to Teams as an app, Tocsin by a webhook: let a workflow of the "
            + "channel make one (\"Post to a channel when a webhook request is received\").";
    private static final List<AwsMember> AT_THE_CLI = List.of(
            AwsMember.text("webhookDescription", "ChannelName"),
            AwsMember.secret("webhookUrl", "WebhookUrl"),
            AwsMember.leftOut("ChannelId"),
            AwsMember.leftOut("TeamId"),
            AwsMember.leftOut("TeamName"),
            AwsMember.leftOut("TenantId"),
            AwsMember.leftOut("GuardrailPolicyArns"),
            AwsMember.leftOut("UserAuthorizationRequired"));
    private static final List<AwsMember> IN_TEMPLATES = List.of(
            AwsMember.text("webhookDescription", "TeamsChannelName"),
            AwsMember.leftOut("TeamsChannelId"),
            AwsMember.leftOut("TeamId"),
            AwsMember.leftOut("TeamsTenantId"),
            AwsMember.leftOut("GuardrailPolicies"),
            AwsMember.leftOut("UserRoleRequired"),
            AwsMember.leftOut("CustomizationResourceArns"));

    TeamsWebhookKind(Webhooks webhooks, Sealing sealing) {
        super(new Names(NAME, "teamsWebhooks", "/api/teams/webhooks"), TeamsWebhookMembers.class,
                TeamsWebhookConfiguration.class, List.of(
                        CommonMembers.configurationName(),
                        WebhookUrlMember.required(webhooks, sealing, NAME),
                        envelope(),
                        CommonMembers.webhookDescription(),
                        CommonMembers.snsTopicArns(),
                        CommonMembers.iamRoleArn(),
                        CommonMembers.loggingLevel(),
                        CommonMembers.digestAfterSeconds(),
                        CommonMembers.foldAfterMessages(),
                        CommonMembers.remindEveryMinutes(),
                        CommonMembers.remindAtMost(),
                        CommonMembers.escalateAfterMinutes(),
                        CommonMembers.escalateTo(),
                        CommonMembers.tags()));
    }

    private static PlainMember<TeamsWebhookMembers, TeamsWebhookConfiguration, TeamsEnvelope> envelope() {
        return PlainMember.<TeamsWebhookMembers, TeamsWebhookConfiguration, TeamsEnvelope> of("envelope",
                TeamsWebhookMembers::envelope, webhook -> webhook.teamsEnvelope,
                (webhook, envelope) -> webhook.teamsEnvelope = envelope)
                .unsaid(TeamsEnvelope.MESSAGE).written(TeamsEnvelope::name);
    }

    @Override
    protected TeamsWebhookConfiguration blank() {
        return new TeamsWebhookConfiguration();
    }

    @Override
    protected Route route(TeamsWebhookConfiguration webhook) {
        return new Route(webhook.teamsEnvelope == TeamsEnvelope.CARD ? BARE_CARD : NAME, "", webhook.urlSealedFor());
    }

    @Override
    public List<AwsForm> awsForms() {
        return List.of(
                new AwsForm(AwsForm.Place.CLI, "TeamChannelConfigurations", AT_THE_CLI, null, URL_ADVICE, null),
                new AwsForm(AwsForm.Place.TEMPLATE, "MicrosoftTeamsChannelConfiguration", IN_TEMPLATES, null, URL_ADVICE,
                        null));
    }
}
