package dev.tocsin.notice.security;

import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;

/**
 * What KMS did to a key by itself: gave it new material, deleted it after its waiting period, or let imported
 * material expire; AWS KMS Developer Guide, "Monitoring KMS keys with Amazon EventBridge".
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class KmsKey implements Interpreter {

    private static final String ROTATION = "KMS CMK Rotation";
    private static final String DELETION = "KMS CMK Deletion";
    private static final String EXPIRATION = "KMS Imported Key Material Expiration";

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.is("aws.kms", ROTATION, DELETION, EXPIRATION)).map(KmsKey::notice);
    }

    private static Notice notice(Event event) {
        Optional<String> id = event.detail().at("key-id").text();
        String key = id.or(() -> event.resources().stream().findFirst()).map(Readable::lastPart).orElse("a key");
        return event.notice("kms-key", ROTATION.equals(event.type()) ? Severity.GOOD : Severity.HIGH,
                "KMS key " + state(event.type()) + ": " + key)
                .titleLink(id.flatMap(of -> ConsoleLinks.page(event.region().orElse(null),
                        "kms/home#/kms/keys/" + ConsoleLinks.encode(of))).orElse(null))
                .resource(event.resources().stream().findFirst().or(() -> id).orElse(null))
                .correlationKey(event.resources().stream().findFirst().or(() -> id).orElse(null))
                .text(sentence(event.type()))
                .build();
    }

    private static String state(String type) {
        return switch (type) {
            case ROTATION -> "ROTATED";
            case DELETION -> "DELETED";
            default -> "material EXPIRED";
        };
    }

    private static String sentence(String type) {
        return switch (type) {
            case ROTATION -> null;
            case DELETION -> "The waiting period is over. What was encrypted with this key alone cannot be decrypted any more.";
            default -> "The key cannot encrypt or decrypt until the same key material is imported again.";
        };
    }
}
