package dev.tocsin.notice.monitoring;

import java.util.Locale;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.SentenceSeverity;
import dev.tocsin.notice.Severity;

/**
 * An investigation or a mitigation of AWS DevOps Agent, or of CloudWatch investigations, that began, went on or ended (AWS
 * DevOps Agent User Guide, "AWS DevOps Agent events detail reference").
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class Investigation implements Interpreter {

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.isFrom("aws.aidevops") || event.isFrom("aws.aiops"))
                .map(Investigation::notice);
    }

    private static Notice notice(Event event) {
        Json data = event.detail().at("data");
        Json metadata = event.detail().at("metadata");
        Optional<String> task = metadata.at("task_id").text();
        Notice.Builder notice = event.notice("investigation", severity(event.type()), title(event.type()))
                .text(data.at("title").textOrNull())
                .fact("Priority", data.at("priority").textOrNull())
                .fact("Began", data.at("created_at").moment().orElse(null))
                .fact("Agent space", metadata.at("agent_space_id").textOrNull())
                .fact("Task", task.orElse(null));
        task.ifPresent(id -> notice.resource(id).correlationKey("investigation/" + id));
        return notice.build();
    }

    /** "Investigation Timed Out" becomes "Investigation TIMED OUT". */
    private static String title(String type) {
        int space = type.indexOf(' ');
        return space < 0 ? type : type.substring(0, space) + type.substring(space).toUpperCase(Locale.ROOT);
    }

    /** Its priority is that of the incident, which others report; its own failure only means that people look themselves. */
    private static Severity severity(String type) {
        Severity severity = SentenceSeverity.ofName(type).orElse(Severity.INFO);
        return severity == Severity.HIGH || severity == Severity.CRITICAL ? Severity.MEDIUM : severity;
    }
}
