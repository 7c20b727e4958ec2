package dev.tocsin.notice.compute;

import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.Partition;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;

/**
 * An EC2 instance that changed its state or that EC2 is about to take back. Amazon EC2 User Guide, "State change events for
 * Amazon EC2 instances", "Spot Instance interruption notices", "EC2 instance rebalance recommendations".
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class Ec2Instance implements Interpreter {

    private static final String STATE = "EC2 Instance State-change Notification";
    private static final String SPOT_INTERRUPTION = "EC2 Spot Instance Interruption Warning";
    private static final String RESERVATION_INTERRUPTION = "EC2 Interruptible Capacity Reservation Instance Interruption Warning";
    private static final String REBALANCE = "EC2 Instance Rebalance Recommendation";

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event()
                .filter(event -> event.is("aws.ec2", STATE, SPOT_INTERRUPTION, RESERVATION_INTERRUPTION, REBALANCE))
                .map(Ec2Instance::notice);
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        String region = event.region().orElse(null);
        String id = detail.at("instance-id").text()
                .or(() -> event.resources().stream().findFirst())
                .map(ResourceName::of).orElse("instance");
        Notice.Builder notice = switch (event.type()) {
            case STATE -> stateChange(event, id, detail.at("state").text().orElse("changed"));
            case REBALANCE -> rebalance(event, id);
            default -> interruption(event, id, detail);
        };
        arn(event, id).ifPresent(arn -> notice.resource(arn).correlationKey(arn));
        return notice.titleLink(Ec2Page.instance(region, id))
                .link("Who did it (CloudTrail)", event.type().equals(STATE) ? Ec2Page.history(region, id) : null)
                .build();
    }

    /** Interruption warnings name the instance by an ARN of their own form, with the zone and without the account. */
    private static Optional<String> arn(Event event, String id) {
        return event.region().flatMap(region -> Partition.ofRegion(region).flatMap(partition -> event.account()
                .map(account -> "arn:" + partition.id() + ":ec2:" + region + ":" + account + ":instance/" + id)));
    }

    private static Notice.Builder stateChange(Event event, String id, String state) {
        return event.notice("ec2-instance", severity(state), "EC2 instance " + id + ": " + ResourceName.brief(state));
    }

    private static Notice.Builder rebalance(Event event, String id) {
        return event.notice("ec2-instance", Severity.LOW, "EC2 rebalance recommendation: Spot Instance " + id)
                .text("The instance is at elevated risk of interruption. Now is the time to move its work elsewhere.");
    }

    private static Notice.Builder interruption(Event event, String id, Json detail) {
        String action = detail.at("instance-action").text().map(ResourceName::brief).orElse("interrupt");
        String kind = event.type().equals(SPOT_INTERRUPTION) ? "Spot" : "capacity";
        return event.notice("ec2-instance", Severity.MEDIUM, "EC2 " + kind + " interruption: " + id + " (" + action + ")")
                .text("EC2 needs the capacity back and will " + action + " the instance two minutes after this warning.")
                .fact("Ends", detail.at("instance-termination-time").moment().orElse(null))
                .fact("Zone", detail.at("azId").textOrNull());
    }

    /** Ends are not alarms of their own: groups, fleets and people end instances all day. */
    private static Severity severity(String state) {
        return switch (state) {
            case "running" -> Severity.GOOD;
            case "stopped", "terminated" -> Severity.LOW;
            default -> Severity.INFO;
        };
    }
}
