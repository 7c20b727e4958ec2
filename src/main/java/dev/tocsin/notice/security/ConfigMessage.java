package dev.tocsin.notice.security;

import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.TextNode;

import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.aws.Partition;
import dev.tocsin.aws.TopicArn;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;

/**
 * A message of AWS Config, whichever way it came: what Config publishes to its own topic is word for word the detail
 * of the event.
 *
 * @param body the members that both ways have
 * @param kind the {@code messageType}
 * @param topicArn the topic that it came through, which is in the Region of the recorder
 */
record ConfigMessage(Json body, String kind, Optional<Event> event, String topicArn) {

    private static final Map<String, String> KINDS = Map.of(
            "Config Rules Compliance Change", "ComplianceChangeNotification",
            "Config Configuration Item Change", "ConfigurationItemChangeNotification",
            "Config Rules Re-evaluation Status", "ConfigRulesEvaluationStarted",
            "Config Configuration Snapshot Delivery Status", "ConfigurationSnapshotDelivery",
            "Config Configuration History Delivery Status", "ConfigurationHistoryDelivery");

    /** How the message begins in which Config wraps a change for mails, with the JSON at its end. */
    private static final String WRAPPED = "View the Timeline for this Resource";
    private static final String KEY_ROOT = "AWSLogs/";

    static Optional<ConfigMessage> in(Reading reading) {
        Optional<Event> event = reading.event();
        if (event.isPresent()) {
            return event.filter(found -> found.isFrom("aws.config")).flatMap(found -> kind(found)
                    .map(kind -> new ConfigMessage(found.detail(), kind, event, reading.message().topicArn())));
        }
        Json json = reading.json().isObject() ? reading.json() : wrapped(reading.text());
        boolean fromConfig = json.has("recordVersion") || json.has("configurationItem") || json.has("configRuleName");
        return json.at("messageType").text().filter(kind -> fromConfig)
                .map(kind -> new ConfigMessage(json, kind, event, reading.message().topicArn()));
    }

    /** A notice with what all kinds have. */
    Notice.Builder notice(String family, Severity severity, String title) {
        Notice.Builder notice = event.map(found -> found.notice(family, severity, title))
                .orElseGet(() -> Notice.of(family, severity, title));
        return notice.region(region())
                .account(account())
                .titleLink(ConsoleLinks.page(region(), "config/home#/dashboard").orElse(null))
                .occurredAt(event.flatMap(Event::time).or(() -> body.at("notificationCreationTime").moment())
                        .or(() -> body.at("NotificationCreateTime").moment()).orElse(null));
    }

    String region() {
        return body.at("awsRegion").text().or(() -> item().at("awsRegion").text()).or(() -> event.flatMap(Event::region))
                .or(() -> ofKey(2)).filter(region -> Partition.ofRegion(region).isPresent())
                .or(() -> TopicArn.parse(topicArn).map(TopicArn::region)).orElse(null);
    }

    String account() {
        return body.at("awsAccountId").text().or(() -> item().at("awsAccountId").text()).or(() -> item().at("accountId").text())
                .or(() -> event.flatMap(Event::account)).or(() -> ofKey(0)).filter(Json::isAccount).orElse(null);
    }

    /** The resource that a change is about; old messages have it in an array, oversized ones only in short. */
    Json item() {
        Json item = body.at("configurationItem").isEmpty() ? body.at("configurationItemSummary") : body.at("configurationItem");
        return item.items().isEmpty() ? item : item.items().get(0);
    }

    /** The timeline of a resource, as in Config's own mails. The console leaves the colons of the type as they are. */
    Optional<String> timeline(String type, String id) {
        return ConsoleLinks.page(region(), "config/home#/timeline/" + ConsoleLinks.encode(type).replace("%3A", ":") + "/"
                + ConsoleLinks.encode(id));
    }

    /** An object of Config in S3 has account and Region in its key: {@code AWSLogs/210987654321/Config/eu-west-1/…}. */
    private Optional<String> ofKey(int part) {
        return body.at("s3ObjectKey").text().filter(key -> key.indexOf(KEY_ROOT) >= 0).map(key -> {
            String[] parts = key.substring(key.indexOf(KEY_ROOT) + KEY_ROOT.length()).split("/", part + 2);
            return parts.length > part ? parts[part] : "";
        });
    }

    private static Optional<String> kind(Event event) {
        return event.detail().at("messageType").text().or(() -> Optional.ofNullable(KINDS.get(event.type())));
    }

    private static Json wrapped(String text) {
        int begin = text.startsWith(WRAPPED) ? text.indexOf('{') : -1;
        int end = text.lastIndexOf('}');
        return begin >= 0 && begin < end
                ? new Json(TextNode.valueOf(text.substring(begin, end + 1))).opened()
                : new Json(null);
    }
}
