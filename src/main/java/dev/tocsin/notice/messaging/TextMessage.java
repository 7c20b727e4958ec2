package dev.tocsin.notice.messaging;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.TopicArn;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Labels;
import dev.tocsin.notice.Message;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;

/**
 * What became of a text, media or voice message of AWS End User Messaging (Amazon Pinpoint before), as an event and as a
 * configuration set publishes it; an answer that a person sent; and the registration of a sender.
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class TextMessage implements Interpreter {

    private static final String REGISTRATION = "Registration Status Change";
    private static final Set<String> TYPES = Set.of("Text Message Delivery Status Updated",
            "Media Message Delivery Status Updated", "Voice Message Delivery Status Updated", REGISTRATION);
    private static final Set<String> GOOD = Set.of("SUCCESSFUL", "DELIVERED", "COMPLETED", "ANSWERED", "COMPLETE");
    private static final Set<String> UNDERWAY = Set.of("PENDING", "QUEUED", "SENT", "INITIATED", "RINGING", "CREATED",
            "SUBMITTED", "REVIEWING", "PROVISIONING");

    @Override
    public Optional<Notice> interpret(Reading reading) {
        if (reading.event().isPresent()) {
            return reading.event().filter(event -> event.isFrom("aws.sms-voice") && TYPES.contains(event.type()))
                    .map(event -> event.type().equals(REGISTRATION) ? registration(event) : status(event));
        }
        Json json = reading.json();
        if (json.at("inboundMessageId").text().isPresent() && json.at("originationNumber").text().isPresent()
                && json.at("destinationNumber").text().isPresent()) {
            return Optional.of(inbound(reading.message(), json));
        }
        return json.at("eventType").text().isPresent() && json.at("messageStatus").text().isPresent()
                && json.at("messageId").text().isPresent() && json.has("isFinal")
                        ? Optional.of(status(reading.message(), json))
                        : Optional.empty();
    }

    private static Notice status(Event event) {
        return tell(event.notice("text-message", severity(event.detail()), title(event.detail())), event.detail()).build();
    }

    private static Notice status(Message message, Json json) {
        return tell(Notice.of("text-message", severity(json), title(json))
                .region(TopicArn.parse(message.topicArn()).map(TopicArn::region).orElse(null))
                .occurredAt(json.at("eventTimestamp").moment().orElse(null)), json).build();
    }

    private static Notice.Builder tell(Notice.Builder notice, Json json) {
        String status = json.at("messageStatus").text().orElse("CHANGED");
        json.at("messageId").text().ifPresent(id -> notice.resource(id).correlationKey("text-message/" + id)
                .standing(UNDERWAY.contains(status) ? Standing.running(status) : Standing.over(status)));
        return notice.text(json.at("messageStatusDescription").textOrNull())
                .fact("Carrier", json.at("carrierName").textOrNull())
                .fact("Country", json.at("isoCountryCode").textOrNull())
                .fact("From", json.at("originationPhoneNumber").textOrNull())
                .fact("Kind", json.at("messageType").textOrNull())
                .fact("Final", json.at("isFinal").is("true") ? null
                        : json.at("isFinal").words().filter("false"::equals).map(no -> "No").orElse(null))
                .fact("Requested", json.at("messageRequestTimestamp").moment().orElse(null))
                .fact("Message ID", json.at("messageId").textOrNull());
    }

    private static String title(Json json) {
        String type = json.at("eventType").text().orElse("TEXT");
        String medium = type.startsWith("VOICE") ? "Voice message" : type.startsWith("MEDIA") ? "Media message" : "SMS";
        return medium + json.at("destinationPhoneNumber").text().map(to -> " to " + to).orElse("") + " "
                + json.at("messageStatus").text().orElse("CHANGED");
    }

    /** One message that does not arrive wakes nobody. */
    private static Severity severity(Json json) {
        String status = json.at("messageStatus").text().orElse("");
        return GOOD.contains(status) ? Severity.GOOD : UNDERWAY.contains(status) ? Severity.INFO : Severity.MEDIUM;
    }

    private static Notice inbound(Message message, Json json) {
        String from = json.at("originationNumber").text().orElseThrow();
        return Notice.of("text-message", Severity.INFO, "SMS received from " + from)
                .region(TopicArn.parse(message.topicArn()).map(TopicArn::region).orElse(null))
                .resource(json.at("inboundMessageId").textOrNull())
                .correlationKey(json.at("previousPublishedMessageId").text().or(() -> json.at("inboundMessageId").text())
                        .map(id -> "text-message/" + id).orElse(null))
                .text(json.at("messageBody").textOrNull())
                .fact("To", json.at("destinationNumber").textOrNull())
                .fact("Keyword", json.at("messageKeyword").textOrNull())
                .build();
    }

    private static Notice registration(Event event) {
        Json details = event.detail().at("registrationDetails");
        String status = details.at("currentStatus").text().orElse("CHANGED");
        Severity severity = GOOD.contains(status) ? Severity.GOOD
                : status.startsWith("REQUIRES") ? Severity.MEDIUM : Severity.INFO;
        return event.notice("text-message", severity, "SMS registration " + Labels.title(status).toUpperCase(Locale.ROOT))
                .fact("Type", details.at("registrationType").textOrNull())
                .fact("Version", details.at("registrationVersionNumber").wordsOrNull())
                .fact("Previously", details.at("previousStatus").textOrNull())
                .fact("Registration", details.at("registrationId").textOrNull())
                .build();
    }
}
