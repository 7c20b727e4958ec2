package dev.tocsin.notice.compute;

import java.util.Map;
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

/** An EBS volume that was created, attached, modified, deleted, or could not be. Amazon EBS User Guide, "EBS volume events". */
@Singleton
@Priority(Interpreter.KNOWN)
final class EbsVolume implements Interpreter {

    private static final Map<String, String> ACTIONS = Map.of("createVolume", "creation", "deleteVolume", "deletion",
            "attachVolume", "attachment", "reattachVolume", "reattachment", "detachVolume", "detachment",
            "modifyVolume", "modification");

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.is("aws.ec2", "EBS Volume Notification")).map(EbsVolume::notice);
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        String volume = resource(event, "volume/").orElse("volume");
        String result = detail.at("result").text().map(ResourceName::brief).orElse("done");
        String region = event.region().orElse(null);
        String instance = resource(event, "instance/").orElse(null);
        return event.notice("ebs-volume", severity(result), "EBS volume " + volume + ": " + outcome(detail, result))
                .titleLink(Ec2Page.volume(region, volume))
                .text(detail.at("cause").textOrNull())
                .fact("Instance", instance)
                .link("Instance", Ec2Page.instance(region, instance))
                .link("Who did it (CloudTrail)", Ec2Page.history(region, volume))
                .build();
    }

    /** Results are participles that need no action beside them, but for some. */
    private static String outcome(Json detail, String result) {
        String action = detail.at("event").text().map(name -> ACTIONS.getOrDefault(name, ResourceName.brief(name)))
                .orElse("action");
        return switch (result) {
            case "failed" -> action + " FAILED";
            case "available" -> detail.at("event").is("createVolume") ? "created" : result;
            case "attached", "detached", "deleted" -> result;
            default -> action + " " + result;
        };
    }

    private static Optional<String> resource(Event event, String kind) {
        return event.arns().map(Arn::resource).filter(resource -> resource.startsWith(kind)).findFirst().map(ResourceName::of);
    }

    private static Severity severity(String result) {
        return switch (result) {
            case "failed" -> Severity.HIGH;
            case "available", "attached", "completed" -> Severity.GOOD;
            default -> Severity.INFO;
        };
    }
}
