package dev.tocsin.notice.compute;

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
import dev.tocsin.notice.Standing;

/**
 * An App Runner service that changed its status, and operations on it, such as deployments. AWS App Runner Developer Guide,
 * "Handling App Runner events in EventBridge", whose samples write members with a capital where the service does not.
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class AppRunnerService implements Interpreter {

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event()
                .filter(event -> event.is("aws.apprunner", "AppRunner Service Status Change",
                        "AppRunner Service Operation Status Change"))
                .map(AppRunnerService::notice);
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        Optional<String> arn = event.resources().stream().findFirst();
        String service = member(detail, "serviceName")
                .or(() -> arn.map(text -> text.split("/", 4)).filter(parts -> parts.length > 1).map(parts -> parts[1]))
                .map(ResourceName::brief).orElse("service");
        String operation = member(detail, "operationStatus").map(ResourceName::brief).orElse(null);
        String status = member(detail, "currentServiceStatus").or(() -> member(detail, "currentStatus"))
                .map(ResourceName::brief).orElse(null);
        String before = member(detail, "previousServiceStatus").or(() -> member(detail, "previousStatus")).orElse(null);
        String outcome = operation != null ? Labels.of(operation) : status != null ? status : "changed";
        Notice.Builder notice = event
                .notice("apprunner", severity(detail, outcome), "App Runner " + service + ": " + outcome)
                .standing(arn.flatMap(text -> standing(operation)))
                .text(member(detail, "message").orElse(null))
                .fact("Status", operation != null ? status : null)
                .fact("Before", before)
                .fact("Operation", member(detail, "operationId").orElse(null))
                .fact("Service ID", member(detail, "serviceId").orElse(null));
        arn.flatMap(text -> ConsoleLinks.page(event.region().orElse(null), "apprunner/home#/services/dashboard?service_arn="
                + ConsoleLinks.encode(text) + "&active_tab=logs")).ifPresent(notice::titleLink);
        return notice.build();
    }

    /** A service does one operation after the other, and its own status only follows them. */
    private static Optional<Standing> standing(String operation) {
        String words = operation == null ? "" : operation.toLowerCase(Locale.ROOT);
        if (words.contains("fail")) {
            return Optional.of(Standing.openUntilResolved(Labels.of(operation)));
        }
        return words.contains("successfully") ? Optional.of(Standing.over(Labels.of(operation)))
                : words.endsWith("started") || words.endsWith("progress")
                        ? Optional.of(Standing.running(Labels.of(operation)))
                        : Optional.empty();
    }

    private static Optional<String> member(Json detail, String name) {
        return detail.at(name).text()
                .or(() -> detail.at(Character.toUpperCase(name.charAt(0)) + name.substring(1)).text());
    }

    private static Severity severity(Json detail, String outcome) {
        String words = outcome.toLowerCase(Locale.ROOT);
        if (words.contains("fail") || member(detail, "severity").filter("ERROR"::equals).isPresent()) {
            return Severity.HIGH;
        }
        if (member(detail, "severity").filter(word -> word.startsWith("WARN")).isPresent()) {
            return Severity.MEDIUM;
        }
        return words.contains("successfully") || words.equals("running") ? Severity.GOOD : Severity.INFO;
    }
}
