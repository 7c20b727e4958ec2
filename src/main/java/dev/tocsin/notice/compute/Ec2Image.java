package dev.tocsin.notice.compute;

import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;

/**
 * A machine image that became available, failed, was disabled or deregistered. Amazon EC2 User Guide, "Monitor AMI events
 * using Amazon EventBridge".
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class Ec2Image implements Interpreter {

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.is("aws.ec2", "EC2 AMI State Change")).map(Ec2Image::notice);
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        String id = detail.at("ImageId").text().or(() -> event.resources().stream().findFirst()).map(ResourceName::of)
                .orElse("image");
        String state = detail.at("State").text().orElse("changed");
        String region = event.region().orElse(null);
        return event.notice("ec2-image", severity(state), "EC2 image " + id + ": " + ResourceName.brief(state))
                .titleLink(Ec2Page.image(region, id))
                .text(detail.at("ErrorMessage").textOrNull())
                .link("Who did it (CloudTrail)", Ec2Page.history(region, id))
                .build();
    }

    private static Severity severity(String state) {
        return switch (state) {
            case "available" -> Severity.GOOD;
            case "failed" -> Severity.HIGH;
            case "deregistered", "disabled" -> Severity.LOW;
            default -> Severity.INFO;
        };
    }
}
