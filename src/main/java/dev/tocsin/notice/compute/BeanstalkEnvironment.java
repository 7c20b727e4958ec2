package dev.tocsin.notice.compute;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.aws.Partition;
import dev.tocsin.aws.TopicArn;
import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Message;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.SentenceSeverity;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.SeverityWords;
import dev.tocsin.notice.Standing;

/**
 * What happens to an Elastic Beanstalk environment, as an event or as the text that the environment itself publishes. AWS
 * Elastic Beanstalk Developer Guide, "Using Elastic Beanstalk with Amazon EventBridge", "Elastic Beanstalk environment
 * notifications with Amazon SNS".
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class BeanstalkEnvironment implements Interpreter {

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss 'UTC' uuuu",
            Locale.ENGLISH);
    private static final List<String> LABELS = List.of("Timestamp", "Message", "Environment", "Application",
            "Environment URL", "RequestId", "NotificationProcessId");
    private static final int MOST_LINES = 200;
    private static final int LONGEST_TITLE = 120;
    private static final String TRANSITION = "Environment health has transitioned ";

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().isPresent()
                ? reading.event().filter(BeanstalkEnvironment::isBeanstalk).map(BeanstalkEnvironment::fromEvent)
                : fromText(reading.text(), reading.message());
    }

    /** The detail-types but one would suit any service. */
    private static boolean isBeanstalk(Event event) {
        return event.is("aws.elasticbeanstalk", "Elastic Beanstalk resource status change", "Other resource status change",
                "Health status change", "Managed update status change");
    }

    private static Notice fromEvent(Event event) {
        Json detail = event.detail();
        String message = detail.at("Message").text().orElse("");
        String status = detail.at("Status").text().map(ResourceName::brief).orElse("");
        Place place = new Place(event.region().orElse(null), event.account().orElse(null),
                detail.at("ApplicationName").text().orElse("application"),
                detail.at("EnvironmentName").text().orElse("environment"));
        Severity severity = health(message).map(BeanstalkEnvironment::ofHealth)
                .orElseGet(() -> severity(status, detail.at("Severity").text().orElse("INFO"), message));
        return notice(place, severity, status, message)
                .occurredAt(detail.at("EventDate").moment().or(event::time).orElse(null))
                .build();
    }

    private static Optional<Notice> fromText(String text, Message source) {
        if (!text.startsWith("Timestamp:")) {
            return Optional.empty();
        }
        Map<String, String> said = read(text);
        if (!said.keySet().containsAll(LABELS.subList(0, 4))) {
            return Optional.empty();
        }
        Optional<TopicArn> topic = TopicArn.parse(source.topicArn());
        // An environment publishes to a topic of its own Region and names neither Region nor account.
        Place place = new Place(topic.map(TopicArn::region).orElse(null), topic.map(TopicArn::account).orElse(null),
                said.get("Application"), said.get("Environment"));
        String message = said.get("Message");
        Severity severity = health(message).map(BeanstalkEnvironment::ofHealth).orElseGet(() -> severity("", "INFO", message));
        return Optional.of(notice(place, severity, "", message)
                .occurredAt(moment(said.get("Timestamp")))
                .fact("Request", said.get("RequestId"))
                .build());
    }

    /** Where it is; both routes name it by the same ARN. */
    private record Place(String region, String account, String application, String environment) {

        String arn() {
            String partition = Partition.ofRegion(region).map(Partition::id).orElse("aws");
            return "arn:" + partition + ":elasticbeanstalk:" + region + ":" + account + ":environment/" + application + "/"
                    + environment;
        }
    }

    private static Notice.Builder notice(Place place, Severity severity, String status, String message) {
        String line = Cut.firstLine(message);
        String said = line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
        String outcome = health(message).map(change -> "health " + change)
                .or(() -> Optional.of(status).filter(words -> !words.isEmpty() && !words.equals("Environment health changed")))
                .orElse(Cut.end(said, LONGEST_TITLE));
        return Notice.of("elastic-beanstalk", severity,
                "Elastic Beanstalk " + ResourceName.brief(place.environment()) + ": " + outcome)
                .region(place.region())
                .account(place.account())
                .titleLink(ConsoleLinks.page(place.region(), "elasticbeanstalk/home#/application/overview?applicationName="
                        + ConsoleLinks.encode(place.application())).orElse(null))
                .resource(place.arn())
                .correlationKey(place.arn())
                .standing(health(message).map(change -> standing(change.substring(change.lastIndexOf(' ') + 1), severity)))
                .text(outcome.equals(said) && line.equals(message) ? null : message)
                .fact("Application", place.application());
    }

    /** For instance {@code Ok → Severe} or {@code GREEN}; a sentence follows. */
    private static Optional<String> health(String message) {
        if (!message.startsWith(TRANSITION)) {
            return Optional.empty();
        }
        String change = message.substring(TRANSITION.length());
        int end = change.indexOf('.');
        String states = Cut.end(end < 0 ? change : change.substring(0, end), 60);
        int to = states.lastIndexOf("to ");
        if (to < 0) {
            return Optional.empty();
        }
        String after = states.substring(to + "to ".length()).strip();
        String before = states.startsWith("from ") ? states.substring("from ".length(), Math.max(to, "from ".length())).strip()
                : "";
        return Optional.of(before.isEmpty() ? after : before + " → " + after);
    }

    /** Only its health goes and comes. No data says as little as an update under way. */
    private static Standing standing(String health, Severity severity) {
        boolean isKnown = !health.equalsIgnoreCase("Data");
        return severity == Severity.GOOD ? Standing.over(health)
                : isKnown ? Standing.open(health).unlessCalm(severity) : Standing.running("No Data");
    }

    private static Severity ofHealth(String change) {
        return switch (change.substring(change.lastIndexOf(' ') + 1).toLowerCase(Locale.ROOT)) {
            case "ok", "green" -> Severity.GOOD;
            case "severe" -> Severity.CRITICAL;
            case "degraded", "red" -> Severity.HIGH;
            case "warning", "yellow", "data" -> Severity.MEDIUM;
            case "unknown", "grey", "gray", "suspended" -> Severity.LOW;
            default -> Severity.INFO;
        };
    }

    /** The Severity of some failures is INFO. */
    private static Severity severity(String status, String severity, String message) {
        boolean retried = message.contains("retrying");
        return switch (severity) {
            case "FATAL" -> Severity.CRITICAL;
            case "ERROR" -> Severity.HIGH;
            case "WARN" -> Severity.MEDIUM;
            default -> message.contains(" was deployed") ? Severity.GOOD
                    : retried || message.contains("there were issues") ? Severity.MEDIUM
                            : SeverityWords.in(status).or(() -> SentenceSeverity.of(message)).orElse(Severity.INFO);
        };
    }

    /** The lines that begin with one of its labels; other lines go on with what stands before them. */
    private static Map<String, String> read(String text) {
        Map<String, String> said = new HashMap<>();
        String current = null;
        Iterator<String> lines = text.lines().limit(MOST_LINES).iterator();
        while (lines.hasNext()) {
            String line = lines.next();
            int colon = line.indexOf(": ");
            String label = colon < 0 ? "" : line.substring(0, colon);
            if (LABELS.contains(label) && !said.containsKey(label)) {
                said.put(label, line.substring(colon + 2).strip());
                current = label;
            } else if (current != null && !line.isBlank()) {
                said.merge(current, line.strip(), (before, more) -> before + "\n" + more);
            }
        }
        said.values().removeIf(String::isEmpty);
        return said;
    }

    private static Instant moment(String timestamp) {
        try {
            return LocalDateTime.parse(timestamp, TIMESTAMP).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException other) {
            return null;
        }
    }
}
