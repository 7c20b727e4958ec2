package dev.tocsin.notice.monitoring;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Listed;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.SeverityWords;
import dev.tocsin.notice.Standing;
import dev.tocsin.notice.Text;

/**
 * An insight of Amazon DevOps Guru that opened, grew, got advice or closed: as an event, and as DevOps Guru publishes it
 * itself, with the same members in capitals (Amazon DevOps Guru User Guide, "Working with Amazon EventBridge").
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class DevOpsGuruInsight implements Interpreter {

    private static final Map<String, String> TYPES = Map.of(
            "DevOps Guru New Insight Open", "NEW_INSIGHT",
            "DevOps Guru New Anomaly Association", "NEW_ASSOCIATION",
            "DevOps Guru Insight Severity Upgraded", "SEVERITY_UPGRADED",
            "DevOps Guru New Recommendation Created", "NEW_RECOMMENDATION",
            "DevOps Guru Insight Closed", "CLOSED_INSIGHT");
    private static final int MOST_METRICS = 5;
    private static final int MOST_RECOMMENDATIONS = 3;
    private static final int MOST_STACKS = 5;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        if (reading.event().isPresent()) {
            return reading.event().filter(event -> event.isFrom("aws.devops-guru") && TYPES.containsKey(event.type()))
                    .map(event -> notice(event.detail(), TYPES.get(event.type()), event.region().orElse(null),
                            event.account().orElse(null)).occurredAt(event.time().orElse(null)).build());
        }
        Json json = reading.json();
        Optional<String> type = json.at("MessageType").text().filter(TYPES::containsValue);
        return json.at("InsightId").text().isPresent() && json.at("InsightType").text().isPresent()
                ? type.map(message -> notice(json, message, json.at("Region").textOrNull(),
                        json.at("AccountId").text().filter(Json::isAccount).orElse(null))
                        .occurredAt(began(json, message).orElse(null)).build())
                : Optional.empty();
    }

    private static Notice.Builder notice(Json insight, String message, String region, String account) {
        Optional<String> id = member(insight, "insightId").text();
        String type = member(insight, "insightType").text().orElse("REACTIVE");
        Optional<String> name = member(insight, "insightDescription").text().or(() -> member(insight, "insightName").text());
        Optional<String> severity = member(insight, "insightSeverity").text().map(text -> text.toUpperCase(Locale.ROOT));
        Notice.Builder notice = Notice
                .of("devops-guru", severity(message, severity),
                        "DevOps Guru: " + happened(message, severity) + name.map(text -> ": " + text).orElse(""))
                .region(region)
                .account(account)
                .resource(id.orElse(null))
                .correlationKey(id.map(text -> "devops-guru/" + text).orElse(null))
                .standing(standing(message).filter(known -> id.isPresent()))
                .titleLink(page(region, type, id).orElse(null));
        recommendations(insight, notice);
        List<String> metrics = metrics(insight);
        return notice.fact("Severity", severity.orElse(null))
                .fact("Type", type.equals("PROACTIVE") ? "Proactive: it may become a problem" : "Reactive: it is happening")
                .fact(metrics.size() == 1 ? "Metric" : "Metrics", Listed.first(MOST_METRICS, metrics))
                .fact("Stacks", stacks(insight))
                .fact("Began", member(insight, "startTime").moment().orElse(null))
                .fact("Ended", member(insight, "endTime").moment().orElse(null));
    }

    private static String happened(String message, Optional<String> severity) {
        return switch (message) {
            case "NEW_INSIGHT" -> "new insight";
            case "SEVERITY_UPGRADED" -> "insight now " + severity.orElse("more severe");
            case "NEW_ASSOCIATION" -> "one more anomaly";
            case "NEW_RECOMMENDATION" -> "recommendation";
            default -> "insight CLOSED";
        };
    }

    /** Advice may come when all is over. */
    private static Optional<Standing> standing(String message) {
        return switch (message) {
            case "CLOSED_INSIGHT" -> Optional.of(Standing.over("CLOSED"));
            case "NEW_RECOMMENDATION" -> Optional.empty();
            default -> Optional.of(Standing.open("ONGOING"));
        };
    }

    private static Severity severity(String message, Optional<String> severity) {
        return switch (message) {
            case "CLOSED_INSIGHT" -> Severity.GOOD;
            case "NEW_RECOMMENDATION" -> Severity.INFO;
            default -> severity.flatMap(SeverityWords::in).orElse(Severity.MEDIUM);
        };
    }

    private static Optional<String> page(String region, String type, Optional<String> id) {
        return id.map(text -> ConsoleLinks.page(region, "devops-guru/#/insight/"
                + (type.equals("PROACTIVE") ? "proactive/" : "reactive/") + ConsoleLinks.encode(text)))
                .orElseGet(() -> ConsoleLinks.service(region, "devops-guru"));
    }

    private static void recommendations(Json insight, Notice.Builder notice) {
        List<Text> advice = new ArrayList<>();
        for (Json recommendation : member(insight, "recommendations").items()) {
            if (advice.size() == MOST_RECOMMENDATIONS) {
                break;
            }
            member(recommendation, "name").text().ifPresent(name -> {
                advice.add(new Text.Plain(name + member(recommendation, "reason").text()
                        .or(() -> member(recommendation, "description").text()).map(text -> ": " + text).orElse("")));
                notice.link("How to resolve" + (advice.size() > 1 ? " (" + advice.size() + ")" : ""),
                        member(recommendation, "link").textOrNull());
            });
        }
        if (!advice.isEmpty()) {
            notice.text(new Text.Bullets(advice));
        }
    }

    private static List<String> metrics(Json insight) {
        List<String> metrics = new ArrayList<>();
        for (Json anomaly : member(insight, "anomalies").items()) {
            for (Json source : member(anomaly, "sourceDetails").items()) {
                Json metric = member(source, "dataIdentifiers");
                metric.at("name").text().filter(name -> metrics.size() < 50).map(name -> name
                        + metric.at("namespace").text().map(namespace -> " (" + namespace + ")").orElse(""))
                        .filter(text -> !metrics.contains(text)).ifPresent(metrics::add);
            }
        }
        return metrics;
    }

    private static String stacks(Json insight) {
        List<String> names = new ArrayList<>();
        member(member(member(insight, "resourceCollection"), "cloudFormation"), "stackNames").items()
                .forEach(name -> name.text().ifPresent(names::add));
        return Listed.first(MOST_STACKS, names);
    }

    /** When it happened, where no event tells; of what came to an insight later, nothing does. */
    private static Optional<Instant> began(Json json, String message) {
        return switch (message) {
            case "CLOSED_INSIGHT" -> json.at("EndTime").moment();
            case "NEW_INSIGHT" -> json.at("StartTime").moment();
            default -> Optional.empty();
        };
    }

    /** The same member begins with a small letter in events and with a capital in messages. */
    private static Json member(Json json, String name) {
        return json.has(name) ? json.at(name) : json.at(Character.toUpperCase(name.charAt(0)) + name.substring(1));
    }
}
