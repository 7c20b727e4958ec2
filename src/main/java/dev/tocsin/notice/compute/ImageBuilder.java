package dev.tocsin.notice.compute;

import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.Arn;
import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.RunStanding;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;

/**
 * Images that EC2 Image Builder builds, what was found in them, and pipelines that it gave up. EC2 Image Builder User Guide,
 * "Amazon EventBridge integration in Image Builder".
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class ImageBuilder implements Interpreter {

    private static final String STATE = "EC2 Image Builder Image State Change";
    private static final String FINDINGS = "EC2 Image Builder CVE Detected";
    private static final String WAITING = "EC2 Image Builder Workflow Step Waiting";
    private static final String DISABLED = "EC2 Image Builder Image Pipeline Automatically Disabled";

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.is("aws.imagebuilder", STATE, FINDINGS, WAITING, DISABLED))
                .map(ImageBuilder::notice);
    }

    private static Notice notice(Event event) {
        Notice.Builder notice = switch (event.type()) {
            case FINDINGS -> findings(event);
            case WAITING -> waiting(event);
            case DISABLED -> disabled(event);
            default -> state(event);
        };
        // The console knows images by ARNs, but a build's ARN leads nowhere once the image is gone.
        return notice.titleLink(ConsoleLinks.page(event.region().orElse(null),
                event.type().equals(DISABLED) ? "imagebuilder/home#/pipelines" : "imagebuilder/home#/images").orElse(null))
                .build();
    }

    private static Notice.Builder state(Event event) {
        Json detail = event.detail();
        String status = detail.at("state", "status").text().map(ResourceName::brief).orElse("changed");
        Severity severity = switch (status) {
            case "FAILED" -> Severity.HIGH;
            case "CANCELLED", "TIMED_OUT" -> Severity.MEDIUM;
            case "AVAILABLE" -> Severity.GOOD;
            default -> Severity.INFO;
        };
        return event.notice("image-builder", severity, "Image Builder: " + image(event) + " " + status)
                .standing(event.resources().isEmpty() ? Optional.empty() : RunStanding.of(status))
                .text(detail.at("state", "reason").textOrNull())
                .fact("Before", detail.at("previous-state", "status").textOrNull());
    }

    private static Notice.Builder findings(Event event) {
        Json counts = event.detail().at("finding-severity-counts");
        Severity severity = some(counts.at("critical")) ? Severity.CRITICAL
                : some(counts.at("high")) ? Severity.HIGH : some(counts.at("all")) ? Severity.MEDIUM : Severity.GOOD;
        String all = counts.at("all").wordsOrNull();
        return event.notice("image-builder", severity,
                "Image Builder: " + image(event) + " scanned, " + (all == null ? "findings" : all + " findings"))
                .fact("Critical", counts.at("critical").wordsOrNull())
                .fact("High", counts.at("high").wordsOrNull())
                .fact("Medium", counts.at("medium").wordsOrNull())
                .fact("Test instance", event.detail().at("resource-id").textOrNull())
                .fact("Pipeline", resource(event, "image-pipeline/").map(ResourceName::of).orElse(null));
    }

    private static Notice.Builder waiting(Event event) {
        return event.notice("image-builder", Severity.MEDIUM, "Image Builder: " + image(event) + " waits for an action")
                .standing(event.resources().isEmpty() ? Optional.empty() : Optional.of(Standing.open("waits for an action")))
                .text("The build goes on when somebody resumes or stops the step, or the step's time is over.")
                .fact("Step", event.detail().at("workflow-step-name").textOrNull())
                .fact("Step execution", event.detail().at("workflow-step-execution-id").textOrNull())
                .fact("Workflow", event.detail().at("workflow-execution-id").textOrNull());
    }

    private static Notice.Builder disabled(Event event) {
        return event.notice("image-builder", Severity.HIGH, "Image Builder pipeline DISABLED: "
                + resource(event, "image-pipeline/").map(ResourceName::of).orElse("pipeline"))
                .text("Too many scheduled builds failed one after the other. No image is built until the pipeline is enabled.")
                .fact("Failures", event.detail().at("consecutive-failures").wordsOrNull());
    }

    private static boolean some(Json count) {
        return count.number().filter(number -> number.signum() > 0).isPresent();
    }

    /** For instance {@code shop-base 1.0.3/2}: name, version and build. */
    private static String image(Event event) {
        return resource(event, "image/")
                .map(resource -> String.join(" ", resource.substring("image/".length()).split("/", 2)))
                .map(ResourceName::brief).orElse("image");
    }

    private static Optional<String> resource(Event event, String kind) {
        return event.arns().map(Arn::resource).filter(resource -> resource.startsWith(kind)).findFirst();
    }
}
