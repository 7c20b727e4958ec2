package dev.tocsin.command.settings;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import dev.tocsin.configuration.Check;
import dev.tocsin.configuration.Limits;
import dev.tocsin.notice.Families;

/** A custom action as a request says it. */
@Schema(name = "CustomActionRequest")
public record CustomActionMembers(
        @Schema(required = true, pattern = CustomAction.NAME, examples = "restart-orders", description = "Unique; cannot be changed") String actionName,
        @Schema(nullable = true, pattern = Limits.NAME_PATTERN, examples = "payments-alarms", description = "The configuration whose notifications have it, a Slack channel of a workspace; if nobody says anything, all that take commands") String configurationName,
        @Schema(required = true, minLength = 1, maxLength = CustomAction.BUTTON_AT_MOST, examples = "Restart", description = "20 characters or fewer are read best") String buttonText,
        @Schema(required = true, minLength = 1, maxLength = CustomAction.COMMAND_AT_MOST, examples = "lambda invoke --function-name restart --payload {\"alarm\": \"$AlarmName\"}", description = "As it is typed in the channel, with at most 5 $variables of the notification; a notification that does not say all of them has no such button") String commandText,
        @Schema(nullable = true, pattern = CustomAction.TYPE, examples = "cloudwatch-alarm", description = "The family of notifications that have it; all if nobody says anything") String notificationType,
        @Schema(nullable = true, maxItems = CustomAction.CRITERIA_AT_MOST, description = "All of them have to be met; replaces the whole list") List<ActionCriterion> criteria) {

    /** The same with what another says of the members that it names. */
    CustomActionMembers with(CustomActionMembers said, Predicate<String> named) {
        return new CustomActionMembers(actionName,
                named.test("configurationName") ? said.configurationName : configurationName,
                named.test("buttonText") ? said.buttonText : buttonText,
                named.test("commandText") ? said.commandText : commandText,
                named.test("notificationType") ? said.notificationType : notificationType,
                named.test("criteria") ? said.criteria : criteria);
    }

    List<ActionCriterion> criteriaOrNone() {
        return criteria == null ? List.of() : criteria;
    }

    /** Ends with a problem that says all that is wrong. */
    void check() {
        Check check = new Check();
        if (check.required("actionName", actionName)) {
            check.matches("actionName", actionName, CustomAction.NAME, "1 to 64 letters, digits, hyphens or underscores");
        }
        check.matches("configurationName", configurationName, Limits.NAME_PATTERN,
                "1 to 128 letters, digits, hyphens or underscores");
        if (check.required("buttonText", buttonText)
                && (buttonText.isBlank() || buttonText.length() > CustomAction.BUTTON_AT_MOST
                        || buttonText.chars().anyMatch(Character::isISOControl))) {
            check.fail("buttonText", "must have 1 to " + CustomAction.BUTTON_AT_MOST + " characters on one line", buttonText);
        }
        if (check.required("commandText", commandText)) {
            checkCommand(check);
        }
        if (notificationType != null && !Families.KNOWN.contains(notificationType)) {
            check.fail("notificationType", "must be one of the families of notifications, for instance cloudwatch-alarm, "
                    + "codepipeline or lambda-invocation, as the history shows it", notificationType);
        }
        checkCriteria(check);
        check.require();
    }

    private void checkCommand(Check check) {
        if (commandText.isBlank() || commandText.length() > CustomAction.COMMAND_AT_MOST) {
            check.fail("commandText", "must have 1 to " + CustomAction.COMMAND_AT_MOST + " characters, has "
                    + commandText.length());
        }
        int variables = CustomAction.variables(commandText).size();
        if (variables > CustomAction.VARIABLES_AT_MOST) {
            check.fail("commandText", "must have at most " + CustomAction.VARIABLES_AT_MOST + " variables, has " + variables
                    + "; put a backslash before a dollar sign that is none");
        }
    }

    private void checkCriteria(Check check) {
        List<ActionCriterion> all = criteriaOrNone();
        if (all.size() > CustomAction.CRITERIA_AT_MOST) {
            check.fail("criteria", "must have at most " + CustomAction.CRITERIA_AT_MOST + " criteria, has " + all.size());
            return;
        }
        for (int i = 0; i < all.size(); i++) {
            String field = "criteria[" + i + "]";
            ActionCriterion one = all.get(i);
            if (one == null) {
                check.fail(field, "must be an object");
                continue;
            }
            if (one.variableName() == null || !one.variableName().matches(ActionCriterion.VARIABLE)) {
                check.fail(field + ".variableName", "must be the name of a variable without its dollar sign, for instance "
                        + "FunctionName", one.variableName());
            }
            check.required(field + ".operator", one.operator());
            checkValue(check, field + ".value", one);
        }
    }

    private static void checkValue(Check check, String field, ActionCriterion one) {
        if (one.operator() == ActionCriterion.Operator.EQUALS && Objects.requireNonNullElse(one.value(), "").isEmpty()) {
            check.fail(field, "is required with EQUALS");
        } else if (one.operator() == ActionCriterion.Operator.HAS_VALUE && one.value() != null) {
            check.fail(field, "does not go with HAS_VALUE; say EQUALS, or leave it out", one.value());
        } else if (one.value() != null && one.value().length() > ActionCriterion.VALUE_AT_MOST) {
            check.fail(field, "must have at most " + ActionCriterion.VALUE_AT_MOST + " characters");
        }
    }
}
