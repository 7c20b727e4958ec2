package dev.tocsin.command.settings;

import java.util.Optional;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.tocsin.notice.NoticeVariables;

/** What a notification has to say for a custom action to be below it. */
@Schema(name = "CustomActionCriterion")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActionCriterion(
        @Schema(required = true, pattern = ActionCriterion.VARIABLE, examples = "FunctionName", description = "A variable of the notification, without its dollar sign") String variableName,
        @Schema(required = true, description = "HAS_VALUE: the notification says it at all; EQUALS: it says this value") Operator operator,
        @Schema(nullable = true, maxLength = ActionCriterion.VALUE_AT_MOST, examples = "orders", description = "With EQUALS; upper and lower case are told apart") String value) {

    static final String VARIABLE = "^[A-Za-z_][A-Za-z0-9_-]{0,99}$";
    static final int VALUE_AT_MOST = 1024;

    /** How a variable is looked at. */
    @Schema(name = "CustomActionOperator")
    public enum Operator {
        HAS_VALUE,
        EQUALS
    }

    boolean isMetBy(NoticeVariables variables) {
        Optional<String> said = variables.value(variableName);
        return operator == Operator.HAS_VALUE ? said.isPresent() : said.filter(text -> text.equals(value)).isPresent();
    }
}
