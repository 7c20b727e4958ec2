package dev.tocsin.notice.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.Arn;
import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.aws.Partition;
import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;

/**
 * What happens to databases of RDS and Aurora, and of DocumentDB and Neptune, which report as RDS: event subscriptions and
 * EventBridge. See Amazon RDS User Guide, "Amazon RDS event categories and event messages".
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class RdsEvent implements Interpreter {

    private static final String GUIDE = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.Messages.html";
    private static final int MOST_TAGS = 5;
    private static final int LONGEST_TAG = 80;

    private static final Map<String, String> IN_SHORT = Map.of(
            "RDS-EVENT-0007", "storage is exhausted",
            "RDS-EVENT-0089", "storage is low",
            "RDS-EVENT-0221", "storage is full, the database has been shut down",
            "RDS-EVENT-0222", "storage is low",
            "RDS-EVENT-0227", "storage of the cluster is dangerously low",
            "RDS-EVENT-0330", "storage of the transaction log is low",
            "RDS-EVENT-0331", "storage of the transaction log is low",
            "RDS-EVENT-0418", "the KMS key cannot be used",
            "RDS-EVENT-0419", "the KMS key cannot be used, the database becomes inaccessible",
            "RDS-EVENT-0243", "not enough IP addresses for its capacity");

    /**
     * A kind of thing that RDS reports about.
     *
     * @param type as event subscriptions name it
     * @param arnPrefix what its ARNs' resources begin with
     */
    private record Kind(String type, String words, String arnPrefix) {
    }

    private static final List<Kind> KINDS = List.of(
            new Kind("db-instance", "instance", "db"),
            new Kind("db-cluster", "cluster", "cluster"),
            new Kind("db-snapshot", "snapshot", "snapshot"),
            new Kind("db-cluster-snapshot", "cluster snapshot", "cluster-snapshot"),
            new Kind("db-parameter-group", "parameter group", "pg"),
            new Kind("db-security-group", "security group", "secgrp"),
            new Kind("db-proxy", "proxy", "db-proxy"),
            new Kind("db-shard-group", "shard group", "shard-group"),
            new Kind("blue-green-deployment", "blue/green deployment", "deployment"),
            new Kind("custom-engine-version", "custom engine version", "cev"),
            new Kind("zero-etl", "zero-ETL integration", "integration"));

    @Override
    public Optional<Notice> interpret(Reading reading) {
        Optional<Event> event = reading.event().filter(RdsEvent::isOfRds);
        if (event.isPresent()) {
            return event.map(RdsEvent::notice);
        }
        return SubscriptionEvent.in(reading, "RDS-EVENT-").map(RdsEvent::notice);
    }

    private static boolean isOfRds(Event event) {
        return event.isFrom("aws.rds") && event.type().startsWith("RDS ") && event.type().endsWith(" Event");
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        Kind kind = kind(
                event.type().substring("RDS ".length(), Math.max("RDS ".length(), event.type().length() - " Event".length())));
        Optional<String> arn = detail.at("SourceArn").text().or(() -> event.resources().stream().findFirst());
        String name = name(kind, arn, detail.at("SourceIdentifier").text());
        List<String> categories = categories(detail.at("EventCategories"));
        String id = detail.at("EventID").text().orElse("");
        Headline headline = headline(detail.at("Message"), id, categories, event.type());
        Notice.Builder notice = event
                .notice("rds", RdsSeverity.of(id, categories, headline.words()), title(kind, name, headline))
                .occurredAt(detail.at("Date").moment().or(event::time).orElse(null))
                .resource(arn.orElse(name))
                .titleLink(page(event.region().orElse(null), kind, name).orElse(null));
        return complete(notice, arn.orElse(name), headline, categories, id, detail.at("Tags"));
    }

    private static Notice notice(SubscriptionEvent event) {
        Kind kind = kind(event.sourceType());
        String region = event.region().orElse(null);
        String name = name(kind, event.sourceArn().map(Arn::toString), event.sourceId());
        String arn = event.sourceArn().map(Arn::toString).orElseGet(() -> arn(region, event.account().orElse(""), kind, name));
        List<String> categories = categories(event.json().at("Event Categories"));
        Headline headline = headline(event.json().at("Event Message"), event.id(), categories, event.id());
        Notice.Builder notice = Notice
                .of("rds", RdsSeverity.of(event.id(), categories, headline.words()), title(kind, name, headline))
                .region(region)
                .account(event.account().orElse(null))
                .occurredAt(event.time().orElse(null))
                .resource(arn)
                .titleLink(page(region, kind, name).orElse(null));
        return complete(notice, arn, headline, categories, event.id(), event.json().at("Tags"));
    }

    private static Notice complete(Notice.Builder notice, String resource, Headline headline, List<String> categories,
            String id,
            Json tags) {
        Severity severity = RdsSeverity.of(id, categories, headline.words());
        Optional<RdsMatter> matter = RdsMatter.of(id).filter(found -> !resource.isEmpty());
        return notice.correlationKey(resource + matter.map(found -> "/" + found.name()).orElse(""))
                .standing(matter.map(RdsMatter::standing))
                .text(headline.rest().orElse(null))
                .fact("Category", String.join(", ", categories))
                .fact("Event", id)
                .fact("Tags", tags(tags))
                .link("What the event means", severity.compareTo(Severity.MEDIUM) <= 0 ? GUIDE : null)
                .build();
    }

    private static Kind kind(String type) {
        String normal = type.toLowerCase(Locale.ROOT).replace(' ', '-');
        return KINDS.stream().filter(kind -> kind.type().equals(normal)).findFirst()
                .orElseGet(() -> new Kind(normal, normal.replace('-', ' ').strip(), ""));
    }

    /** The ARN has the plain name of all but proxies and deployments, whose ARNs have a random one. */
    private static String name(Kind kind, Optional<String> arn, Optional<String> id) {
        Optional<String> inArn = arn.flatMap(Arn::parse).map(Arn::resource)
                .filter(resource -> !kind.arnPrefix().isEmpty() && resource.startsWith(kind.arnPrefix() + ":"))
                .map(resource -> resource.substring(kind.arnPrefix().length() + 1));
        boolean isNamedByArn = List.of("db", "cluster", "snapshot", "cluster-snapshot", "pg").contains(kind.arnPrefix());
        return (isNamedByArn ? inArn.or(() -> id) : id.or(() -> inArn)).orElse("");
    }

    private static String arn(String region, String account, Kind kind, String name) {
        String partition = Partition.ofRegion(region).map(Partition::id).orElse("aws");
        String type = kind.arnPrefix().isEmpty() ? kind.type() : kind.arnPrefix();
        return "arn:" + partition + ":rds:" + region + ":" + account + ":" + type + ":" + name;
    }

    /** Of some long messages a few words say in a title what matters; the others begin with it. */
    private static Headline headline(Json message, String id, List<String> categories, String otherwise) {
        Optional<String> text = message.text();
        String known = IN_SHORT.get(id);
        return text.isEmpty() ? Headline.of(categories.isEmpty() ? otherwise : categories.get(0))
                : known != null ? new Headline(known, text) : Headline.of(text.get());
    }

    private static String title(Kind kind, String name, Headline headline) {
        return ("RDS " + kind.words() + " " + name).strip() + ": " + headline.words();
    }

    private static List<String> categories(Json categories) {
        return categories.items().stream().map(Json::text).flatMap(Optional::stream).limit(MOST_TAGS).toList();
    }

    private static String tags(Json tags) {
        List<String> pairs = new ArrayList<>();
        tags.forEachMember((name, value) -> value.words().filter(words -> pairs.size() < MOST_TAGS)
                .ifPresent(words -> pairs.add(Cut.end(name + "=" + words, LONGEST_TAG))));
        return String.join(", ", pairs);
    }

    private static Optional<String> page(String region, Kind kind, String name) {
        String place = switch (kind.type()) {
            case "db-instance" -> "#database:id=" + ConsoleLinks.encode(name) + ";is-cluster=false";
            case "db-cluster" -> "#database:id=" + ConsoleLinks.encode(name) + ";is-cluster=true";
            case "db-snapshot", "db-cluster-snapshot" -> "#snapshots-list:";
            case "db-parameter-group" -> "#parameter-groups:";
            case "db-proxy" -> "#proxies:";
            case "blue-green-deployment" -> "#databases:";
            default -> "";
        };
        return ConsoleLinks.page(region, "rds/home" + place);
    }
}
