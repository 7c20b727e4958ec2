package dev.tocsin.configuration;

import java.util.Optional;

/** The URL of a webhook, which is a secret: whoever has it can post there. */
public final class WebhookUrlMember implements Member<ConfigurationMembers, Configuration> {

    private static final String NAME = "webhookUrl";

    private final Webhooks webhooks;
    private final Sealing sealing;
    private final String destinationKind;
    private final boolean isRequired;

    private WebhookUrlMember(Webhooks webhooks, Sealing sealing, String destinationKind, boolean isRequired) {
        this.webhooks = webhooks;
        this.sealing = sealing;
        this.destinationKind = destinationKind;
        this.isRequired = isRequired;
    }

    /** @param destinationKind whose {@link dev.tocsin.chat.WebhookRules} say what the URL may be */
    public static WebhookUrlMember required(Webhooks webhooks, Sealing sealing, String destinationKind) {
        return new WebhookUrlMember(webhooks, sealing, destinationKind, true);
    }

    /** For kinds that have webhooks among others; one that is stored stays if a request says null. */
    public static WebhookUrlMember optional(Webhooks webhooks, Sealing sealing, String destinationKind) {
        return new WebhookUrlMember(webhooks, sealing, destinationKind, false);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void check(Check check, ConfigurationMembers said, boolean isNamed) {
        if (!isRequired || !isNamed || check.required(NAME, said.webhookUrl())) {
            webhooks.check(check, destinationKind, said.webhookUrl());
        }
    }

    @Override
    public void checkChange(Check check, ConfigurationMembers said, Configuration stored) {
        // Any other URL will do.
    }

    @Override
    public void store(ConfigurationMembers said, Configuration configuration) {
        if (said.webhookUrl() != null) {
            configuration.leadsToUrl(sealing.seal(said.webhookUrl(), configuration.urlSealedFor()));
        }
    }

    @Override
    public boolean differs(ConfigurationMembers said, Configuration stored) {
        return said.webhookUrl() != null
                && !sealing.isSame(stored.webhookUrlSealed, stored.urlSealedFor(), said.webhookUrl());
    }

    @Override
    public boolean contradicts(ConfigurationMembers said, Configuration stored) {
        return differs(said, stored);
    }

    @Override
    public Optional<Object> written(Configuration stored) {
        return stored.webhookUrlSealed == null
                ? Optional.empty()
                : Optional.of(new SecretToSupply("the webhook URL of " + stored.configurationName));
    }
}
