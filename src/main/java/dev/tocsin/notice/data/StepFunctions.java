package dev.tocsin.notice.data;

import java.time.Instant;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.Arn;
import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Elapsed;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.RunStanding;

/**
 * An execution of a state machine that started or ended. Its input and output stay away: they are data, and large. See AWS
 * Step Functions Developer Guide, "Automating Step Functions event delivery with EventBridge".
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class StepFunctions implements Interpreter {

    private static final int LONGEST_CAUSE = 1200;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.is("aws.states", "Step Functions Execution Status Change"))
                .map(StepFunctions::notice);
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        String status = detail.at("status").text().orElse("CHANGED");
        Optional<String> execution = detail.at("executionArn").text().or(() -> event.resources().stream().findFirst());
        Optional<String> machine = detail.at("stateMachineArn").text();
        String name = machine.map(ResourceName::last).or(() -> execution.flatMap(StepFunctions::machineName))
                .orElse("execution");
        String region = event.region().orElse(null);
        Optional<Instant> start = detail.at("startDate").moment();
        return event.notice("step-functions", JobState.severity(status), "Step Functions " + name + " " + status)
                .titleLink(page(region, execution, machine).orElse(null))
                .resource(execution.orElse(null))
                .correlationKey(execution.orElse(null))
                .standing(execution.flatMap(arn -> RunStanding.of(status)))
                .text(cause(detail.at("cause")))
                .fact("Error", detail.at("error").text().map(error -> Cut.end(error, LONGEST_CAUSE)).orElse(null))
                .fact("Execution", detail.at("name").text().or(() -> execution.map(ResourceName::last)).orElse(null))
                .fact("Version", detail.at("stateMachineVersionArn").text().map(ResourceName::last).orElse(null))
                .fact("Alias", detail.at("stateMachineAliasArn").text().map(ResourceName::last).orElse(null))
                .fact("Started", start.orElse(null))
                .fact("Took", Elapsed.between(start, detail.at("stopDate").moment()))
                .fact("Redriven", detail.at("redriveCount").words().filter(count -> !"0".equals(count))
                        .map(count -> "1".equals(count) ? "once" : count + " times").orElse(null))
                .build();
    }

    /** Lambda and ECS put a JSON object into the cause, of which one member says what a person wants to know. */
    static String cause(Json cause) {
        Json inner = cause.opened();
        return inner.at("errorMessage").text()
                .map(message -> inner.at("errorType").text().map(type -> type + ": " + message).orElse(message))
                .or(() -> inner.at("StoppedReason").text())
                .or(() -> inner.at("Message").text())
                .or(() -> inner.at("Cause").text())
                .or(cause::text)
                .map(words -> Cut.end(words, LONGEST_CAUSE)).orElse(null);
    }

    /** {@code execution:checkout:0a1b} is of the state machine checkout. */
    static Optional<String> machineName(String execution) {
        String[] parts = Arn.parse(execution).map(Arn::resource).orElse("").split(":", 4);
        return parts.length > 2 ? Optional.of(parts[1]) : Optional.empty();
    }

    /** Only executions of standard workflows have a page under their ARN. */
    static Optional<String> page(String region, Optional<String> execution, Optional<String> machine) {
        Optional<String> standard = execution
                .filter(arn -> Arn.parse(arn).filter(parsed -> parsed.resource().startsWith("execution:")).isPresent());
        return ConsoleLinks.page(region,
                standard.map(arn -> "states/home#/v2/executions/details/" + ResourceName.inAddress(arn))
                        .or(() -> machine.map(arn -> "states/home#/statemachines/view/" + ResourceName.inAddress(arn)))
                        .orElse("states/home"));
    }
}
