package dev.tocsin.notice.data;

import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.Arn;
import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Labels;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;

/**
 * What a state machine catches and publishes in a state of its own: an object of Error and Cause, often beside what its author
 * added (AWS Step Functions Developer Guide, "Handling errors in Step Functions workflows").
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class StepFunctionsError implements Interpreter {

    private static final int LONGEST_ERROR = 80;
    private static final int LONGEST_FACT = 240;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        Json json = reading.json();
        Json error = error(json);
        boolean known = reading.event().isEmpty() && error.at("Error").text().isPresent()
                && error.at("Cause").text().isPresent();
        return known ? Optional.of(notice(reading, json, error)) : Optional.empty();
    }

    /** At the top, or below the name that ResultPath gives it. */
    private static Json error(Json json) {
        for (String name : new String[] { "error", "Error", "errorInfo", "errorinfo", "error-info", "cause", "result" }) {
            if (json.at(name).has("Error") && json.at(name).has("Cause")) {
                return json.at(name);
            }
        }
        return json;
    }

    private static Notice notice(Reading reading, Json json, Json error) {
        String name = error.at("Error").text().map(words -> Cut.end(words, LONGEST_ERROR)).orElse("failed");
        Optional<String> execution = first(json, "executionArn", "ExecutionArn", "execution", "Execution", "executionId")
                .or(() -> json.at("Execution", "Id").text())
                .filter(arn -> Arn.parse(arn).isPresent());
        Optional<String> machine = first(json, "stateMachineArn", "StateMachineArn", "stateMachine", "StateMachine")
                .map(ResourceName::last).or(() -> execution.flatMap(StepFunctions::machineName));
        String region = execution.flatMap(Arn::parse).map(Arn::region).orElse(null);
        Notice.Builder notice = Notice.of("step-functions", Severity.HIGH,
                "Step Functions" + machine.map(words -> " " + words).orElse("") + " failed: " + name)
                .region(region)
                .account(execution.flatMap(Arn::parse).map(Arn::account).filter(Json::isAccount).orElse(null))
                .titleLink(
                        execution.flatMap(arn -> StepFunctions.page(region, Optional.of(arn), Optional.empty())).orElse(null))
                .resource(execution.orElse(null))
                .correlationKey(execution.orElse(null))
                .footer(reading.route())
                .text(StepFunctions.cause(error.at("Cause")));
        json.forEachMember((member, value) -> {
            boolean said = member.equals("Error") || member.equals("Cause")
                    || execution.filter(value::is).isPresent();
            if (!said && !value.isSecretNamed(member)) {
                Optional<String> nested = Optional.of(value.node()).filter(node -> node.isContainerNode() && !node.isEmpty()
                        && !node.equals(error.node())).map(Object::toString);
                value.words().or(() -> nested)
                        .ifPresent(words -> notice.fact(Labels.of(member), Cut.middle(words, LONGEST_FACT)));
            }
        });
        return notice.fact("Execution", execution.map(ResourceName::last).orElse(null)).build();
    }

    private static Optional<String> first(Json json, String... names) {
        for (String name : names) {
            if (json.at(name).text().isPresent()) {
                return json.at(name).text();
            }
        }
        return Optional.empty();
    }
}
