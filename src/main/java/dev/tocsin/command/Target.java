package dev.tocsin.command;

import java.util.Optional;

import dev.tocsin.aws.call.ActingRole;
import dev.tocsin.command.settings.CommandPlace;
import dev.tocsin.command.slack.RunTarget;

/** For which configuration, as which role and in which Region a command is carried out. */
record Target(CommandPlace place, String roleArn, String region) {

    private static final int ACCOUNT = 4;

    /** The role's own. */
    String account() {
        String[] parts = roleArn.split(":", -1);
        return parts.length > ACCOUNT ? parts[ACCOUNT] : "?";
    }

    /** For people. */
    String ranAs() {
        return roleArn.substring(roleArn.lastIndexOf('/') + 1) + " in " + account() + ", " + region;
    }

    /** As a question before a change says it, with {@code role/} and the path of the role. */
    RunTarget shown() {
        String[] parts = roleArn.split(":", ACCOUNT + 2);
        return new RunTarget(account(), region, parts[parts.length - 1]);
    }

    ActingRole role(ClaimedCommand command) {
        return ActingRoles.of(command, place, roleArn);
    }

    Understood understood(Understood call, ClaimedCommand command) {
        return new Understood(Optional.of(place.configurationName()), Optional.of(account()), Optional.of(region),
                call.service(), call.operation(), call.normalized(), call.changes(), Optional.of(roleArn),
                Optional.of(ActingRoles.session(command.typist().id())), call.shown(), call.secrets());
    }

    /** What differs from what somebody agreed to, in words; empty if nothing does. */
    Optional<String> isNotWhatWasShown(Understood shown, String normalized) {
        boolean isSame = shown.normalized().equals(Optional.of(normalized)) && shown.account().equals(Optional.of(account()))
                && shown.region().equals(Optional.of(region)) && shown.roleArn().equals(Optional.of(roleArn))
                && shown.configurationName().equals(Optional.of(place.configurationName()));
        return isSame ? Optional.empty()
                : Optional.of("Since this was asked, the configuration of the channel has changed, so it was not run. Type it "
                        + "again.");
    }
}
