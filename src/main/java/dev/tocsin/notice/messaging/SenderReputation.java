package dev.tocsin.notice.messaging;

import java.util.List;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.Arn;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;

/**
 * What SES thinks of a sender: findings and advice about its reputation, and whether it may still send (Amazon SES Developer
 * Guide, "Monitoring SES events using Amazon EventBridge" and "Tenants").
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class SenderReputation implements Interpreter {

    private static final String OPEN = "Advisor Recommendation Status Open";
    private static final String RESOLVED = "Advisor Recommendation Status Resolved";
    private static final String CLOSED = "Advisor Recommendation Status Closed";
    private static final String ENABLED = "Sending Status Enabled";
    private static final String DISABLED = "Sending Status Disabled";

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.is("aws.ses", OPEN, RESOLVED, CLOSED, ENABLED, DISABLED))
                .map(SenderReputation::notice);
    }

    private static Notice notice(Event event) {
        Json data = event.detail().at("data");
        Json metadata = event.detail().at("metadata");
        Json record = data.at("record");
        String sender = event.resources().stream().findFirst().map(SenderReputation::name).orElse("a sender");
        Optional<String> type = metadata.at("type").text();
        boolean isSending = event.type().equals(ENABLED) || event.type().equals(DISABLED);
        Optional<String> key = event.resources().stream().findFirst()
                .map(resource -> resource + "/" + (isSending ? "sending" : type.orElse("finding")));
        Notice.Builder notice = event.notice("ses-reputation", severity(event, metadata), title(event.type(), type, sender))
                .correlationKey(key.orElse(null))
                .standing(key.map(known -> standing(event.type()).unlessCalm(severity(event, metadata))))
                .text(data.text().or(() -> record.at("cause").text()).or(() -> data.at("description").text()).orElse(null))
                .fact("Impact", metadata.at("impact").textOrNull())
                .fact("Status", record.at("status").textOrNull())
                .fact("Decided by", data.at("origin").textOrNull());
        return notice.build();
    }

    private static String title(String event, Optional<String> type, String sender) {
        return switch (event) {
            case DISABLED -> "SES sending DISABLED: " + sender;
            case ENABLED -> "SES sending ENABLED: " + sender;
            default ->
                "SES " + type.map(text -> text + " ").orElse("") + "finding " + (event.equals(OPEN) ? "OPEN" : "RESOLVED")
                        + ": " + sender;
        };
    }

    private static Standing standing(String type) {
        return switch (type) {
            case DISABLED -> Standing.open("DISABLED");
            case ENABLED -> Standing.over("ENABLED");
            case OPEN -> Standing.openUntilResolved("OPEN");
            case CLOSED -> Standing.over("CLOSED");
            default -> Standing.over("RESOLVED");
        };
    }

    private static Severity severity(Event event, Json metadata) {
        return switch (event.type()) {
            case DISABLED -> Severity.HIGH;
            case OPEN -> metadata.at("impact").is("HIGH") ? Severity.HIGH
                    : metadata.at("impact").is("LOW") ? Severity.LOW : Severity.MEDIUM;
            default -> Severity.GOOD;
        };
    }

    /** Of an identity its name, of a tenant the name before its id. */
    private static String name(String resource) {
        List<String> parts = List.of(Arn.parse(resource).map(Arn::resource).orElse(resource).split("/", 4));
        return parts.size() > 1 ? parts.get(1) : parts.get(0);
    }
}
