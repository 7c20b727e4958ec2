package dev.tocsin.configuration;

import java.util.function.Predicate;

import jakarta.inject.Singleton;

/** What a Chime webhook may be made of, and how a request becomes one. */
@Singleton
final class ChimeWebhookRules {

    private static final String WEBHOOK = "chime-webhook";

    private final Webhooks webhooks;
    private final Sealing sealing;

    ChimeWebhookRules(Webhooks webhooks, Sealing sealing) {
        this.webhooks = webhooks;
        this.sealing = sealing;
    }

    ChimeWebhookConfiguration create(ChimeWebhookMembers members) {
        Check check = new Check();
        check.required("configurationName", members.configurationName());
        checkMembers(check, members, member -> true);
        check.require();
        ChimeWebhookConfiguration webhook = new ChimeWebhookConfiguration();
        webhook.configurationName = members.configurationName();
        apply(webhook, members, member -> true);
        return webhook;
    }

    void change(ChimeWebhookConfiguration webhook, ChimeWebhookMembers members, Predicate<String> named) {
        Check check = new Check();
        members.checkUnchanged(check, webhook, named);
        checkMembers(check, members, named);
        check.require();
        apply(webhook, members, named);
    }

    private void checkMembers(Check check, ChimeWebhookMembers members, Predicate<String> named) {
        members.check(check);
        if (named.test("webhookUrl") && check.required("webhookUrl", members.webhookUrl())) {
            webhooks.check(check, WEBHOOK, members.webhookUrl());
        }
        if (named.test("webhookDescription")) {
            check.required("webhookDescription", members.webhookDescription());
        }
        if (named.test("snsTopicArns") && (members.snsTopicArns() == null || members.snsTopicArns().isEmpty())) {
            check.fail("snsTopicArns", "must have at least one topic");
        }
    }

    private void apply(ChimeWebhookConfiguration webhook, ChimeWebhookMembers members, Predicate<String> named) {
        members.applyTo(webhook, named);
        if (named.test("webhookUrl")) {
            webhook.webhookUrlSealed = sealing.seal(members.webhookUrl(), webhook.sealedFor());
        }
    }
}
