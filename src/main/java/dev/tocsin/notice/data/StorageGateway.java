package dev.tocsin.notice.data;

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

/**
 * File gateways that uploaded files or refreshed their cache. See AWS Storage Gateway User Guide, "Getting notified about
 * file operations".
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class StorageGateway implements Interpreter {

    private static final String FAMILY_PREFIX = "Storage Gateway ";
    private static final int LONGEST_KEY = 150;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event()
                .filter(event -> event.isFrom("aws.storagegateway") && event.type().startsWith(FAMILY_PREFIX))
                .map(StorageGateway::notice);
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        String what = detail.at("event-type").text().map(Labels::of)
                .orElseGet(() -> event.type().substring(FAMILY_PREFIX.length()).replace(" Event", ""));
        Optional<String> gateway = resource(event, "gateway/");
        String subject = detail.at("object-key").text().map(key -> Cut.middle(key, LONGEST_KEY)).or(() -> gateway)
                .map(words -> ": " + words).orElse("");
        Severity severity = what.endsWith("complete") ? Severity.GOOD : OutcomeWords.of(what).orElse(Severity.INFO);
        return event.notice("storage-gateway", severity, "Storage Gateway: " + what + subject)
                .fact("Gateway", gateway.filter(id -> !subject.endsWith(id)).orElse(null))
                .fact("Share", resource(event, "share/").orElse(null))
                .fact("Bucket", detail.at("bucket-name").textOrNull())
                .fact("Size", DataSize.words(detail.at("object-size")))
                .fact("Started", detail.at("started").moment().or(() -> detail.at("request-received").moment()).orElse(null))
                .fact("Completed", detail.at("completed").moment().orElse(null))
                .build();
    }

    private static Optional<String> resource(Event event, String prefix) {
        return event.arns().map(arn -> arn.resource()).filter(resource -> resource.startsWith(prefix)).findFirst()
                .map(resource -> resource.substring(prefix.length()));
    }
}
