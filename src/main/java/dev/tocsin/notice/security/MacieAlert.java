package dev.tocsin.notice.security;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;

/** An alert of Macie Classic, which older accounts may still forward; its risk score goes from 0 to 100. */
@Singleton
@Priority(Interpreter.KNOWN)
final class MacieAlert implements Interpreter {

    private static final int MOST_FEATURES = 4;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.is("aws.macie", "Macie Alert")).map(MacieAlert::notice);
    }

    private static Notice notice(Event event) {
        Json alert = event.detail();
        String id = alert.at("alert-arn").text().or(() -> event.resources().stream().findFirst()).orElse(null);
        boolean updated = alert.at("notification-type").is("ALERT_UPDATED");
        return event.notice("macie-alert", severity(alert.at("risk-score")),
                "Macie alert" + (updated ? " updated" : "") + ": " + alert.at("name").text().orElse("no name"))
                .resource(id)
                .correlationKey(id)
                .standing(id == null ? null : Standing.openUntilResolved("ACTIVE").unlessCalm(severity(alert.at("risk-score"))))
                .text(alert.at("summary", "Description").text().isPresent()
                        ? Readable.sentence(alert.at("summary", "Description"))
                        : narratives(alert.at("trigger", "features")))
                .fact("Risk score", alert.at("risk-score").words().map(score -> score + " of 100").orElse(null))
                .fact("Actor", alert.at("actor").textOrNull())
                .fact("Kind", alert.at("trigger", "alert-type").textOrNull())
                .fact("Tags", Readable.list(Readable.words(alert.at("tags")), MOST_FEATURES))
                .fact("Since", alert.at("created-at").moment().orElse(null))
                .build();
    }

    private static Severity severity(Json score) {
        return score.number().map(value -> value.compareTo(BigDecimal.valueOf(90)) >= 0 ? Severity.CRITICAL
                : value.compareTo(BigDecimal.valueOf(70)) >= 0 ? Severity.HIGH
                        : value.compareTo(BigDecimal.valueOf(40)) >= 0 ? Severity.MEDIUM : Severity.LOW)
                .orElse(Severity.MEDIUM);
    }

    /** What raised the alert says in sentences why. */
    private static String narratives(Json features) {
        List<String> sentences = new ArrayList<>();
        features.forEachMember((name, feature) -> feature.at("narrative").text()
                .filter(sentence -> sentences.size() < MOST_FEATURES && !sentences.contains(sentence))
                .ifPresent(sentences::add));
        return sentences.isEmpty() ? null : String.join(". ", sentences) + ".";
    }
}
