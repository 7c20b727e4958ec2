package dev.tocsin.configuration;

import java.util.Set;

/**
 * A configuration as it is stored now, for those who know no entities.
 *
 * @param kind the {@link ConfigurationKind#name() name} of its kind
 * @param etag of this version of it
 * @param view what the API shows of it
 * @param slackTeamId the Slack workspace whose token posts there; null if there is none
 * @param managedBy the file that declares it; null if none does
 */
public record ConfigurationVersion(String name, String kind, String etag, Object view, Set<String> snsTopicArns,
        String slackTeamId, String managedBy) {

    static ConfigurationVersion of(Configuration configuration) {
        return new ConfigurationVersion(configuration.configurationName, configuration.kind(),
                Configurations.etag(configuration), configuration.view(), Set.copyOf(configuration.snsTopicArns),
                configuration.slackTeamId, configuration.managedBy);
    }
}
