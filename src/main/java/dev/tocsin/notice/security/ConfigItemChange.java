package dev.tocsin.notice.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Text;

/**
 * AWS Config recorded that a resource was created, changed or deleted, and what changed in it. Where the record is
 * too large for a message, Config sends a summary and the place of the whole in S3.
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class ConfigItemChange implements Interpreter {

    private static final String DELIVERY_FAILED = "OversizedConfigurationItemChangeDeliveryFailed";
    private static final List<String> KINDS = List.of("ConfigurationItemChangeNotification",
            "OversizedConfigurationItemChangeNotification", DELIVERY_FAILED);
    /** Variables of an environment have the name in one member and the value in another. */
    private static final List<String> NAMES = List.of("name", "Name", "key", "Key");
    private static final int MOST_CHANGES = 8;
    private static final int MOST_MEMBERS = 4;
    private static final int LONGEST_VALUE = 80;
    private static final int LONGEST_NAME = 120;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return ConfigMessage.in(reading).filter(message -> KINDS.contains(message.kind())).map(ConfigItemChange::notice);
    }

    private static Notice notice(ConfigMessage message) {
        Json item = message.item();
        Json diff = message.body().at("configurationItemDiff");
        String type = item.at("resourceType").text().orElse("resource");
        Optional<String> id = item.at("resourceId").text();
        Optional<String> name = item.at("resourceName").text().filter(called -> !id.equals(Optional.of(called)));
        String change = diff.at("changeType").text().or(() -> item.at("changeType").text()).orElse("CHANGED");
        String resource = item.at("ARN").text().or(() -> item.at("arn").text()).or(() -> id).orElse(null);
        Json delivery = message.body().at("s3DeliverySummary");
        boolean failed = DELIVERY_FAILED.equals(message.kind());
        Notice.Builder notice = message.notice("config-item-change", severity(change, failed),
                "Config: " + Readable.type(type) + " " + name.or(() -> id).map(Readable::resource).orElse("")
                        + ": " + state(item, change))
                .titleLink(id.flatMap(of -> message.timeline(type, of)).orElse(null))
                .resource(resource)
                .correlationKey(resource == null ? null : "config-item/" + resource);
        List<Text> changes = changes(diff.at("changedProperties"));
        if (!changes.isEmpty()) {
            notice.text(new Text.Bullets(changes));
        }
        return notice
                .text(failed ? "The record is too large for a message, and Config could not deliver it to S3 either." : null)
                .text(Readable.sentence(delivery.at("errorMessage")))
                .fact("ID", name.isPresent() ? id.map(Readable::resource).orElse(null) : null)
                .fact("Error", delivery.at("errorCode").textOrNull())
                .fact("Status", item.at("configurationItemStatus").text().filter(status -> !"OK".equals(status)).orElse(null))
                .fact("Availability Zone", item.at("availabilityZone").text()
                        .filter(zone -> !List.of("Not Applicable", "Regional", "Multiple Availability Zones").contains(zone))
                        .orElse(null))
                .fact("Recorded", item.at("configurationItemCaptureTime").moment().orElse(null))
                .fact("Whole record in S3",
                        delivery.at("s3BucketLocation").text().map(key -> Cut.middle(key, 200)).orElse(null))
                .build();
    }

    private static Severity severity(String change, boolean failed) {
        if (failed) {
            return Severity.MEDIUM;
        }
        return "DELETE".equals(change) ? Severity.LOW : Severity.INFO;
    }

    private static String state(Json item, String change) {
        return switch (change) {
            case "CREATE" -> "CREATED";
            case "UPDATE" -> "UPDATED";
            case "DELETE" -> "DELETED";
            case "NONE" -> item.at("configurationItemStatus").text().orElse("recorded without a change");
            default -> change;
        };
    }

    private static List<Text> changes(Json properties) {
        List<Text> lines = new ArrayList<>();
        int all = properties.node().size();
        properties.forEachMember((name, change) -> {
            if (lines.size() < MOST_CHANGES) {
                lines.add(new Text.Plain(name(name) + ": " + change(name, change)));
            }
        });
        if (all > lines.size()) {
            lines.add(new Text.Plain("… and " + (all - lines.size()) + " more"));
        }
        return lines;
    }

    /** Most paths begin with a word that says nothing. */
    private static String name(String path) {
        String prefix = "Configuration.";
        return Cut.middle(path.startsWith(prefix) ? path.substring(prefix.length()) : path, LONGEST_NAME);
    }

    /** A password may be a property too: of such only that it changed. */
    private static String change(String name, Json change) {
        String kind = switch (change.at("changeType").text().orElse("")) {
            case "CREATE" -> "new";
            case "DELETE" -> "removed";
            default -> "changed";
        };
        Optional<String> before = value(change.at("previousValue"));
        Optional<String> after = value(change.at("updatedValue"));
        if (change.isSecretNamed(name)) {
            return kind;
        }
        if (before.isPresent() && after.isPresent()) {
            return before.get() + " → " + after.get();
        }
        return after.map(now -> kind + ", " + now).or(() -> before.map(old -> kind + ", was " + old)).orElse(kind);
    }

    private static Optional<String> value(Json value) {
        if (value.isObject()
                && NAMES.stream().anyMatch(name -> value.at(name).text().filter(value::isSecretNamed).isPresent())) {
            return Optional.empty();
        }
        if (value.isObject()) {
            List<String> members = new ArrayList<>();
            value.forEachMember((name, member) -> {
                if (members.size() < MOST_MEMBERS && !member.isSecretNamed(name)) {
                    member.words().or(() -> Optional.ofNullable(Readable.list(Readable.words(member), MOST_MEMBERS)))
                            .ifPresent(words -> members.add(name + " " + Cut.middle(words, LONGEST_VALUE)));
                }
            });
            return Optional.of(String.join(", ", members)).filter(words -> !words.isEmpty());
        }
        return value.words().map(words -> Cut.middle(words, LONGEST_VALUE))
                .or(() -> Optional.ofNullable(Readable.list(Readable.words(value), MOST_MEMBERS)));
    }
}
