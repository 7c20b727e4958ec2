package dev.tocsin.notice.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.Arn;
import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.aws.TopicArn;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;

/**
 * Unusual spending that AWS Cost Anomaly Detection found, as an individual alert to SNS and as an event of EventBridge (AWS
 * Cost Management User Guide, "Creating an Amazon SNS topic for anomaly notifications", "Using EventBridge with Cost Anomaly
 * Detection").
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class CostAnomaly implements Interpreter {

    private static final int MOST_CAUSES = 3;
    private static final BigDecimal MUCH = BigDecimal.valueOf(1000);
    private static final BigDecimal SOME = BigDecimal.valueOf(100);

    @Override
    public Optional<Notice> interpret(Reading reading) {
        Optional<Event> event = reading.event();
        if (event.isPresent()) {
            return event.filter(found -> found.is("aws.ce", "Anomaly Detected") && found.detail().isObject())
                    .map(found -> notice(found.detail(), found.region().orElse(null),
                            found.notice("cost-anomaly", severity(found.detail()), title(found.detail())).region(null)));
        }
        Json anomaly = reading.json();
        boolean isAnomaly = anomaly.at("anomalyId").text().isPresent() && anomaly.at("impact").isObject()
                && (anomaly.has("monitorArn") || anomaly.has("anomalyDetailsLink") || anomaly.has("rootCauses"));
        if (!isAnomaly) {
            return Optional.empty();
        }
        String region = TopicArn.parse(reading.message().topicArn()).map(TopicArn::region).orElse(null);
        return Optional.of(notice(anomaly, region, Notice.of("cost-anomaly", severity(anomaly), title(anomaly))));
    }

    private static Notice notice(Json anomaly, String region, Notice.Builder notice) {
        String id = anomaly.at("anomalyId").textOrNull();
        Optional<String> monitor = anomaly.at("monitorArn").text();
        monitor.ifPresent(notice::resource);
        if (id != null) {
            notice.correlationKey("cost-anomaly/" + id)
                    .standing(Standing.openUntilResolved("detected").unlessCalm(severity(anomaly)));
        }
        anomaly.at("accountId").words().filter(Json::isAccount).ifPresent(notice::account);
        notice.titleLink(page(region, monitor, id).orElse(null)).text(sentence(anomaly));
        causes(anomaly.at("rootCauses").items(), notice);
        return day(day(notice, "First day", anomaly.at("anomalyStartDate")), "Last day", anomaly.at("anomalyEndDate"))
                .fact("Most in one day", dollars(anomaly.at("impact", "maxImpact")))
                .fact("Account name", anomaly.at("accountName").textOrNull())
                .fact("Monitor", anomaly.at("monitorName").textOrNull())
                .fact("Subscription", anomaly.at("subscriptionName").textOrNull())
                .build();
    }

    private static String title(Json anomaly) {
        String where = what(anomaly).map(words -> ", " + words).orElse("");
        return Money.of(anomaly.at("impact", "totalImpact"))
                .map(impact -> "Cost anomaly: " + Money.dollars(impact) + " more than expected" + where)
                .orElse("Cost anomaly" + where);
    }

    private static Optional<String> what(Json anomaly) {
        return anomaly.at("dimensionalValue").text().or(() -> anomaly.at("dimensionValue").text())
                .or(() -> anomaly.at("rootCauses").items().stream().findFirst().flatMap(cause -> cause.at("service").text()));
    }

    /** AWS gives no bands; what matters differs, but a thousand dollars should wake most. */
    private static Severity severity(Json anomaly) {
        BigDecimal impact = Money.of(anomaly.at("impact", "totalImpact"))
                .or(() -> Money.of(anomaly.at("impact", "maxImpact"))).orElse(BigDecimal.ZERO);
        if (impact.compareTo(MUCH) >= 0) {
            return Severity.HIGH;
        }
        return impact.compareTo(SOME) >= 0 ? Severity.MEDIUM : Severity.LOW;
    }

    private static String sentence(Json anomaly) {
        Json impact = anomaly.at("impact");
        String actual = dollars(impact.at("totalActualSpend"));
        String expected = dollars(impact.at("totalExpectedSpend"));
        if (actual == null || expected == null) {
            return null;
        }
        return "Spent " + actual + " where " + expected + " was expected" + Money.of(impact.at("totalImpactPercentage"))
                .map(share -> " (+" + share.setScale(0, RoundingMode.HALF_UP).toPlainString() + " %)").orElse("")
                + ".";
    }

    private static void causes(List<Json> causes, Notice.Builder notice) {
        for (int i = 0; i < Math.min(causes.size(), MOST_CAUSES); i++) {
            notice.fact(causes.size() == 1 ? "Root cause" : "Root cause #" + (i + 1), cause(causes.get(i)));
        }
        if (causes.size() > MOST_CAUSES) {
            notice.fact("Further causes", "… and " + (causes.size() - MOST_CAUSES) + " more");
        }
    }

    private static String cause(Json cause) {
        String account = cause.at("linkedAccountName").text().or(() -> cause.at("linkedAccount").words()).orElse(null);
        String share = dollars(cause.at("impact", "contribution"));
        return Stream.of(cause.at("service").textOrNull(), cause.at("usageType").textOrNull(), cause.at("region").textOrNull(),
                account == null ? null : "account " + account, share).filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }

    /** A day is given as its first moment, or as a date alone. */
    private static Notice.Builder day(Notice.Builder notice, String label, Json date) {
        Optional<Instant> moment = date.moment();
        return notice.fact(label, moment.map(instant -> instant.toString().substring(0, 10)).or(date::text).orElse(null));
    }

    private static String dollars(Json amount) {
        return Money.of(amount).map(Money::dollars).orElse(null);
    }

    /** The address that the service itself gives in {@code anomalyDetailsLink}. */
    private static Optional<String> page(String region, Optional<String> monitor, String anomaly) {
        Optional<String> id = monitor.flatMap(Arn::parse).map(Arn::resource)
                .map(resource -> resource.substring(resource.indexOf('/') + 1));
        if (id.isEmpty() || anomaly == null) {
            return ConsoleLinks.service(region, "ce");
        }
        return ConsoleLinks.page(region, "cost-management/home#/anomaly-detection/monitors/" + ConsoleLinks.encode(id.get())
                + "/anomalies/" + ConsoleLinks.encode(anomaly));
    }
}
