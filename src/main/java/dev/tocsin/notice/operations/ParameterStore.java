package dev.tocsin.notice.operations;

import java.util.Locale;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Labels;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;

/**
 * A parameter of Parameter Store that changed, or whose policy reports that it expires or has not changed for too long
 * (Systems Manager User Guide, "Setting up notifications or triggering actions based on Parameter Store events").
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class ParameterStore implements Interpreter {

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().flatMap(event -> {
            if (event.is("aws.ssm", "Parameter Store Change")) {
                return Optional.of(change(event));
            }
            return event.is("aws.ssm", "Parameter Store Policy Action") ? Optional.of(policy(event)) : Optional.empty();
        });
    }

    private static Notice change(Event event) {
        Json detail = event.detail();
        String operation = detail.at("operation").text().orElse("Change");
        Optional<String> name = detail.at("name").text();
        Severity severity = operation.equals("Delete") ? Severity.LOW : Severity.INFO;
        return about(event, name, event.notice("ssm-parameter", severity,
                "Parameter " + name.orElse("of Parameter Store") + " " + done(operation)))
                .text(detail.at("description").textOrNull())
                .fact("Type", detail.at("type").textOrNull())
                .fact("Label", detail.at("label").textOrNull())
                .fact("Tier", detail.at("tier").textOrNull())
                .fact("Data type", detail.at("data-type").textOrNull())
                .build();
    }

    private static Notice policy(Event event) {
        Json detail = event.detail();
        Optional<String> name = detail.at("parameter-name").text();
        String type = detail.at("policy-type").text().orElse("Policy");
        boolean failed = detail.at("action-status").text().filter(status -> !status.equalsIgnoreCase("SUCCESS")).isPresent();
        Json attributes = detail.at("policy-content").opened().at("Attributes");
        return about(event, name, event.notice("ssm-parameter", failed ? Severity.HIGH : severity(type),
                "Parameter " + name.orElse("of Parameter Store") + " " + happened(type)))
                .text(detail.at("action-reason").textOrNull())
                .fact("Policy action", failed ? detail.at("action-status").textOrNull() : null)
                .fact("Expires", attributes.at("Timestamp").moment().orElse(null))
                .fact(type.equals("NoChangeNotification") ? "Unchanged for" : "Before that", period(attributes))
                .fact("Type", detail.at("parameter-type").textOrNull())
                .build();
    }

    /** A path in a name does not survive in the address of its page, so such a name leads to the list. */
    private static Notice.Builder about(Event event, Optional<String> name, Notice.Builder notice) {
        String page = name.filter(text -> text.indexOf('/') < 0)
                .map(text -> "systems-manager/parameters/" + ConsoleLinks.encode(text) + "/description")
                .orElse("systems-manager/parameters");
        return notice.titleLink(ConsoleLinks.page(event.region().orElse(null), page).orElse(null));
    }

    private static String done(String operation) {
        return switch (operation) {
            case "Create" -> "CREATED";
            case "Update" -> "UPDATED";
            case "Delete" -> "DELETED";
            case "LabelParameterVersion" -> "got a label";
            default -> Labels.title(operation);
        };
    }

    private static String happened(String type) {
        return switch (type) {
            case "Expiration" -> "EXPIRED";
            case "ExpirationNotification" -> "expires soon";
            case "NoChangeNotification" -> "has not changed for too long";
            default -> Labels.title(type);
        };
    }

    private static Severity severity(String type) {
        return type.equals("NoChangeNotification") ? Severity.LOW : Severity.MEDIUM;
    }

    private static String period(Json attributes) {
        return attributes.at("Before").words().or(() -> attributes.at("After").words())
                .map(number -> number + attributes.at("Unit").text().map(unit -> " " + unit.toLowerCase(Locale.ROOT))
                        .orElse(""))
                .orElse(null);
    }
}
