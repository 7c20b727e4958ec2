package dev.tocsin.command.settings;

import java.util.List;
import java.util.Optional;

/**
 * A configuration of a Slack channel in which commands may be given.
 *
 * @param roleArn the channel's role; commands need it, unless people have their own
 * @param wantsOwnRole whether people need a role of their own (userAuthorizationRequired)
 * @param people who may give commands, by ids of users ({@code U..., W...}) and user groups ({@code S...}); all, if empty
 * @param approvers who else may press Run for what somebody asked, by the same ids
 */
public record CommandPlace(long configurationId, String configurationName, Optional<String> roleArn,
        List<String> guardrailPolicyArns, boolean wantsOwnRole, List<String> people, List<String> approvers) {

    /** The account of the channel's role. */
    public Optional<String> account() {
        return roleArn.map(arn -> arn.split(":", -1)[4]);
    }
}
