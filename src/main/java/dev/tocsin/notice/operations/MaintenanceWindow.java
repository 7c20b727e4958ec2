package dev.tocsin.notice.operations;

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

/** A maintenance window of Systems Manager: the window itself, what is registered with it, its runs and their parts. */
@Singleton
@Priority(Interpreter.KNOWN)
final class MaintenanceWindow implements Interpreter {

    private static final String RUN = "Maintenance Window Execution State-change Notification";

    /** What an event of each type is about; the window itself has no word of its own. */
    private static final Map<String, String> PARTS = Map.of(
            "Maintenance Window State-change Notification", "",
            RUN, "run ",
            "Maintenance Window Task Execution State-change Notification", "task ",
            "Maintenance Window Task Target Invocation State-change Notification", "task on a target ",
            "Maintenance Window Target Registration Notification", "target ",
            "Maintenance Window Task Registration Notification", "task ");

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.isFrom("aws.ssm") && PARTS.containsKey(event.type()))
                .map(MaintenanceWindow::notice);
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        SsmStatus status = SsmStatus.in(detail.at("status")).orElse(new SsmStatus("Changed"));
        Optional<String> window = detail.at("window-id").text();
        Optional<String> execution = detail.at("window-execution-id").text();
        Notice.Builder notice = event.notice("ssm-maintenance-window", status.severity(), "Maintenance window "
                + window.map(id -> id + ": ").orElse("") + PARTS.get(event.type()) + status.capitals())
                .fact("Owner", detail.at("owner-information").textOrNull())
                .fact("Started", detail.at("start-time").moment().orElse(null))
                .fact("Ended", detail.at("end-time").moment().orElse(null))
                .fact("Target", detail.at("window-target-id").textOrNull())
                .fact("Task", detail.at("window-task-id").textOrNull())
                .fact("Task run", detail.at("task-execution-id").textOrNull())
                .fact("Run", execution.orElse(null));
        window.ifPresent(id -> notice.titleLink(ConsoleLinks.page(event.region().orElse(null),
                "systems-manager/maintenance-windows/" + ConsoleLinks.encode(id) + "/description").orElse(null)));
        execution.or(() -> window).ifPresent(id -> notice.correlationKey("ssm-maintenance-window/" + id)
                .standing(RUN.equals(event.type()) ? execution.flatMap(run -> status.run()) : Optional.empty()));
        return notice.build();
    }
}
