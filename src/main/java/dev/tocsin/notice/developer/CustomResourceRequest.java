package dev.tocsin.notice.developer;

import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.Arn;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;

/**
 * What CloudFormation asks a custom resource's topic for (AWS CloudFormation User Guide, "Custom resource request reference").
 * Its ResponseURL is left out: whoever has it can answer for the resource.
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class CustomResourceRequest implements Interpreter {

    @Override
    public Optional<Notice> interpret(Reading reading) {
        Json request = reading.json();
        boolean known = request.at("RequestType").text().isPresent() && !request.at("ResponseURL").node().isMissingNode()
                && request.at("LogicalResourceId").text().isPresent();
        return known ? request.at("StackId").text().map(stack -> notice(request, stack)) : Optional.empty();
    }

    private static Notice notice(Json request, String stack) {
        String region = Arn.parse(stack).map(Arn::region).orElse(null);
        return Notice.of("cloudformation-custom-resource", Severity.INFO,
                "CloudFormation: " + request.at("ResourceType").text().orElse("custom resource") + " "
                        + request.at("LogicalResourceId").text().orElse("resource") + " "
                        + request.at("RequestType").text().orElse("request")
                        + " (" + StackEvent.nameOf(stack) + ")")
                .titleLink(StackEvent.page(region, stack, "events"))
                .region(region)
                .account(Arn.parse(stack).map(Arn::account).orElse(null))
                .fact("Physical ID", request.at("PhysicalResourceId").textOrNull())
                .resource(stack)
                .correlationKey(stack)
                .build();
    }
}
