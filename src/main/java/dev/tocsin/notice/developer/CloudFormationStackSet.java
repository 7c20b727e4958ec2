package dev.tocsin.notice.developer;

import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.Arn;
import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.RunStanding;
import dev.tocsin.notice.Severity;

/** A stack set of CloudFormation, an operation on it, or its instance in one account and Region; by EventBridge. */
@Singleton
@Priority(Interpreter.KNOWN)
final class CloudFormationStackSet implements Interpreter {

    private static final String SET = "CloudFormation StackSet Status Change";
    private static final String INSTANCE = "CloudFormation StackSet StackInstance Status Change";
    private static final String OPERATION = "CloudFormation StackSet Operation Status Change";

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.is("aws.cloudformation", SET, INSTANCE, OPERATION))
                .flatMap(event -> event.detail().at("stack-set-arn").text().map(arn -> notice(event, arn)));
    }

    private static Notice notice(Event event, String set) {
        Json detail = event.detail();
        Json details = detail.at("status-details");
        String status = details.at("status").text().orElse("changed");
        Optional<String> detailed = details.at("detailed-status").text();
        Optional<String> operation = detail.at("stack-set-operation-id").text();
        Optional<Arn> stack = detail.at("stack-id").text().flatMap(Arn::parse);
        String kind = switch (event.type()) {
            case OPERATION -> " operation ";
            case INSTANCE -> " instance ";
            default -> " ";
        };
        return event.notice("cloudformation-stack-set", severity(status, detailed.orElse("")),
                "CloudFormation stack set: " + name(set) + kind + status + detailed.map(word -> " (" + word + ")").orElse(""))
                .titleLink(ConsoleLinks.page(event.region().orElse(null), "cloudformation/home#/stacksets").orElse(null))
                .resource(set)
                .correlationKey(set + operation.map(id -> "/" + id).orElse(""))
                .standing(OPERATION.equals(event.type()) && operation.isPresent() ? RunStanding.of(status) : Optional.empty())
                .text(details.at("status-reason").textOrNull())
                .fact("Target account", stack.map(Arn::account).orElse(null))
                .fact("Target Region", stack.map(Arn::region).orElse(null))
                .fact("Stack", stack.map(arn -> StackEvent.nameOf(arn.toString())).orElse(null))
                .fact("Operation", operation.orElse(null))
                .build();
    }

    /** The name in "stackset/baseline:11111111-...". */
    private static String name(String arn) {
        String resource = Arn.parse(arn).map(Arn::resource).orElse(arn);
        String name = resource.startsWith("stackset/") ? resource.substring("stackset/".length()) : resource;
        int id = name.indexOf(':');
        return id > 0 ? name.substring(0, id) : name;
    }

    /** An instance is OUTDATED also while its operation runs; only its detailed status tells a failure. */
    private static Severity severity(String status, String detailed) {
        if (detailed.startsWith("FAILED")) {
            return Severity.HIGH;
        }
        return switch (status) {
            case "FAILED", "INOPERABLE" -> Severity.HIGH;
            case "STOPPED" -> Severity.MEDIUM;
            case "STOPPING", "DELETED" -> Severity.LOW;
            case "SUCCEEDED", "CURRENT" -> Severity.GOOD;
            default -> "CANCELLED".equals(detailed) ? Severity.MEDIUM : Severity.INFO;
        };
    }
}
