package dev.tocsin.notice.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.Arn;
import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Fact;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;

/**
 * The state of one resource in a check of Trusted Advisor changed; AWS Support User Guide, "Monitoring AWS Trusted
 * Advisor check results with Amazon EventBridge". The details are the columns that the check has in the console.
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class TrustedAdvisorCheck implements Interpreter {

    private static final int MOST_COLUMNS = 8;
    private static final int LONGEST = 200;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event()
                .filter(event -> event.is("aws.trustedadvisor", "Trusted Advisor Check Item Refresh Notification"))
                .map(TrustedAdvisorCheck::notice);
    }

    private static Notice notice(Event event) {
        Json check = event.detail();
        String status = check.at("status").text().orElse("CHANGED");
        Optional<String> resource = check.at("resource_id").text();
        String name = check.at("check-name").text().orElse("check");
        String key = resource.or(() -> check.at("uuid").text())
                .map(of -> String.join("/", "trusted-advisor", event.account().orElse(""), name, of)).orElse(null);
        Notice.Builder notice = event
                .notice("trusted-advisor-check", severity(status), "Trusted Advisor " + status + ": " + name)
                .region(resource.flatMap(Arn::parse).map(Arn::region).filter(region -> !region.isEmpty())
                        .or(event::region).orElse(null))
                .resource(resource.orElse(null))
                .correlationKey(key)
                .standing(resource.flatMap(of -> standing(status)))
                .fact("Resource", resource.map(Readable::resource).orElse(null));
        columns(check.at("check-item-detail"), resource.orElse("")).forEach(notice::fact);
        return notice.build();
    }

    private static Optional<Standing> standing(String status) {
        return switch (status) {
            case "WARN", "ERROR" -> Optional.of(Standing.open(status));
            case "OK" -> Optional.of(Standing.over(status));
            default -> Optional.empty();
        };
    }

    private static Severity severity(String status) {
        return switch (status) {
            case "ERROR" -> Severity.HIGH;
            case "WARN" -> Severity.MEDIUM;
            case "OK" -> Severity.GOOD;
            default -> Severity.INFO;
        };
    }

    /** Without the days of a fortnight one by one, and what the status and the resource say already. */
    private static List<Fact> columns(Json details, String resource) {
        List<Fact> columns = new ArrayList<>();
        details.forEachMember((name, value) -> {
            boolean day = name.startsWith("Day ") || "Status".equals(name);
            value.words().filter(words -> !day && columns.size() < MOST_COLUMNS && !value.isSecretNamed(name)
                    && !Readable.says(resource, words) && !resource.contains(":" + words + ":"))
                    .ifPresent(words -> columns.add(Fact.of(Cut.end(name, 60), Cut.middle(words, LONGEST))));
        });
        return columns;
    }
}
