package dev.tocsin.configuration.slack;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import dev.tocsin.configuration.Check;

/** What speaks against what a channel says of commands and of the buttons below its notifications. */
final class CommandRules {

    static final String COMMANDS = "commands";
    static final String PEOPLE = "commandPeople";
    static final String APPROVERS = "commandApprovers";
    static final String BUTTONS = "notificationButtons";

    /** Users, also of another workspace, and user groups. */
    static final String PERSON = "^[UWS][A-Z0-9]{1,63}$";
    static final int PEOPLE_AT_MOST = 100;
    /** So many managed policies STS takes with a session. */
    static final int GUARDRAILS_AT_MOST = 10;

    private static final String ROLE = "iamRoleArn";
    private static final String OWN_ROLES = "userAuthorizationRequired";
    private static final String GUARDRAILS = "guardrailPolicyArns";

    private CommandRules() {
    }

    /** What is wanted of a channel, all together. */
    private record Wanted(boolean takesCommands, List<NotificationButton> buttons, boolean hasRole, boolean wantsOwnRoles,
            List<String> guardrails) {

        boolean actsInAws() {
            return takesCommands || !buttons.isEmpty();
        }
    }

    /** For a new configuration. */
    static void check(Check check, SlackChannelMembers said) {
        check(check, new Wanted(isTrue(said.commands()), given(said.notificationButtons()), said.iamRoleArn() != null,
                isTrue(said.userAuthorizationRequired()), given(said.guardrailPolicyArns())));
    }

    /** For a change. */
    static void check(Check check, SlackChannelMembers said, SlackChannelConfiguration stored, Predicate<String> named) {
        check(check, new Wanted(
                named.test(COMMANDS) ? isTrue(said.commands()) : stored.commands,
                named.test(BUTTONS) ? given(said.notificationButtons()) : stored.notificationButtons(),
                (named.test(ROLE) ? said.iamRoleArn() : stored.iamRoleArn) != null,
                named.test(OWN_ROLES) ? isTrue(said.userAuthorizationRequired()) : stored.userAuthorizationRequired,
                named.test(GUARDRAILS) ? given(said.guardrailPolicyArns()) : List.of(stored.guardrailPolicyArns)));
    }

    private static void check(Check check, Wanted wanted) {
        if (!wanted.hasRole() && !wanted.wantsOwnRoles()) {
            String need = " needs " + ROLE + ", the role as which it is carried out, or " + OWN_ROLES
                    + ", so that each person has a role of their own";
            if (wanted.takesCommands()) {
                check.fail(COMMANDS, "is true, and what is commanded" + need, "true");
            }
            if (!wanted.buttons().isEmpty()) {
                check.fail(BUTTONS, "names buttons, and what they do" + need);
            }
        }
        long guardrails = wanted.guardrails().stream().distinct().count();
        if (wanted.actsInAws() && guardrails > GUARDRAILS_AT_MOST) {
            check.fail(GUARDRAILS, "must have at most " + GUARDRAILS_AT_MOST + " policies where " + COMMANDS + " are on or "
                    + BUTTONS + " are there, has " + guardrails + ": AWS takes no more for one session; put several into one");
        }
    }

    /** Nobody can answer through an incoming webhook, and nobody's press comes back from one. */
    static void refuseBesideWebhook(Check check, SlackChannelMembers said) {
        if (isTrue(said.commands())) {
            refuse(check, COMMANDS, "cannot be true");
        }
        refuseList(check, PEOPLE, said.commandPeople());
        refuseList(check, APPROVERS, said.commandApprovers());
        refuseList(check, BUTTONS, said.notificationButtons());
    }

    private static void refuseList(Check check, String field, List<?> list) {
        if (!given(list).isEmpty()) {
            refuse(check, field, "must be empty");
        }
    }

    private static void refuse(Check check, String field, String what) {
        check.fail(field, what + " beside webhookUrl: commands are given to the app in a workspace; name the channel by "
                + "slackTeamId and slackChannelId, or leave this out");
    }

    static void people(Check check, String field, List<String> people) {
        if (people == null) {
            return;
        }
        if (people.size() > PEOPLE_AT_MOST) {
            check.fail(field, "must have at most " + PEOPLE_AT_MOST + " ids, has " + people.size()
                    + "; name a user group, which may have any number of members");
            return;
        }
        for (int i = 0; i < people.size(); i++) {
            String id = people.get(i);
            if (id == null || !id.matches(PERSON)) {
                check.fail(field + "[" + i + "]", "must be the id of a Slack user (U0123456789 or W0123456789) or of a user "
                        + "group (S0123456789), and not a name: copy it from the profile, or from the group's page", id);
            }
        }
    }

    static void buttons(Check check, List<NotificationButton> buttons) {
        if (buttons != null && buttons.stream().anyMatch(Objects::isNull)) {
            check.fail(BUTTONS, "must have no null among " + List.of(NotificationButton.values()));
        }
    }

    private static boolean isTrue(Boolean said) {
        return Boolean.TRUE.equals(said);
    }

    private static <T> List<T> given(List<T> said) {
        return said == null ? List.of() : said;
    }
}
