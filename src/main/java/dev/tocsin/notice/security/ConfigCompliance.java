package dev.tocsin.notice.security;

import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;

/**
 * A resource complies with a rule of AWS Config or does so no longer, by Config's own topic or by EventBridge; AWS
 * Config Developer Guide, "Example Compliance Change Notification".
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class ConfigCompliance implements Interpreter {

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return ConfigMessage.in(reading).filter(message -> "ComplianceChangeNotification".equals(message.kind()))
                .map(ConfigCompliance::notice);
    }

    private static Notice notice(ConfigMessage message) {
        Json change = message.body();
        Json result = change.at("newEvaluationResult");
        String rule = change.at("configRuleName").text().orElse("a rule");
        String type = change.at("resourceType").text().orElse("resource");
        String id = change.at("resourceId").text().orElse("");
        Optional<String> state = result.at("complianceType").text();
        Optional<String> before = change.at("oldEvaluationResult", "complianceType").text();
        String key = change.at("configRuleARN").text()
                .orElse("config-rule/" + message.account() + "/" + message.region() + "/" + rule)
                + "/" + type + "/" + id;
        return message.notice("config-compliance", severity(state.orElse("")),
                "Config: " + rule + " " + state.orElse("no longer applies")
                        + (id.isEmpty() || id.equals(message.account()) ? "" : ": " + Readable.resource(id)))
                .titleLink(ConsoleLinks.page(message.region(),
                        "config/home#/rules/details?configRuleName=" + ConsoleLinks.encode(rule)).orElse(null))
                .resource(id)
                .correlationKey(key)
                .standing(standing(state.orElse("no longer applies")))
                .text(Readable.sentence(result.at("annotation")))
                .fact("State", before.map(old -> old + " → " + state.orElse("none")).orElse(null))
                .fact("Resource", Readable.type(type) + " " + Readable.resource(id))
                .fact("Rule invoked", result.at("configRuleInvokedTime").moment().orElse(null))
                .fact("Previous state since", change.at("oldEvaluationResult", "resultRecordedTime").moment().orElse(null))
                .link("Timeline of the resource", id.isEmpty() ? null : message.timeline(type, id).orElse(null))
                .build();
    }

    private static Optional<Standing> standing(String state) {
        return Optional.ofNullable(switch (state) {
            case "NON_COMPLIANT" -> Standing.open(state);
            case "COMPLIANT", "NOT_APPLICABLE", "no longer applies" -> Standing.over(state);
            case "INSUFFICIENT_DATA" -> Standing.running(state);
            default -> null;
        });
    }

    private static Severity severity(String state) {
        return switch (state) {
            case "NON_COMPLIANT" -> Severity.MEDIUM;
            case "COMPLIANT" -> Severity.GOOD;
            case "INSUFFICIENT_DATA" -> Severity.LOW;
            default -> Severity.INFO;
        };
    }
}
