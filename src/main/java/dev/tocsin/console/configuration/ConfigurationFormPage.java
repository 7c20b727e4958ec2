package dev.tocsin.console.configuration;

import java.util.List;

import dev.tocsin.aws.RegionNames.RegionName;
import dev.tocsin.console.configuration.KnownWorkspaces.KnownWorkspace;
import dev.tocsin.console.configuration.TopicOffers.RegionOffer;
import dev.tocsin.iam.PolicyTemplate;

/**
 * What a form of a configuration begins with.
 *
 * @param name empty for a new one
 * @param etag of what is shown; empty for a new one
 */
public record ConfigurationFormPage(KindOnPages kind, String name, String etag, Members members, List<RegionOffer> topics,
        Choices choices) {

    /** What there is to choose from. */
    public record Choices(List<KnownWorkspace> workspaces, List<RegionName> regions, List<PolicyTemplate> policies,
            boolean hasRolesOfAccounts) {
    }

    public boolean isNew() {
        return name.isEmpty();
    }

    /** Whether the channel is reached by an incoming webhook. */
    public boolean isWebhook() {
        return members.is("destination", "incoming-webhook");
    }

    /** The workspaces that can be posted to need no remark. */
    public boolean hasWorkspaces() {
        return !choices.workspaces().isEmpty();
    }
}
