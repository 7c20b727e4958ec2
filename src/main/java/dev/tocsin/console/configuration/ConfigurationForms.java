package dev.tocsin.console.configuration;

import java.util.List;

import jakarta.inject.Singleton;

import dev.tocsin.aws.AwsConfig;
import dev.tocsin.aws.RegionNames;
import dev.tocsin.configuration.ConfigurationVersion;
import dev.tocsin.console.configuration.ConfigurationFormPage.Choices;
import dev.tocsin.iam.Policies;
import io.smallrye.mutiny.Uni;

/** Opens forms of configurations. */
@Singleton
final class ConfigurationForms {

    private final ConfigurationViews views;
    private final KnownWorkspaces workspaces;
    private final Policies policies;
    private final boolean hasRolesOfAccounts;

    ConfigurationForms(ConfigurationViews views, KnownWorkspaces workspaces, Policies policies, AwsConfig aws) {
        this.views = views;
        this.workspaces = workspaces;
        this.policies = policies;
        this.hasRolesOfAccounts = aws.assumeRole().isPresent();
    }

    Uni<ConfigurationFormPage> ofNew(KindOnPages kind) {
        return choices().map(choices -> new ConfigurationFormPage(kind, "", "", Members.none(), List.of(), choices));
    }

    Uni<ConfigurationFormPage> of(KindOnPages kind, ConfigurationVersion configuration) {
        return choices().map(choices -> new ConfigurationFormPage(kind, configuration.name(),
                configuration.etag(), views.members(configuration),
                TopicOffers.byRegion(configuration.snsTopicArns()), choices));
    }

    private Uni<Choices> choices() {
        return workspaces.all()
                .map(known -> new Choices(known, RegionNames.all(), policies.forChannelRoles(), hasRolesOfAccounts));
    }
}
