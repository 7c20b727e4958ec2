package dev.tocsin.notice.security;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.RunStanding;
import dev.tocsin.notice.Severity;

/** AWS Config delivers a snapshot or the history to S3, or begins to evaluate rules anew. */
@Singleton
@Priority(Interpreter.KNOWN)
final class ConfigDelivery implements Interpreter {

    private static final String SNAPSHOT = "ConfigurationSnapshotDelivery";
    private static final String HISTORY = "ConfigurationHistoryDelivery";
    private static final String EVALUATION = "ConfigRulesEvaluationStarted";
    private static final int MOST_RULES = 8;
    private static final int LONGEST_KEY = 200;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return ConfigMessage.in(reading).filter(message -> EVALUATION.equals(message.kind())
                || message.kind().startsWith(SNAPSHOT) || message.kind().startsWith(HISTORY)).map(ConfigDelivery::notice);
    }

    private static Notice notice(ConfigMessage message) {
        Json body = message.body();
        List<String> rules = Readable.words(body.at("configRuleNames"));
        Optional<String> snapshot = body.at("configSnapshotId").text();
        return message.notice("config-delivery", severity(message.kind()), title(message.kind(), rules))
                .resource(snapshot.orElse(null))
                .correlationKey(snapshot.map(id -> "config-snapshot/" + id).orElse(null))
                .standing(snapshot.filter(id -> message.kind().startsWith(SNAPSHOT))
                        .flatMap(id -> RunStanding.of(message.kind().substring(SNAPSHOT.length()))))
                .text(Readable.sentence(body.at("errorMessage")))
                .fact("Rules", rules.size() > 1 ? Readable.list(rules, MOST_RULES) : null)
                .fact("Error", body.at("errorCode").textOrNull())
                .fact("Bucket", body.at("s3Bucket").textOrNull())
                .fact("Object", body.at("s3ObjectKey").text().map(key -> Cut.middle(key, LONGEST_KEY)).orElse(null))
                .fact("Snapshot", snapshot.orElse(null))
                .build();
    }

    private static Severity severity(String kind) {
        if (kind.endsWith("Failed")) {
            return Severity.HIGH;
        }
        return kind.endsWith("Completed") ? Severity.GOOD : Severity.INFO;
    }

    private static String title(String kind, List<String> rules) {
        if (EVALUATION.equals(kind)) {
            return "Config: evaluation of " + (rules.size() == 1 ? rules.get(0) : Readable.count(rules.size(), "rule"))
                    + " STARTED";
        }
        boolean snapshot = kind.startsWith(SNAPSHOT);
        String state = kind.substring((snapshot ? SNAPSHOT : HISTORY).length());
        return "Config: delivery of " + (snapshot ? "a snapshot " : "history ")
                + (state.isEmpty() ? "changed its state" : state.toUpperCase(Locale.ROOT));
    }
}
