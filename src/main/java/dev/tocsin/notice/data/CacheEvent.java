package dev.tocsin.notice.data;

import java.util.ArrayList;
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
import dev.tocsin.notice.Labels;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;

/**
 * Caches of ElastiCache and clusters of MemoryDB: an object with a single member, its name the event and its value the
 * cluster ({@code {"ElastiCache:FailoverComplete": "sessions"}}), and EventBridge for serverless caches. See Amazon
 * ElastiCache User Guide, "Event Notifications and Amazon SNS".
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class CacheEvent implements Interpreter {

    private static final int MOST_MEMBERS = 3;
    private static final int LONGEST_EVENT = 120;

    /** Both spellings are AWS's own. */
    private static final Map<String, String> SERVICES = Map.of("ElastiCache:", "ElastiCache", "Elasticache:", "ElastiCache",
            "MemoryDB:", "MemoryDB");

    private static final List<String> EVENTBRIDGE_TYPES = List.of("Cache ", "Snapshot ");

    private static final List<String> CACHE_TYPES = List.of("cache", "replication-group");

    private static final Map<String, Severity> SEVERITIES = Map.ofEntries(
            Map.entry("FailoverComplete", Severity.MEDIUM),
            Map.entry("CacheNodesRebooted", Severity.MEDIUM),
            Map.entry("CacheNodeReplaceStarted", Severity.MEDIUM),
            Map.entry("NodeReplacementScheduled", Severity.MEDIUM),
            Map.entry("NodeReplacementRescheduled", Severity.MEDIUM),
            Map.entry("NodeReplacementCanceled", Severity.INFO),
            Map.entry("DeleteCacheClusterComplete", Severity.MEDIUM),
            Map.entry("DeleteReplicationGroupComplete", Severity.MEDIUM),
            Map.entry("CacheClusterSecurityGroupModified", Severity.LOW),
            Map.entry("CacheClusterParametersChanged", Severity.INFO),
            Map.entry("ServiceUpdateAvailableForNode", Severity.LOW),
            Map.entry("ServiceUpdateAvailable", Severity.LOW));

    /** What the guide says about events whose names do not say it. */
    private static final Map<String, String> MEANINGS = Map.of(
            "FailoverComplete", "A replica was promoted to primary. Clients reconnect; writes of the last moments may be lost.",
            "CacheNodeReplaceStarted", "A node is degraded or unreachable, and its replacement has begun.",
            "CacheNodeReplaceComplete", "A replaced node serves again.",
            "NodeReplacementScheduled", "A node is to be replaced in the window that is given.",
            "CacheNodesRebooted", "Nodes were rebooted; what was in their memory is gone unless it was persisted.",
            "AddCacheNodeFailed", "There are not enough free IP addresses in the subnets.",
            "CacheClusterRestoreFailed", "The snapshot could not be read: it may be gone, inaccessible or of another format.");

    @Override
    public Optional<Notice> interpret(Reading reading) {
        Optional<Event> event = reading.event()
                .filter(e -> e.isFrom("aws.elasticache") && EVENTBRIDGE_TYPES.stream().anyMatch(e.type()::startsWith));
        if (event.isPresent()) {
            return event.map(CacheEvent::notice);
        }
        return reading.json().isObject() ? inObject(reading) : inText(reading);
    }

    private static Optional<Notice> inObject(Reading reading) {
        if (isDescribed(reading.json())) {
            return Optional.of(described(reading, reading.json()));
        }
        if (reading.json().node().size() > MOST_MEMBERS) {
            return Optional.empty();
        }
        List<String> events = new ArrayList<>();
        reading.json().forEachMember((name, value) -> service(name).ifPresent(service -> events.add(name)));
        return events.stream().findFirst()
                .map(name -> notice(reading, name, reading.json().at(name).words().orElse("")));
    }

    /** An event as the API describes it, which some topics get as well. */
    private static boolean isDescribed(Json json) {
        return json.at("SourceIdentifier").text().isPresent() && json.at("Message").text().isPresent()
                && json.at("SourceType").text().filter(type -> CACHE_TYPES.stream().anyMatch(type::contains)).isPresent();
    }

    private static Notice described(Reading reading, Json json) {
        String name = json.at("SourceIdentifier").text().orElse("");
        Headline headline = Headline.of(json.at("Message").text().orElse(""));
        Optional<TopicArn> topic = TopicArn.parse(reading.message().topicArn());
        String region = topic.map(TopicArn::region).orElse(null);
        return Notice.of("elasticache", OutcomeWords.of(headline.words()).orElse(Severity.INFO),
                "ElastiCache " + name + ": " + headline.words())
                .region(region)
                .account(topic.map(TopicArn::account).orElse(null))
                .occurredAt(json.at("Date").moment().orElse(null))
                .titleLink(page(region, "ElastiCache").orElse(null))
                .resource(name)
                .correlationKey("elasticache/" + topic.map(TopicArn::account).orElse("") + "/" + region + "/" + name)
                .text(headline.rest().orElse(null))
                .fact("Kind", json.at("SourceType").textOrNull())
                .build();
    }

    /** The form of the guide's table: the event, a colon or a space, and the cluster. */
    private static Optional<Notice> inText(Reading reading) {
        String text = reading.text();
        if (text.length() > 1000 || service(text).isEmpty()) {
            return Optional.empty();
        }
        String line = text.strip();
        int end = line.indexOf(' ') < 0 ? line.length() : line.indexOf(' ');
        String rest = line.substring(end).strip();
        return Optional.of(notice(reading, line.substring(0, end), rest.startsWith(":") ? rest.substring(1).strip() : rest));
    }

    private static Notice notice(Reading reading, String member, String about) {
        String service = service(member).orElseThrow();
        String event = member.substring(member.indexOf(':') + 1).strip();
        String name = Cut.end(event, LONGEST_EVENT);
        Optional<TopicArn> topic = TopicArn.parse(reading.message().topicArn());
        String region = topic.map(TopicArn::region).orElse(null);
        String account = topic.map(TopicArn::account).orElse(null);
        // A longer value tells more than a name: when and why a node is replaced
        boolean isName = about.indexOf(' ') < 0 && about.length() <= 100;
        String what = service + (isName && !about.isEmpty() ? " " + about : "") + ": " + Labels.of(name);
        String cluster = isName ? about : "";
        Notice.Builder notice = Notice.of("elasticache", severity(event), what)
                .region(region)
                .account(account)
                .titleLink(page(region, service).orElse(null))
                .text(isName ? MEANINGS.get(event) : about);
        if (!cluster.isEmpty()) {
            String arn = "arn:" + Partition.ofRegion(region).map(Partition::id).orElse("aws") + ":"
                    + service.toLowerCase(Locale.ROOT) + ":" + region + ":" + account + ":cluster:" + cluster;
            notice.resource(arn).correlationKey(arn);
        }
        return notice.build();
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        String name = detail.at("SourceIdentifier").text()
                .or(() -> event.resources().stream().findFirst().map(ResourceName::last))
                .map(id -> " " + id).orElse("");
        Severity severity = severity(event.type().replace(" ", ""));
        return event.notice("elasticache", severity, "ElastiCache" + name + ": " + event.type())
                .text(detail.at("Message").textOrNull())
                .fact("Kind", detail.at("SourceType").textOrNull())
                .fact("Category", detail.at("EventCategories").items().stream().map(Json::text).flatMap(Optional::stream)
                        .findFirst().orElse(null))
                .build();
    }

    private static Severity severity(String event) {
        Severity known = SEVERITIES.get(event);
        if (known != null) {
            return known;
        }
        if (event.contains("Failed") || event.contains("Incompatible")) {
            return Severity.HIGH;
        }
        if (event.contains("Approaching") || event.contains("Deleted")) {
            return Severity.MEDIUM;
        }
        return event.endsWith("Complete") || event.endsWith("Created") ? Severity.GOOD : Severity.INFO;
    }

    private static Optional<String> service(String name) {
        return SERVICES.entrySet().stream().filter(entry -> name.startsWith(entry.getKey()))
                .filter(entry -> beginsName(name, entry.getKey().length())).map(Map.Entry::getValue)
                .findFirst();
    }

    /** Event names are words in one: what people write after a colon begins with a space. */
    private static boolean beginsName(String name, int place) {
        return name.length() > place + 2 && Character.isUpperCase(name.charAt(place))
                && Character.isLetter(name.charAt(place + 1));
    }

    private static Optional<String> page(String region, String service) {
        return ConsoleLinks.service(region, service.toLowerCase(Locale.ROOT));
    }
}
