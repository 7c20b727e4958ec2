package dev.tocsin.notice.operations;

import java.util.Locale;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.SeverityWords;
import dev.tocsin.notice.Standing;

/** A managed node that Systems Manager finds to comply, or no longer to comply, with its patches or associations. */
@Singleton
@Priority(Interpreter.KNOWN)
final class ConfigurationCompliance implements Interpreter {

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.is("aws.ssm", "Configuration Compliance State Change"))
                .map(ConfigurationCompliance::notice);
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        String status = detail.at("compliance-status").text().orElse("changed").toUpperCase(Locale.ROOT);
        Optional<String> severity = detail.at("severity").text().map(text -> text.toUpperCase(Locale.ROOT));
        Optional<String> node = detail.at("resource-id").text();
        String type = detail.at("compliance-type").text().orElse("Configuration");
        Notice.Builder notice = event
                .notice("ssm-compliance", severity(status, severity),
                        type + " compliance: " + node.orElse("a node") + " " + status)
                .titleLink(ConsoleLinks.page(event.region().orElse(null), "systems-manager/compliance").orElse(null))
                .fact("Severity", "COMPLIANT".equals(status) ? null : severity.orElse(null))
                .fact("Patch baseline", detail.at("patch-baseline-id").textOrNull())
                .fact("Patch group", detail.at("patch-group").textOrNull())
                .fact("Last run", detail.at("last-runtime").moment().orElse(null))
                .fact("Resource type", detail.at("resource-type").text().filter(text -> !text.equals("managed-instance"))
                        .orElse(null));
        node.ifPresent(id -> notice.correlationKey("ssm-compliance/" + id + "/" + type).standing(switch (status) {
            case "NON_COMPLIANT" -> Optional.of(Standing.open(status).unlessCalm(severity(status, severity)));
            case "COMPLIANT" -> Optional.of(Standing.over(status));
            default -> Optional.empty();
        }));
        return notice.build();
    }

    private static Severity severity(String status, Optional<String> severity) {
        return "COMPLIANT".equals(status)
                ? Severity.GOOD
                : severity.flatMap(SeverityWords::in).orElse(Severity.MEDIUM);
    }
}
