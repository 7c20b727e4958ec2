package dev.tocsin.notice.data;

import java.util.Map;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.aws.LogPages;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.RunStanding;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;

/**
 * Tasks, executions, agents and locations of DataSync that changed their state, which is all that these events tell. See AWS
 * DataSync User Guide, "Monitoring with Amazon EventBridge".
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class DataSync implements Interpreter {

    private static final Map<String, String> THINGS = Map.of(
            "DataSync Task State Change", "task",
            "DataSync Task Execution State Change", "execution",
            "DataSync Agent State Change", "agent",
            "DataSync Location State Change", "location");

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.isFrom("aws.datasync") && THINGS.containsKey(event.type()))
                .map(DataSync::notice);
    }

    private static Notice notice(Event event) {
        String thing = THINGS.get(event.type());
        String state = event.detail().at("State").text().orElse("CHANGED");
        Optional<String> arn = event.resources().stream().findFirst();
        String name = arn.map(ResourceName::last).map(id -> ": " + id).orElse("");
        Severity severity = severity(thing, state);
        String region = event.region().orElse(null);
        Notice.Builder notice = event.notice("datasync", severity, "DataSync " + thing + " " + state + name)
                .titleLink(page(region, thing, arn).orElse(null))
                .standing(arn.flatMap(id -> standing(thing, state)))
                .text(meaning(thing, state))
                .fact("Task", "execution".equals(thing) ? arn.flatMap(DataSync::task).orElse(null) : null);
        if ("execution".equals(thing) && severity == Severity.HIGH) {
            notice.link("Log", LogPages.group(region, "/aws/datasync"));
        }
        return notice.build();
    }

    /** AVAILABLE says of all but executions no more than that they wait. */
    private static Severity severity(String thing, String state) {
        return "AVAILABLE".equals(state) && !"execution".equals(thing) ? Severity.INFO : JobState.severity(state);
    }

    /** Agents and tasks come and go, an execution ends. */
    private static Optional<Standing> standing(String thing, String state) {
        return switch (thing) {
            case "execution" -> RunStanding.of(state);
            case "agent", "task" -> Optional.ofNullable(switch (state) {
                case "OFFLINE", "UNAVAILABLE" -> Standing.open(state);
                case "ONLINE", "AVAILABLE" -> Standing.over(state);
                case "CREATING", "QUEUED", "RUNNING" -> Standing.running(state);
                default -> null;
            });
            default -> Optional.empty();
        };
    }

    private static String meaning(String thing, String state) {
        if ("agent".equals(thing) && "OFFLINE".equals(state)) {
            return "The agent does not reach AWS; its tasks cannot run.";
        }
        return "task".equals(thing) && "UNAVAILABLE".equals(state) ? "The task cannot run; mostly its agent is offline." : null;
    }

    /** {@code task/task-0a1b/execution/exec-2c3d} is of the task task-0a1b. */
    private static Optional<String> task(String execution) {
        String[] parts = ResourceName.of(execution).split("/", 5);
        return parts.length == 4 ? Optional.of(parts[1]) : Optional.empty();
    }

    private static Optional<String> page(String region, String thing, Optional<String> arn) {
        Optional<String> id = arn.map(ResourceName::last).map(ConsoleLinks::encode);
        Optional<String> place = switch (thing) {
            case "execution" -> arn.flatMap(DataSync::task)
                    .flatMap(task -> id.map(execution -> "#/history/" + ConsoleLinks.encode(task) + "/" + execution));
            case "task" -> id.map(task -> "#/tasks/" + task);
            case "agent" -> id.map(agent -> "#/agents/" + agent);
            default -> id.map(location -> "#/locations/" + location);
        };
        return ConsoleLinks.page(region, "datasync/home" + place.orElse(""));
    }
}
