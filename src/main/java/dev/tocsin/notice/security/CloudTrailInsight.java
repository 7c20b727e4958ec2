package dev.tocsin.notice.security;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
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
 * CloudTrail Insights saw an API called, or failing, much more or less often than usual, and then as usual again; AWS
 * CloudTrail User Guide, "CloudTrail Insights insightDetails element".
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class CloudTrailInsight implements Interpreter {

    private static final int MOST_VALUES = 3;
    private static final int MOST_DIGITS = 20;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return CloudTrailRecord.in(reading.event(), CloudTrailRecord.Kind.INSIGHT).map(CloudTrailInsight::notice);
    }

    private static Notice notice(CloudTrailRecord record) {
        Json insight = record.json().at("insightDetails");
        Json statistics = insight.at("insightContext", "statistics");
        boolean over = insight.at("state").is("End");
        boolean errors = insight.at("insightType").is("ApiErrorRateInsight");
        Optional<String> error = insight.at("errorCode").text();
        String service = insight.at("eventSource").text().map(CloudTrailRecord::service).orElse("AWS");
        String what = (errors ? "error rate of " : "call rate of ") + service + " "
                + insight.at("eventName").text().orElse("an API") + error.map(code -> " (" + code + ")").orElse("");
        Optional<String> id = record.json().at("sharedEventID").text();
        Notice.Builder notice = record.notice("cloudtrail-insight", over ? Severity.GOOD : Severity.MEDIUM,
                "CloudTrail Insights: unusual " + what + (over ? " ENDED" : " STARTED"))
                .titleLink(ConsoleLinks.page(record.event().region().orElse(null), "cloudtrailv2/home#/insights").orElse(null))
                .correlationKey(id.map(shared -> "cloudtrail-insight/" + shared).orElse(null))
                .standing(id.map(shared -> over ? Standing.over("End") : Standing.open("Start")))
                .fact("Usual", rate(statistics.at("baseline", "average")))
                .fact("Unusual", rate(statistics.at("insight", "average")))
                .fact("Lasted", statistics.at("insightDuration").words().map(minutes -> minutes + " min").orElse(null));
        insight.at("insightContext", "attributions").items().stream().limit(MOST_VALUES).forEach(attribution -> notice
                .fact(label(attribution.at("attribute")), values(attribution.at("insight"))));
        return notice.build();
    }

    /** Calls in a minute, with as many digits as people compare. */
    private static String rate(Json average) {
        return average.number()
                .filter(number -> Math.abs(number.scale()) <= MOST_DIGITS && number.precision() <= 2 * MOST_DIGITS)
                .map(number -> number.setScale(number.compareTo(BigDecimal.ONE) < 0 ? 4 : 1, RoundingMode.HALF_UP)
                        .stripTrailingZeros().toPlainString() + " per minute")
                .orElse(null);
    }

    private static String label(Json attribute) {
        return switch (attribute.text().orElse("")) {
            case "userIdentityArn" -> "Who";
            case "userAgent" -> "With";
            case "errorCode" -> "Errors";
            default -> "Attribution";
        };
    }

    private static String values(Json values) {
        List<String> words = new ArrayList<>();
        values.items().forEach(value -> value.at("value").text().filter(word -> !"null".equals(word)).map(Readable::resource)
                .ifPresent(words::add));
        return Readable.list(words, MOST_VALUES);
    }
}
