package dev.tocsin.configuration.chime;

import java.util.List;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.configuration.AwsForm;
import dev.tocsin.configuration.AwsForm.AwsMember;
import dev.tocsin.configuration.CommonMembers;
import dev.tocsin.configuration.Configuration.Route;
import dev.tocsin.configuration.ConfigurationKind;
import dev.tocsin.configuration.Sealing;
import dev.tocsin.configuration.WebhookUrlMember;
import dev.tocsin.configuration.Webhooks;

/** Webhooks of Amazon Chime rooms. */
@Singleton
@Priority(20)
final class ChimeWebhookKind extends ConfigurationKind<ChimeWebhookMembers, ChimeWebhookConfiguration> {

    static final String NAME = "chime-webhook";

    ChimeWebhookKind(Webhooks webhooks, Sealing sealing) {
        super(new Names(NAME, "chimeWebhooks", "/api/chime/webhooks"), ChimeWebhookMembers.class,
                ChimeWebhookConfiguration.class, List.of(
                        CommonMembers.configurationName(),
                        WebhookUrlMember.required(webhooks, sealing, NAME),
                        CommonMembers.webhookDescription().required(),
                        CommonMembers.snsTopicArns().required("must have at least one topic"),
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

    @Override
    protected ChimeWebhookConfiguration blank() {
        return new ChimeWebhookConfiguration();
    }

    @Override
    protected Route route(ChimeWebhookConfiguration webhook) {
        return new Route(NAME, "", webhook.urlSealedFor());
    }

    /** CloudFormation has no resource for them. */
    @Override
    public List<AwsForm> awsForms() {
        return List.of(new AwsForm(AwsForm.Place.CLI, "WebhookConfigurations", List.of(
                AwsMember.secret("webhookUrl", "WebhookUrl"),
                AwsMember.text("webhookDescription", "WebhookDescription")), null,
                "AWS does not tell the URLs of Chime webhooks.", null));
    }
}
