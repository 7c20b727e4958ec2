package dev.tocsin.console.command;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.tocsin.command.settings.ActionCriterion;
import dev.tocsin.command.settings.CustomAction;

/**
 * What the fields of a custom action's form begin with.
 *
 * @param rows five, of which those that are not used are empty
 */
public record ActionFields(String buttonText, String commandText, String configurationName, String notificationType,
        List<Row> rows) {

    private static final int MOST = 5;

    /** A criterion: without a value it is enough that the notification says the variable at all. */
    public record Row(String variableName, String value) {

        static Row of(ActionCriterion criterion) {
            return new Row(criterion.variableName(), Objects.requireNonNullElse(criterion.value(), ""));
        }
    }

    static ActionFields empty() {
        return new ActionFields("", "", "", "", rows(List.of()));
    }

    static ActionFields of(CustomAction action) {
        return new ActionFields(action.buttonText(), action.commandText(),
                Objects.requireNonNullElse(action.configurationName(), ""),
                Objects.requireNonNullElse(action.notificationType(), ""), rows(action.criteria()));
    }

    private static List<Row> rows(List<ActionCriterion> criteria) {
        return Stream.concat(criteria.stream().map(Row::of), Collections.nCopies(MOST, new Row("", "")).stream()).limit(MOST)
                .toList();
    }
}
