package dev.tocsin.notice.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

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
 * Replication tasks and instances of the Database Migration Service: event subscriptions and EventBridge. See AWS DMS User
 * Guide, "Working with Amazon EventBridge events and Amazon SNS notifications".
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class DmsEvent implements Interpreter {

    private static final String PREFIX = "DMS-EVENT-";
    private static final String TASK = "replication-task";
    private static final String INSTANCE = "replication-instance";

    private static final Map<String, Severity> SEVERITIES = Stream.of(
            // A failed task, full storage, a lost key or network, a failover begun, reading paused for want of disk
            ids(Severity.HIGH, "0078 0082 0007 0031 0036 0037 0013 0050 0091 0092"),
            ids(Severity.MEDIUM, "0079 0073 0003 0026 0068 0034"),
            ids(Severity.INFO, "0069 0074 0080 0081 0012 0018 0024 0030 0066 0067"),
            ids(Severity.GOOD, "0093 0005 0014 0017 0025 0029 0027 0047 0015 0049 0051"))
            .flatMap(stream -> stream)
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    /** EventBridge tells them in the member eventType, event subscriptions only by id. */
    private static final Map<String, String> TASK_STATES = Map.of("0069", "STARTED", "0073", "DELETED", "0074", "CREATED",
            "0078", "FAILED", "0079", "STOPPED", "0080", "MODIFIED", "0081", "RELOADED", "0091", "PAUSED", "0092", "PAUSED",
            "0093", "RESUMED");

    /** What both routes tell. */
    private record Change(String type, Optional<String> name, String id, Optional<String> state, Optional<String> message) {
    }

    @Override
    public Optional<Notice> interpret(Reading reading) {
        Optional<Event> event = reading.event().filter(e -> e.isFrom("aws.dms") && e.type().startsWith("DMS "));
        if (event.isPresent()) {
            return event.map(DmsEvent::notice);
        }
        return SubscriptionEvent.in(reading, PREFIX).map(DmsEvent::notice);
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        String type = detail.at("type").text().map(name -> name.toLowerCase(Locale.ROOT).replace('_', '-'))
                .orElse(event.type().contains("Task") ? TASK : INSTANCE);
        String id = detail.at("eventId").text().orElse("");
        Optional<String> name = detail.at("resourceLink").text().flatMap(DmsEvent::nameInLink)
                .or(() -> event.resources().stream().findFirst().map(ResourceName::last));
        Change change = new Change(type, name, id, state(type, id).or(() -> state(type, detail.at("eventType"))),
                detail.at("detailMessage").text());
        return complete(event.notice("dms", severity(change), title(change)), change, event.region(), event.account())
                .fact("Category", detail.at("category").textOrNull())
                .fact("Event", id)
                .build();
    }

    private static Notice notice(SubscriptionEvent event) {
        String type = event.sourceType().toLowerCase(Locale.ROOT);
        Change change = new Change(type, event.sourceId(), event.id(), state(type, event.id()), event.words());
        return complete(Notice.of("dms", severity(change), title(change)), change, event.region(), event.account())
                .region(event.region().orElse(null))
                .account(event.account().orElse(null))
                .occurredAt(event.time().orElse(null))
                .fact("Event", event.id())
                .build();
    }

    private static Notice.Builder complete(Notice.Builder notice, Change change, Optional<String> region,
            Optional<String> account) {
        String message = change.message().orElse(null);
        change.name().ifPresent(name -> notice.resource(name)
                .correlationKey("dms/" + account.orElse("") + "/" + region.orElse("") + "/" + change.type() + "/" + name)
                .standing(change.state().flatMap(DmsEvent::standing)));
        boolean titleSaysIt = change.state().isEmpty() || message != null && message.startsWith("Replication task has ");
        return notice.titleLink(page(region.orElse(null), change).orElse(null))
                .text(message == null || !titleSaysIt ? message : Headline.of(message).rest().orElse(null));
    }

    private static String title(Change change) {
        String what = "DMS " + switch (change.type()) {
            case TASK -> "task";
            case INSTANCE -> "instance";
            default -> change.type().replace('-', ' ');
        } + change.name().map(name -> " " + name).orElse("");
        return change.state().map(state -> what + " " + state)
                .or(() -> change.message().map(message -> what + ": " + Headline.of(message).words()))
                .orElse(what + ": " + change.id());
    }

    /** A task that failed or waits for room is started or goes on again; its creation and its changes are no part of that. */
    private static Optional<Standing> standing(String state) {
        return switch (state) {
            case "PAUSED" -> Optional.of(Standing.open(state));
            case "CREATED", "MODIFIED" -> Optional.empty();
            default -> RunStanding.of(state);
        };
    }

    private static Severity severity(Change change) {
        boolean isLoaded = change.message().filter(message -> message.contains("FULL_LOAD_ONLY_FINISHED")).isPresent();
        if (isLoaded) {
            return Severity.GOOD;
        }
        Severity known = SEVERITIES.get(number(change.id()));
        return known != null ? known
                : change.state().map(JobState::severity)
                        .or(() -> change.message().flatMap(message -> OutcomeWords.of(Headline.of(message).words())))
                        .orElse(Severity.INFO);
    }

    private static Optional<String> state(String type, String id) {
        return type.equals(TASK) ? Optional.ofNullable(TASK_STATES.get(number(id))) : Optional.empty();
    }

    /** {@code REPLICATION_TASK_STARTED} says STARTED. */
    private static Optional<String> state(String type, Json eventType) {
        String prefix = TASK.replace('-', '_').toUpperCase(Locale.ROOT) + "_";
        return eventType.text().filter(name -> type.equals(TASK) && name.startsWith(prefix))
                .map(name -> name.substring(prefix.length())).filter(state -> !state.isEmpty() && state.length() <= 40);
    }

    /** The ARN has a random id; the name stands only at the end of the console's address. */
    private static Optional<String> nameInLink(String address) {
        int fragment = address.indexOf('#');
        int slash = address.indexOf('/', Math.max(fragment, 0));
        return fragment < 0 || slash < 0 ? Optional.empty()
                : Optional.of(address.substring(slash + 1).strip()).filter(name -> !name.isEmpty() && name.length() <= 255);
    }

    private static Optional<String> page(String region, Change change) {
        Optional<String> name = change.name().map(ConsoleLinks::encode);
        String place = switch (change.type()) {
            case TASK -> name.map(task -> "#taskDetails/" + task).orElse("#tasks");
            case INSTANCE -> name.map(instance -> "#replicationInstanceDetails/" + instance).orElse("");
            default -> "";
        };
        return ConsoleLinks.page(region, "dms/v2/home" + place);
    }

    private static String number(String id) {
        return id.startsWith(PREFIX) ? id.substring(PREFIX.length()) : "";
    }

    private static Stream<Map.Entry<String, Severity>> ids(Severity severity, String ids) {
        return Arrays.stream(ids.split(" ")).map(id -> Map.entry(id, severity));
    }
}
