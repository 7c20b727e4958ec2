package dev.tocsin.notice.operations;

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
import dev.tocsin.notice.Standing;

/** A support case that moved on (AWS Support User Guide, "Support Case Update event"). */
@Singleton
@Priority(Interpreter.KNOWN)
final class SupportCase implements Interpreter {

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.is("aws.support", "Support Case Update"))
                .filter(event -> event.detail().isObject()).map(SupportCase::notice);
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        String happened = detail.at("event-name").text().orElse("");
        boolean byAws = detail.at("origin").isOneOf("AWS", "Amazon");
        Optional<String> number = detail.at("display-id").words();
        String id = detail.at("case-id").textOrNull();
        Notice.Builder notice = event.notice("support-case", severity(happened, byAws),
                "Support case" + number.map(display -> " " + display).orElse("") + " " + words(happened, byAws))
                .resource(id)
                .correlationKey(id)
                .standing(id == null ? Optional.empty() : standing(happened, byAws))
                .text(byAws && happened.equals("AddCommunicationToCase") ? "The answer is in the Support Center." : null)
                .fact("Case", id);
        number.flatMap(display -> ConsoleLinks.page(event.region().orElse("us-east-1"),
                "support/home#/case/?displayId=" + ConsoleLinks.encode(display) + "&language=en")).ifPresent(notice::titleLink);
        return notice.build();
    }

    private static String words(String happened, boolean byAws) {
        return switch (happened) {
            case "CreateCase" -> "CREATED";
            case "AddCommunicationToCase" -> byAws ? "ANSWERED by AWS" : "UPDATED by us";
            case "ResolveCase" -> "RESOLVED";
            case "ReopenCase" -> "REOPENED";
            default -> happened.isEmpty() ? "UPDATED" : happened;
        };
    }

    private static Optional<Standing> standing(String happened, boolean byAws) {
        String state = words(happened, byAws);
        return Optional.ofNullable(switch (happened) {
            case "AddCommunicationToCase" -> byAws ? Standing.open(state) : Standing.running(state);
            case "CreateCase", "ReopenCase" -> Standing.running(state);
            case "ResolveCase" -> Standing.over(state);
            default -> null;
        });
    }

    private static Severity severity(String happened, boolean byAws) {
        return switch (happened) {
            case "AddCommunicationToCase" -> byAws ? Severity.MEDIUM : Severity.INFO;
            case "ResolveCase" -> Severity.GOOD;
            case "ReopenCase" -> Severity.MEDIUM;
            default -> Severity.INFO;
        };
    }
}
