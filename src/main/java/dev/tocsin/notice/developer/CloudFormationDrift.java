package dev.tocsin.notice.developer;

import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;

/** A stack that was compared with its template (EventBridge, "CloudFormation Drift Detection Status Change"). */
@Singleton
@Priority(Interpreter.KNOWN)
final class CloudFormationDrift implements Interpreter {

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event()
                .filter(event -> event.is("aws.cloudformation", "CloudFormation Drift Detection Status Change"))
                .flatMap(event -> event.detail().at("stack-id").text().map(stack -> notice(event, stack)));
    }

    private static Notice notice(Event event, String stack) {
        Json details = event.detail().at("status-details");
        String detection = details.at("detection-status").text().orElse("");
        String drift = details.at("stack-drift-status").text().orElse("UNKNOWN");
        boolean complete = "DETECTION_COMPLETE".equals(detection);
        Json count = event.detail().at("drift-detection-details", "drifted-stack-resource-count");
        return event.notice("cloudformation-drift", severity(detection, drift),
                "CloudFormation drift: " + StackEvent.nameOf(stack) + " "
                        + (complete || detection.isEmpty() ? drift : detection))
                .titleLink(StackEvent.page(event.region().orElse(null), stack, "drifts"))
                .resource(stack)
                .correlationKey(stack)
                .standing(standing(detection, drift))
                .text("DRIFTED".equals(drift) ? "Resources of the stack are not as its template says." : null)
                .text(details.at("status-reason").textOrNull())
                .fact("Drifted resources", count.wordsOrNull())
                .build();
    }

    /** That a stack is looked at, or could not be, says nothing new of it; nobody knows when it will be looked at again. */
    private static Optional<Standing> standing(String detection, String drift) {
        if (!detection.isEmpty() && !"DETECTION_COMPLETE".equals(detection)) {
            return Optional.empty();
        }
        return switch (drift) {
            case "DRIFTED" -> Optional.of(Standing.openUntilResolved(drift));
            case "IN_SYNC" -> Optional.of(Standing.over(drift));
            default -> Optional.empty();
        };
    }

    private static Severity severity(String detection, String drift) {
        if ("DETECTION_FAILED".equals(detection)) {
            return Severity.MEDIUM;
        }
        return switch (drift) {
            case "DRIFTED" -> Severity.MEDIUM;
            case "IN_SYNC" -> Severity.GOOD;
            default -> Severity.INFO;
        };
    }
}
