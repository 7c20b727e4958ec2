package dev.tocsin.notice.operations;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.aws.Partition;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;

/**
 * How much of a service quota is used, as the AWS solution "Quota Monitor for AWS" reports it; Service Quotas itself sends
 * no events but by way of CloudWatch and CloudTrail.
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class QuotaUtilization implements Interpreter {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int LONGEST_NUMBER = 18;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event()
                .filter(event -> event.is("aws-solutions.quota-monitor", "Service Quotas Utilization Notification"))
                .filter(event -> event.detail().isObject()).map(QuotaUtilization::notice);
    }

    private static Notice notice(Event event) {
        Json item = event.detail().at("check-item-detail");
        String status = event.detail().at("status").text().orElse("");
        String service = item.at("Service").text().orElse("");
        String code = item.at("Limit Code").text().orElse("");
        String name = item.at("Limit Name").text().orElse(code);
        String region = item.at("Region").text().filter(id -> Partition.ofRegion(id).isPresent()).or(event::region)
                .orElse(null);
        String used = used(item).map(share -> " " + share + " % used").orElse("");
        String key = "quota/" + event.account().orElse("") + "/" + region + "/" + service + "/" + code + "/"
                + item.at("Resource").text().orElse("");
        Notice.Builder notice = event.notice("service-quota", severity(status),
                ("Quota " + status + ": " + (service + " " + name).strip() + used).strip())
                .region(region)
                .correlationKey(key)
                .standing(Optional.ofNullable(switch (status) {
                    case "WARN", "ERROR" -> Standing.open(status);
                    case "OK" -> Standing.over(status);
                    default -> null;
                }))
                .fact("Used", item.at("Current Usage").wordsOrNull())
                .fact("Quota", item.at("Limit Amount").wordsOrNull())
                .fact("Resource", item.at("Resource").wordsOrNull())
                .fact("Quota code", code);
        if (!service.isEmpty()) {
            String quota = code.isEmpty() ? "" : "/" + ConsoleLinks.encode(code);
            ConsoleLinks.page(region, "servicequotas/home/services/" + ConsoleLinks.encode(service) + "/quotas" + quota)
                    .ifPresent(notice::titleLink);
        }
        return notice.build();
    }

    private static Severity severity(String status) {
        return switch (status) {
            case "ERROR" -> Severity.HIGH;
            case "OK" -> Severity.GOOD;
            default -> Severity.MEDIUM;
        };
    }

    private static Optional<String> used(Json item) {
        Optional<BigDecimal> usage = number(item.at("Current Usage"));
        Optional<BigDecimal> limit = number(item.at("Limit Amount")).filter(amount -> amount.signum() > 0);
        return usage.flatMap(now -> limit.map(amount -> now.multiply(HUNDRED).divide(amount, 0, RoundingMode.HALF_UP)
                .toPlainString()));
    }

    /** Written as a string. */
    private static Optional<BigDecimal> number(Json value) {
        return value.words().filter(words -> words.length() <= LONGEST_NUMBER
                && words.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.')).flatMap(words -> {
                    try {
                        return Optional.of(new BigDecimal(words));
                    } catch (NumberFormatException points) {
                        return Optional.empty();
                    }
                });
    }
}
