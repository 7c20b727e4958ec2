package dev.tocsin.notice.compute;

import java.util.List;
import java.util.Locale;
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
 * Capacity that was reserved: Capacity Reservations, Capacity Blocks and requests for the future. Their detail-types end with
 * the new state. Amazon EC2 User Guide, "Monitor Capacity Blocks", "Monitor state changes for future-dated Capacity
 * Reservations".
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class Ec2Capacity implements Interpreter {

    private static final List<String> TYPES = List.of("EC2 Capacity Reservation ", "EC2 On-Demand Capacity Reservation ",
            "On-Demand Capacity Reservation ", "Capacity Block ", "Future Capacity Request ");

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event()
                .filter(event -> event.isFrom("aws.ec2") && TYPES.stream().anyMatch(event.type()::startsWith))
                .map(Ec2Capacity::notice);
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        Optional<String> id = detail.at("capacity-reservation-id").text()
                .or(() -> detail.at("sourceCapacityReservationId").text())
                .or(() -> event.resources().stream().findFirst())
                .map(ResourceName::of);
        return event.notice("ec2-capacity", severity(event.type()), event.type() + id.map(known -> ": " + known).orElse(""))
                .titleLink(ConsoleLinks.page(event.region().orElse(null), "ec2/home#CapacityReservations:").orElse(null))
                .text(event.type().endsWith("Expiration Warning")
                        ? "Instances that run in the reservation will soon be terminated."
                        : null)
                .fact("State", detail.at("state").text().filter(state -> !says(event.type(), state)).orElse(null))
                .fact("Instance type", detail.at("instanceType").textOrNull())
                .fact("Zone", detail.at("availabilityZoneId").textOrNull())
                .fact("Instances in all", detail.at("TotalInstanceCount").wordsOrNull())
                .fact("Reclaimed", detail.at("ReclaimedInstanceCount").wordsOrNull())
                .fact("Wanted", detail.at("targetInstanceCount").wordsOrNull())
                .fact("Ends", detail.at("end-date").moment().orElse(null))
                .build();
    }

    private static boolean says(String type, String state) {
        return type.toLowerCase(Locale.ROOT).endsWith(state.toLowerCase(Locale.ROOT));
    }

    private static Severity severity(String type) {
        return switch (type.substring(type.lastIndexOf(' ') + 1)) {
            case "Active", "Delivered", "Complete", "Completed", "Unsuspended", "Accepted" -> Severity.GOOD;
            case "Failed", "Unsupported", "Suspended", "Revoked" -> Severity.HIGH;
            case "Delayed", "Warning", "Rejected", "Expired", "Pending" -> Severity.MEDIUM;
            default -> Severity.INFO;
        };
    }
}
