package dev.tocsin.notice.compute;

import java.util.Map;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;

/**
 * What an EC2 Fleet or a Spot Fleet does and what keeps it from its capacity. Amazon EC2 User Guide, "Monitor fleet events
 * using Amazon EventBridge".
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class Ec2Fleet implements Interpreter {

    private static final Map<String, String> MEANINGS = Map.of(
            "iamFleetRoleInvalid", "The fleet's role may not launch or terminate instances.",
            "allLaunchSpecsTemporarilyBlacklisted", "No configuration is valid: several attempts to launch instances failed.",
            "spotInstanceCountLimitExceeded", "The limit of Spot Instances is reached.",
            "spotFleetRequestConfigurationInvalid", "The configuration is not valid.",
            "fleetProgressHalted", "No launch specification has a valid price.",
            "launchSpecUnusable", "The price in a launch specification is not valid.",
            "launchSpecTemporarilyBlacklisted", "A configuration is not valid: several attempts to launch instances failed.",
            "registerWithLoadBalancersFailed", "Instances could not be registered with load balancers.");

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(Ec2Fleet::isFleet).map(Ec2Fleet::notice);
    }

    private static boolean isFleet(Event event) {
        return event.isFrom("aws.ec2fleet") && event.type().startsWith("EC2 Fleet ")
                || event.isFrom("aws.ec2spotfleet") && event.type().startsWith("EC2 Spot Fleet ");
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        boolean spot = event.isFrom("aws.ec2spotfleet");
        String fleet = event.resources().stream().findFirst().map(ResourceName::of).orElse("fleet");
        String what = detail.at("sub-type").text().map(ResourceName::brief).orElse("changed");
        Json launched = detail.at("description").opened();
        String region = event.region().orElse(null);
        String instance = detail.at("instance-id").textOrNull();
        return event.notice("ec2-fleet", severity(event.type(), what),
                (spot ? "Spot Fleet " : "EC2 Fleet ") + fleet + ": " + subject(event.type(), instance) + what)
                .titleLink(spot
                        ? ConsoleLinks.page(region, "ec2/home#SpotInstances:").orElse(null)
                        : ConsoleLinks.service(region, "ec2").orElse(null))
                .text(MEANINGS.get(what))
                .text(launched.isAbsent() ? detail.at("description").textOrNull() : null)
                .fact("Spot request", detail.at("spot-instance-request-id").textOrNull())
                .fact("Instance type", launched.at("instanceType").textOrNull())
                .fact("Zone", launched.at("availabilityZone").textOrNull())
                .fact("Image", launched.at("image").textOrNull())
                .fact("Platform", launched.at("productDescription").textOrNull())
                .link("Instance", Ec2Page.instance(region, instance))
                .build();
    }

    /** What of the fleet it is about, where it is not the fleet itself. */
    private static String subject(String type, String instance) {
        if (type.endsWith("Instance Request Change")) {
            return "Spot request ";
        }
        return instance == null ? "" : ResourceName.of(instance) + " ";
    }

    /** An Error stops the fleet short of its capacity; after an Information it goes on trying. */
    private static Severity severity(String type, String what) {
        if (type.endsWith("Error")) {
            return Severity.HIGH;
        }
        if (type.endsWith("Information")) {
            return Severity.MEDIUM;
        }
        return switch (what) {
            case "active", "launched", "modify_succeeded" -> Severity.GOOD;
            case "expired", "terminated", "termination_notified" -> Severity.LOW;
            default -> Severity.INFO;
        };
    }
}
