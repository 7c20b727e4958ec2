package dev.tocsin.notice.security;

import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;

/**
 * A staging label moved to another version of a secret, as after a rotation; AWS Secrets Manager User Guide, "Match
 * Secrets Manager events with Amazon EventBridge". The event has no secret value in it.
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class SecretLabel implements Interpreter {

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.is("aws.secretsmanager", "Secret Label Updated")).map(SecretLabel::notice);
    }

    private static Notice notice(Event event) {
        Json update = event.detail();
        Optional<String> name = update.at("name").text();
        return event
                .notice("secret-label", Severity.INFO, "Secret " + name.map(Readable::resource).orElse("without a name") + ": "
                        + update.at("labelUpdated").text().orElse("a label") + " is another version now")
                .titleLink(name.flatMap(of -> ConsoleLinks.page(event.region().orElse(null),
                        "secretsmanager/secret?name=" + ConsoleLinks.encode(of))).orElse(null))
                .fact("Version", update.at("versionId").textOrNull())
                .build();
    }
}
