package dev.tocsin.notice.developer;

import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.Arn;
import dev.tocsin.aws.Partition;
import dev.tocsin.aws.TopicArn;
import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Moments;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;

/**
 * A stack of CloudFormation or one of its resources, as a stack's notification topic gets it, in text, and as EventBridge
 * brings it (AWS CloudFormation User Guide, "CloudFormation event detail reference"). All events of one operation on a stack
 * belong together. Resources that go as planned are small news of it; one that fails tells why the stack will.
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class CloudFormationStack implements Interpreter {

    private static final int LONGEST_REASON = 2_000;
    private static final int LONGEST_ID = 200;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        if (reading.event().isPresent()) {
            return reading.event().filter(CloudFormationStack::isStackEvent)
                    .flatMap(event -> event.detail().at("stack-id").text().map(stack -> notice(event, stack)));
        }
        return reading.json().isAbsent() || reading.json().node().isTextual() ? ofText(reading) : Optional.empty();
    }

    private static boolean isStackEvent(Event event) {
        return event.is("aws.cloudformation", "CloudFormation Stack Status Change", "CloudFormation Resource Status Change");
    }

    private static Notice notice(Event event, String stack) {
        Json detail = event.detail();
        StackEvent change = new StackEvent(stack, StackEvent.nameOf(stack), detail.at("logical-resource-id").text(),
                detail.at("resource-type").text(), detail.at("physical-resource-id").text(),
                detail.at("status-details", "status").text().orElse("changed"),
                detail.at("status-details", "status-reason").text(),
                detail.at("client-request-token").text().map(StackEvent::operation));
        return describe(event.notice("cloudformation-stack", severity(change), title(change)), change,
                event.region().orElse(null));
    }

    private static Optional<Notice> ofText(Reading reading) {
        return StackMessage.in(reading.text()).flatMap(message -> StackEvent.of(message).map(change -> {
            Optional<Arn> arn = Arn.parse(change.stack());
            String region = arn.map(Arn::region).filter(id -> Partition.ofRegion(id).isPresent())
                    .or(() -> TopicArn.parse(reading.message().topicArn()).map(TopicArn::region)).orElse(null);
            Notice.Builder notice = Notice.of("cloudformation-stack", severity(change), title(change))
                    .region(region)
                    .account(arn.map(Arn::account).or(() -> message.value("Namespace")).filter(Json::isAccount).orElse(null))
                    .occurredAt(message.value("Timestamp").flatMap(Moments::read).orElse(null));
            return describe(notice, change, region);
        }));
    }

    private static Notice describe(Notice.Builder notice, StackEvent change, String region) {
        boolean isResource = change.resource().isPresent();
        notice.titleLink(StackEvent.page(region, change.stack(), "events"))
                .resource(change.stack())
                .correlationKey(change.stack() + change.operation().map(operation -> "/" + operation).orElse(""))
                .standing(isResource ? Optional.empty() : standing(change.status()))
                .text(change.reason().map(reason -> Cut.end(reason, LONGEST_REASON)).orElse(null))
                .text(isResource ? null : meaning(change.status()));
        if (isResource) {
            notice.fact("Type", change.isNestedStack() ? "Nested stack" : change.type().orElse(null))
                    .fact("ID", change.physicalId().map(CloudFormationStack::readable).orElse(null))
                    .footer("One resource of the stack, not the stack itself");
        }
        if (change.isNestedStack()) {
            notice.link("Nested stack", change.physicalId().filter(id -> Arn.parse(id).isPresent())
                    .map(id -> StackEvent.page(region, id, "events")).orElse(null));
        }
        return notice.build();
    }

    private static String title(StackEvent change) {
        return change.resource()
                .map(id -> "CloudFormation: " + id + " " + change.status() + " in " + change.stackName())
                .orElseGet(() -> "CloudFormation: " + change.stackName() + " " + change.status());
    }

    private static String readable(String id) {
        return Cut.middle(Arn.parse(id).map(Arn::resource).orElse(id), LONGEST_ID);
    }

    private static Severity severity(StackEvent change) {
        return change.resource().isPresent() ? ofResource(change) : ofStack(change.status());
    }

    /** All that follows a failure is news of the failure, until the stack is as it was: that nothing changed is no success. */
    private static Severity ofStack(String status) {
        return switch (status) {
            case "CREATE_COMPLETE", "UPDATE_COMPLETE", "IMPORT_COMPLETE" -> Severity.GOOD;
            case "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS" -> Severity.LOW;
            case "ROLLBACK_FAILED", "UPDATE_ROLLBACK_FAILED", "IMPORT_ROLLBACK_FAILED" -> Severity.CRITICAL;
            default -> status.contains("ROLLBACK") || status.endsWith("_FAILED") ? Severity.HIGH : Severity.INFO;
        };
    }

    /** A roll-back ends with the stack as it was, and with the work undone that somebody wanted. */
    private static Optional<Standing> standing(String status) {
        if (status.contains("ROLLBACK") || status.endsWith("_FAILED")) {
            return Optional.of(Standing.openUntilResolved(status));
        }
        return status.endsWith("_COMPLETE") ? Optional.of(Standing.over(status))
                : status.endsWith("_IN_PROGRESS") ? Optional.of(Standing.running(status)) : Optional.empty();
    }

    /** What was cancelled because another resource failed is no cause. */
    private static Severity ofResource(StackEvent change) {
        if (!change.status().endsWith("_FAILED")) {
            return change.status().equals("DELETE_SKIPPED") ? Severity.LOW : Severity.INFO;
        }
        boolean consequence = change.reason().filter(reason -> reason.endsWith("cancelled")).isPresent();
        return consequence ? Severity.LOW
                : change.status().equals("DELETE_FAILED") ? Severity.MEDIUM : Severity.HIGH;
    }

    /** What a status means for what can be done next, where its name does not say it. */
    private static String meaning(String status) {
        return switch (status) {
            case "ROLLBACK_COMPLETE" -> "The stack could not be created; it can now only be deleted.";
            case "ROLLBACK_FAILED" ->
                "The stack could neither be created nor rolled back; delete it, retaining what cannot be deleted.";
            case "UPDATE_ROLLBACK_COMPLETE" -> "The update failed; the stack is as it was before.";
            case "UPDATE_ROLLBACK_FAILED" ->
                "The stack is stuck between two versions: repair what failed, then continue the rollback.";
            case "UPDATE_FAILED" -> "The update stopped half-way, because its rollback is disabled.";
            default -> null;
        };
    }
}
