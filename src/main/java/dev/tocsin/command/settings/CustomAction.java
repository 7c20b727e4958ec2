package dev.tocsin.command.settings;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.tocsin.chat.ActionButton;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.NoticeVariables;

/** A button that people have added to notifications, as answers show it. */
@Schema(description = "A button below notifications that gives a command")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CustomAction(
        @Schema(required = true, examples = "restart-orders") String actionName,
        @Schema(examples = "payments-alarms", description = "The configuration whose notifications have it; absent for all that take commands") String configurationName,
        @Schema(required = true, examples = "Restart") String buttonText,
        @Schema(required = true, examples = "lambda invoke --function-name restart --payload {\"alarm\": \"$AlarmName\"}", description = "As it is typed in the channel, with $variables of the notification") String commandText,
        @Schema(examples = "cloudwatch-alarm", description = "The family of notifications that have it; absent for all") String notificationType,
        @Schema(required = true, description = "All of them have to be met") List<ActionCriterion> criteria,
        @Schema(required = true) Instant createdAt,
        @Schema(required = true) Instant updatedAt) {

    static final String NAME = "^[A-Za-z0-9_-]{1,64}$";
    static final String TYPE = "^[A-Za-z0-9-]{1,100}$";
    static final int BUTTON_AT_MOST = 50;
    static final int COMMAND_AT_MOST = Aliases.ACTION_AT_MOST;
    static final int VARIABLES_AT_MOST = 5;
    static final int CRITERIA_AT_MOST = 5;

    /** A dollar sign behind a backslash is one. */
    private static final Pattern VARIABLE = Pattern.compile("(?<!\\\\)\\$([A-Za-z_][A-Za-z0-9_]*)");

    public CustomAction {
        criteria = List.copyOf(criteria);
    }

    /** The variables of the command, in their order. */
    static Set<String> variables(String commandText) {
        Set<String> names = new LinkedHashSet<>();
        VARIABLE.matcher(commandText).results().forEach(found -> names.add(found.group(1)));
        return names;
    }

    /** The button of a notice; empty if the notice is none for it, or does not say what the command needs. */
    Optional<ActionButton> button(Notice notice, NoticeVariables said) {
        boolean fits = (notificationType == null || notificationType.equals(notice.family()))
                && criteria.stream().allMatch(criterion -> criterion.isMetBy(said));
        if (!fits) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : variables(commandText)) {
            Optional<String> value = said.value(name);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.put(name, value.get());
        }
        return Optional.of(new ActionButton(actionName, buttonText, commandText, values));
    }

    /** As a request says it. */
    CustomActionMembers members() {
        return new CustomActionMembers(actionName, configurationName, buttonText, commandText, notificationType, criteria);
    }
}
