package dev.tocsin.notice.compute;

import java.util.Map;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.Arn;
import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;

/**
 * An event that Lambda or a rule of EventBridge could not get rid of. The event is the message, and why it is here stands in
 * message attributes (AWS Lambda Developer Guide, "Adding a dead-letter queue"; Amazon EventBridge User Guide, "Using
 * dead-letter
 * queues"). It is asked before all families, because the event may well be of one.
 */
@Singleton
@Priority(Interpreter.KNOWN + 50)
final class DeadLetter implements Interpreter {

    private static final int LONGEST_REASON = 120;
    private static final int LONGEST_TEXT = 2_000;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        Map<String, String> attributes = reading.message().attributes();
        if (attributes.containsKey("ERROR_CODE") && attributes.containsKey("RULE_ARN")) {
            return Optional.of(ofRule(reading, attributes));
        }
        boolean ofLambda = attributes.containsKey("ErrorCode") && attributes.containsKey("RequestID")
                && attributes.containsKey("ErrorMessage");
        return ofLambda ? Optional.of(ofFunction(reading, attributes)) : Optional.empty();
    }

    private static Notice ofFunction(Reading reading, Map<String, String> attributes) {
        String reason = attributes.get("ErrorMessage").strip();
        String request = attributes.get("RequestID");
        return complete(reading, "Lambda gave up on an event", reason)
                .fact("Error code", attributes.get("ErrorCode"))
                .fact("Request", request)
                .correlationKey("dead-letter/" + request)
                .build();
    }

    private static Notice ofRule(Reading reading, Map<String, String> attributes) {
        Optional<Arn> rule = Arn.parse(attributes.get("RULE_ARN"));
        String name = rule.map(Arn::resource).map(resource -> resource.substring(resource.lastIndexOf('/') + 1)).orElse("");
        String reason = attributes.getOrDefault("ERROR_MESSAGE", attributes.get("ERROR_CODE")).strip();
        String region = rule.map(Arn::region).orElse(null);
        return complete(reading, ("EventBridge rule " + name).stripTrailing() + " could not deliver", reason)
                .region(region)
                .account(rule.map(Arn::account).orElse(null))
                .titleLink(ConsoleLinks.service(region, "events").orElse(null))
                .resource(attributes.get("RULE_ARN"))
                .correlationKey(attributes.get("RULE_ARN"))
                .fact("Error code", attributes.get("ERROR_CODE"))
                .fact("Target", attributes.containsKey("TARGET_ARN") ? ResourceName.brief(attributes.get("TARGET_ARN")) : null)
                .fact("Retries ended by", attributes.get("EXHAUSTED_RETRY_CONDITION"))
                .fact("Attempts", attributes.get("RETRY_ATTEMPTS"))
                .build();
    }

    private static Notice.Builder complete(Reading reading, String what, String reason) {
        Notice.Builder notice = Notice.of("dead-letter", Severity.HIGH,
                what + (reason.isEmpty() ? "" : ": " + Cut.end(reason.lines().findFirst().orElse(reason), LONGEST_REASON)))
                .footer(reading.route());
        if (reason.length() > LONGEST_REASON || reason.indexOf('\n') >= 0) {
            notice.text(Cut.end(reason, LONGEST_TEXT));
        }
        reading.event().ifPresent(event -> notice.fact("Event", event.type()).occurredAt(event.time().orElse(null)));
        return notice.text(reading.shown());
    }
}
