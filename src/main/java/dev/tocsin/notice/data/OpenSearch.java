package dev.tocsin.notice.data;

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

/**
 * Domains of OpenSearch Service: software updates, Auto-Tune, cluster health, storage, errors. See Amazon OpenSearch Service
 * Developer Guide, "Monitoring OpenSearch Service events with Amazon EventBridge".
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class OpenSearch implements Interpreter {

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(OpenSearch::isOfDomain).map(OpenSearch::notice);
    }

    private static boolean isOfDomain(Event event) {
        return event.isFrom("aws.es") && (event.type().startsWith("Amazon OpenSearch Service ")
                || event.type().startsWith("Amazon ES ") || event.type().equals("Domain Error Notification"));
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        Optional<String> domain = event.resources().stream().findFirst().map(ResourceName::last);
        String what = detail.at("event").text().orElse(event.type());
        Optional<String> status = detail.at("status").text();
        return event
                .notice("opensearch", severity(detail.at("severity").text(), status),
                        "OpenSearch" + domain.map(name -> " " + name).orElse("") + ": " + what
                                + status.map(words -> " (" + words + ")").orElse(""))
                .titleLink(ConsoleLinks.page(event.region().orElse(null), "aos/home" + domain
                        .map(name -> "#opensearch/domains/" + ConsoleLinks.encode(name)).orElse("")).orElse(null))
                .text(detail.at("description").text().map(OpenSearch::inOneLine).orElse(null))
                .fact("Scheduled", detail.at("scheduleTime").moment().orElse(null))
                .fact("Started", detail.at("startTime").moment().orElse(null))
                .fact("Completed", detail.at("completionTime").moment().orElse(null))
                .build();
    }

    /** AWS's words, except that good ends of what is only informational are good news. */
    private static Severity severity(Optional<String> severity, Optional<String> status) {
        Severity end = status.map(JobState::severity).orElse(Severity.INFO);
        return switch (severity.map(word -> word.toLowerCase(Locale.ROOT)).orElse("")) {
            case "critical" -> Severity.CRITICAL;
            case "high" -> Severity.HIGH;
            case "medium" -> Severity.MEDIUM;
            case "low" -> Severity.LOW;
            case "informational" -> end == Severity.GOOD ? Severity.GOOD : Severity.INFO;
            default -> end;
        };
    }

    /** Descriptions come wrapped and indented as in the guide. */
    private static String inOneLine(String description) {
        StringBuilder line = new StringBuilder(description.length());
        boolean wasSpace = false;
        for (int i = 0; i < description.length(); i++) {
            char c = description.charAt(i);
            boolean isSpace = Character.isWhitespace(c);
            if (!isSpace || !wasSpace) {
                line.append(isSpace ? ' ' : c);
            }
            wasSpace = isSpace;
        }
        return line.toString();
    }
}
