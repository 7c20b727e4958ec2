package dev.tocsin.notice.data;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.Arn;
import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.aws.Partition;
import dev.tocsin.aws.TopicArn;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;

/**
 * Clusters and snapshots of Redshift by event subscription, workgroups of Redshift Serverless and zero-ETL integrations by
 * EventBridge. See Amazon Redshift Management Guide, "Amazon Redshift provisioned cluster event notifications", "Amazon
 * Redshift Serverless event notifications with Amazon EventBridge" and "Zero-ETL integration event notifications with Amazon
 * EventBridge".
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class RedshiftEvent implements Interpreter {

    private static final String SUBJECT = "[Amazon Redshift ";
    private static final String SUBJECT_END = "] - ";
    private static final String TEST = "Successfully sent a test message to topic ";

    @Override
    public Optional<Notice> interpret(Reading reading) {
        Optional<Event> event = reading.event().filter(RedshiftEvent::isOfRedshift);
        if (event.isPresent()) {
            return event.map(RedshiftEvent::notice);
        }
        return SubscriptionEvent.in(reading, "REDSHIFT-EVENT-").map(found -> notice(found, reading))
                .or(() -> isTest(reading) ? Optional.of(test(reading)) : Optional.empty());
    }

    private static boolean isOfRedshift(Event event) {
        return event.type().startsWith("Redshift ")
                && (event.isFrom("aws.redshift") || event.isFrom("aws.redshift-serverless"));
    }

    private static Notice notice(SubscriptionEvent event, Reading reading) {
        Json json = event.json();
        String type = event.sourceType().replace("cluster-", "");
        String name = event.sourceId().orElse("");
        String region = event.region().orElse(null);
        String account = event.account().orElse(null);
        String partition = Partition.ofRegion(region).map(Partition::id).orElse("aws");
        String arn = "arn:" + partition + ":redshift:" + region + ":" + account + ":" + type.replace("-", "") + ":" + name;
        Headline headline = Headline.of(event.words().orElse(event.id()));
        String what = subject(reading).orElse(headline.words());
        String page = "cluster".equals(type) && !name.isEmpty()
                ? "redshiftv2/home#cluster-details?cluster=" + ConsoleLinks.encode(name)
                : "redshiftv2/home";
        return Notice.of("redshift", severity(json.at("Severity"), what), title(type.replace('-', ' '), name, what))
                .region(region)
                .account(account)
                .occurredAt(event.time().orElse(null))
                .resource(arn)
                .correlationKey(arn)
                .titleLink(ConsoleLinks.page(region, page).orElse(null))
                .text(what.equals(headline.words()) ? headline.rest().orElse(null) : event.words().orElse(null))
                .fact("Category", json.at("Category").items().stream().map(Json::text).flatMap(Optional::stream).limit(5)
                        .collect(Collectors.joining(", ")))
                .fact("Event", event.id())
                .build();
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        boolean isServerless = event.isFrom("aws.redshift-serverless");
        String family = isServerless ? "Serverless " : "";
        String kind = event.type().contains("Integration") ? "zero-ETL integration" : "workgroup";
        Optional<String> arn = event.resources().stream().findFirst();
        String name = first(detail, "integrationName", "workgroupName", "SourceIdentifier", "sourceIdentifier")
                .or(() -> arn.map(ResourceName::last)).orElse("");
        Optional<String> status = first(detail, "integrationStatus", "status");
        String category = event.type().substring("Redshift ".length()).replace("Serverless ", "").replace("Integration ", "");
        Headline headline = Headline.of(first(detail, "eventDescription", "Message", "message", "description")
                .orElse(category), category);
        String what = status.orElse(headline.words());
        Json severity = detail.at(detail.has("severity") ? "severity" : "Severity");
        Severity level = severity(severity, what);
        return event.notice("redshift", level, title(family + kind, name, what))
                .titleLink(ConsoleLinks.page(event.region().orElse(null), "redshiftv2/home").orElse(null))
                .text(status.isPresent()
                        ? first(detail, "eventDescription", "Message", "message").orElse(null)
                        : headline.rest().orElse(null))
                .fact("Category", category.equals(what) ? null : category)
                .fact("Source", first(detail, "sourceArn").map(ResourceName::of).orElse(null))
                .fact("Destination", first(detail, "destinationArn").map(ResourceName::of).orElse(null))
                .fact("Status code", first(detail, "statusCode").filter(code -> !code.equals(what)).orElse(null))
                .fact("Event", first(detail, "EventID", "eventId").orElse(null))
                .build();
    }

    private static String title(String kind, String name, String what) {
        return ("Redshift " + kind).strip() + (name.isEmpty() ? "" : " " + name) + ": " + what;
    }

    /** AWS knows INFO, WARNING and ERROR; an INFO that says that something is done is good news. */
    private static Severity severity(Json severity, String what) {
        return switch (severity.text().map(word -> word.toUpperCase(Locale.ROOT)).orElse("")) {
            case "ERROR" -> Severity.HIGH;
            case "WARNING" -> Severity.MEDIUM;
            case "INFO" -> OutcomeWords.of(what).filter(outcome -> outcome == Severity.GOOD).orElse(Severity.INFO);
            default -> OutcomeWords.of(what).orElse(Severity.INFO);
        };
    }

    /** What {@code [Amazon Redshift INFO] - Maintenance Completed} says after the hyphen. */
    private static Optional<String> subject(Reading reading) {
        return reading.subject().filter(subject -> subject.startsWith(SUBJECT) && subject.contains(SUBJECT_END))
                .map(subject -> subject.substring(subject.indexOf(SUBJECT_END) + SUBJECT_END.length()).strip())
                .filter(words -> !words.isEmpty());
    }

    private static boolean isTest(Reading reading) {
        return subject(reading).isPresent() && reading.text().startsWith(TEST);
    }

    private static Notice test(Reading reading) {
        Optional<TopicArn> topic = TopicArn.parse(reading.message().topicArn());
        return Notice.of("redshift", Severity.INFO, "Redshift test message")
                .region(topic.map(TopicArn::region).orElse(null))
                .account(topic.map(TopicArn::account).orElse(null))
                .titleLink(topic.map(TopicArn::region).flatMap(region -> ConsoleLinks.page(region, "redshiftv2/home"))
                        .orElse(null))
                .text(Arn.parse(reading.text().substring(TEST.length()).strip()).map(Arn::resource)
                        .map(name -> "An event subscription of Redshift reaches the topic " + name + ".")
                        .orElse("An event subscription of Redshift reaches this topic."))
                .build();
    }

    private static Optional<String> first(Json json, String... members) {
        for (String member : members) {
            Optional<String> words = json.at(member).text();
            if (words.isPresent()) {
                return words;
            }
        }
        return Optional.empty();
    }
}
