package dev.tocsin.notice.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Fact;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Labels;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.SentenceSeverity;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.SeverityWords;

/**
 * Something that a service did by itself and CloudTrail recorded: rotated a secret or failed to, deleted a key,
 * finished a batch of S3; AWS CloudTrail User Guide, "AWS service events".
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class CloudTrailServiceEvent implements Interpreter {

    /** Names whose words do not tell how bad it is. */
    private static final Map<String, Severity> NAMES = Map.of("DeleteKey", Severity.HIGH, "RotationAbandoned", Severity.MEDIUM,
            "SecretVersionDeletion", Severity.INFO, "RotateKey", Severity.GOOD);
    private static final int MOST_FACTS = 8;
    private static final int LONGEST = 200;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return CloudTrailRecord.in(reading.event(), CloudTrailRecord.Kind.SERVICE_EVENT).map(CloudTrailServiceEvent::notice);
    }

    private static Notice notice(CloudTrailRecord event) {
        Json record = event.json();
        Json details = record.at("serviceEventDetails");
        Optional<String> status = details.at("status").text().or(() -> details.at("state").text());
        Optional<String> on = event.resources().stream().findFirst().or(() -> named(details))
                .or(() -> named(record.at("additionalEventData")));
        Notice.Builder notice = event.notice("cloudtrail-service-event", severity(event.name(), status, record),
                event.service() + " " + event.name() + on.map(Readable::resource).map(name -> ": " + name).orElse("")
                        + status.map(state -> " " + state).orElse(""))
                .resource(on.orElse(null))
                .text(Readable.sentence(record.at("errorMessage")))
                .fact("Error", record.at("errorCode").textOrNull());
        facts(details, record.at("additionalEventData"), on.orElse(""), status.orElse("")).forEach(notice::fact);
        return notice.build();
    }

    private static Severity severity(String name, Optional<String> status, Json record) {
        if (record.at("errorCode").text().isPresent()) {
            return Severity.HIGH;
        }
        return status.flatMap(SeverityWords::in).or(() -> Optional.ofNullable(NAMES.get(name)))
                .or(() -> SentenceSeverity.ofName(name)).orElse(Severity.INFO);
    }

    private static Optional<String> named(Json details) {
        for (String name : List.of("SecretId", "keyId", "KeyId", "jobArn", "resourceArn", "backupJobId", "jobId")) {
            if (details.at(name).text().isPresent()) {
                return details.at(name).text();
            }
        }
        return Optional.empty();
    }

    /** Each service has its own members there; those that are words tell it. */
    private static List<Fact> facts(Json details, Json more, String on, String status) {
        List<Fact> facts = new ArrayList<>();
        for (Json members : List.of(details, more)) {
            members.forEachMember((name, value) -> value.words()
                    .filter(words -> facts.size() < MOST_FACTS && !Readable.says(on, words) && !words.equals(status)
                            && !value.isSecretNamed(name))
                    .ifPresent(words -> facts.add(Fact.of(Labels.of(name), Cut.middle(words, LONGEST)))));
        }
        return facts;
    }
}
