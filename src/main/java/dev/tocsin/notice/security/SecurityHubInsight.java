package dev.tocsin.notice.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Labels;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Text;

/**
 * Results of a Security Hub insight that somebody sent by a custom action: which users, buckets or images have how
 * many findings.
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class SecurityHubInsight implements Interpreter {

    private static final int MOST_RESULTS = 10;
    private static final int LONGEST_RESULT = 160;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.is("aws.securityhub", "Security Hub Insight Results"))
                .map(SecurityHubInsight::notice);
    }

    private static Notice notice(Event event) {
        Json insight = event.detail();
        List<Text> results = results(insight.at("insightResults"));
        String name = insight.at("insightName").text().orElse("results");
        Notice.Builder notice = event.notice("securityhub-insight", Severity.INFO, "Security Hub insight: " + name)
                .resource(insight.at("insightArn").textOrNull())
                .correlationKey(insight.at("insightArn").textOrNull());
        if (!results.isEmpty()) {
            notice.text("Findings by " + insight.at("resultType").text().map(Labels::of).orElse("result") + ":")
                    .text(new Text.Bullets(results.subList(0, Math.min(results.size(), MOST_RESULTS))));
        }
        return notice.fact("Results", insight.at("number of results").words()
                .or(() -> Optional.of(results.size()).map(String::valueOf)).orElse(null))
                .fact("Sent by action", insight.at("actionName").textOrNull())
                .build();
    }

    /** Each result is an object with one member: what, and how often. */
    private static List<Text> results(Json results) {
        List<Text> lines = new ArrayList<>();
        for (Json result : results.items()) {
            result.forEachMember((what, count) -> count.words().ifPresent(
                    number -> lines.add(new Text.Plain(Cut.middle(Readable.resource(what), LONGEST_RESULT) + ": " + number))));
        }
        return lines;
    }
}
