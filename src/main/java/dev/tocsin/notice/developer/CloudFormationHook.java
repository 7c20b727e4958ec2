package dev.tocsin.notice.developer;

import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.Arn;
import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;

/** A Hook that looked at a stack or resource before CloudFormation made it ("CloudFormation Hook Invocation Progress"). */
@Singleton
@Priority(Interpreter.KNOWN)
final class CloudFormationHook implements Interpreter {

    private static final int LONGEST_ID = 200;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event()
                .filter(event -> event.is("aws.cloudformation", "CloudFormation Hook Invocation Progress"))
                .map(CloudFormationHook::notice);
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        Json hook = detail.at("hook-detail");
        Json target = detail.at("target-detail");
        String status = detail.at("status").text().orElse("changed");
        Optional<String> id = target.at("target-id").text();
        Notice.Builder notice = event.notice("cloudformation-hook", severity(status, hook),
                "CloudFormation Hook: " + hook.at("hook-type-name").text().orElse("a Hook") + " " + status)
                .text(detail.at("status-reason").textOrNull())
                .text(hook.at("description").textOrNull())
                .fact("Target", target.at("target-name").textOrNull())
                .fact("Action", target.at("target-action").textOrNull())
                .fact("Invoked", target.at("target-invocation-point").text().map(DeveloperTools::words).orElse(null))
                .fact("On failure", onFailure(hook))
                .fact("Target ID", id.map(CloudFormationHook::readable).orElse(null))
                .link("Documentation", hook.at("documentation-url").textOrNull());
        id.ifPresent(what -> notice.resource(what).correlationKey(what));
        id.filter(CloudFormationHook::isStack)
                .ifPresent(stack -> notice.titleLink(StackEvent.page(event.region().orElse(null), stack, "events")));
        return notice.build();
    }

    private static boolean isStack(String id) {
        return Arn.parse(id).filter(arn -> arn.resource().startsWith("stack/")).isPresent();
    }

    private static String readable(String id) {
        return Cut.middle(Arn.parse(id).map(Arn::resource).orElse(id), LONGEST_ID);
    }

    private static String onFailure(Json hook) {
        return switch (hook.at("failure-mode").text().orElse("")) {
            case "FAIL" -> "stops the operation";
            case "WARN" -> "warns only";
            default -> null;
        };
    }

    private static Severity severity(String status, Json hook) {
        if (status.contains("FAILED")) {
            return hook.at("failure-mode").is("WARN") ? Severity.MEDIUM : Severity.HIGH;
        }
        return status.contains("SUCCEEDED") ? Severity.GOOD : Severity.INFO;
    }
}
