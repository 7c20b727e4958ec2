package dev.tocsin.notice.security;

import java.util.List;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.RunStanding;
import dev.tocsin.notice.Severity;

/** The preview of what a change of permissions would open, which somebody asked IAM Access Analyzer for. */
@Singleton
@Priority(Interpreter.KNOWN)
final class AccessPreview implements Interpreter {

    private static final int MOST_RESOURCES = 5;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.is("aws.access-analyzer", "Access Preview State Change"))
                .map(AccessPreview::notice);
    }

    private static Notice notice(Event event) {
        Json preview = event.detail();
        String status = preview.at("status").text().orElse("CHANGED");
        List<String> resources = Readable.words(preview.at("configuredResources"));
        String name = resources.stream().findFirst().map(Readable::resource).map(first -> " of " + first).orElse("");
        return event.notice("access-preview", severity(status), "Access Analyzer: preview" + name + " " + status)
                .resource(resources.stream().findFirst().orElse(null))
                .correlationKey(preview.at("accessPreviewId").text().map(id -> "access-preview/" + id).orElse(null))
                .standing(preview.at("accessPreviewId").text().flatMap(id -> RunStanding.of(status)))
                .fact("Reason", preview.at("statusReason", "code").text().map(Readable::code).orElse(null))
                .fact("Resources", resources.size() > 1
                        ? Readable.list(resources.stream().map(Readable::resource).toList(), MOST_RESOURCES)
                        : null)
                .fact("Analyzer", event.resources().stream().findFirst().map(Readable::lastPart).orElse(null))
                .fact("Started", preview.at("createdAt").moment().orElse(null))
                .build();
    }

    private static Severity severity(String status) {
        return switch (status) {
            case "FAILED" -> Severity.MEDIUM;
            case "COMPLETED" -> Severity.GOOD;
            default -> Severity.INFO;
        };
    }
}
