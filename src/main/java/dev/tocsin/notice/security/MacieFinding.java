package dev.tocsin.notice.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;

/**
 * Macie found sensitive data in an object, or a bucket that is open or badly guarded, as in the Macie User Guide,
 * "EventBridge event schema for Macie findings".
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class MacieFinding implements Interpreter {

    private static final int MOST_KINDS = 6;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.is("aws.macie", "Macie Finding")).map(MacieFinding::notice);
    }

    private static Notice notice(Event event) {
        Json finding = event.detail();
        Json bucket = finding.at("resourcesAffected", "s3Bucket");
        Json object = finding.at("resourcesAffected", "s3Object");
        Json actor = finding.at("policyDetails", "actor");
        Optional<String> id = finding.at("id").text();
        boolean archived = finding.at("archived").node().asBoolean();
        String where = bucket.at("name").text().map(name -> " (" + name + ")").orElse("");
        String title = finding.at("title").text().or(() -> finding.at("type").text()).map(Readable::heading).orElse("finding");
        return event.notice("macie-finding", archived ? Severity.INFO : severity(finding), "Macie: " + title + where)
                .account(finding.at("accountId").text().filter(Json::isAccount).or(event::account).orElse(null))
                .resource(object.at("path").text().filter(path -> bucket.at("arn").text().isEmpty())
                        .or(() -> bucket.at("arn").text()).or(() -> bucket.at("name").text()).or(() -> id).orElse(null))
                .correlationKey(id.map(found -> "macie-finding/" + found).orElse(null))
                .standing(id.map(found -> archived ? Standing.over("ARCHIVED")
                        : Standing.openUntilResolved("ACTIVE").unlessCalm(severity(finding))))
                .text(Readable.sentence(finding.at("description")))
                .fact("Finding type", finding.at("type").textOrNull())
                .fact("Object", object.at("key").text().map(key -> Readable.resource(key)).orElse(null))
                .fact("Sensitive data", Readable.list(sensitiveData(finding.at("classificationDetails", "result")), MOST_KINDS))
                .fact("Bucket access", bucket.at("publicAccess", "effectivePermission").text().map(Readable::code).orElse(null))
                .fact("Object public", object.at("publicAccess").node().asBoolean() ? "yes" : null)
                .fact("Action", finding.at("policyDetails", "action", "apiCallDetails", "api").textOrNull())
                .fact("By", actor(actor))
                .fact("Remote address", address(actor.at("ipAddressDetails")))
                .fact("Count", finding.at("count").words().filter(count -> !"1".equals(count)).orElse(null))
                .fact("First seen", finding.at("createdAt").moment().orElse(null))
                .fact("Archived", archived ? "yes" : null)
                .build();
    }

    private static Severity severity(Json finding) {
        return SeverityLabel.of(finding.at("severity", "description")).orElse(Severity.MEDIUM);
    }

    /** "USA_SOCIAL_SECURITY_NUMBER: 12", of Macie's own kinds and of one's own. */
    private static List<String> sensitiveData(Json result) {
        List<String> kinds = new ArrayList<>();
        for (Json category : result.at("sensitiveData").items()) {
            category.at("detections").items().forEach(found -> kind(found.at("type"), found.at("count")).ifPresent(kinds::add));
        }
        result.at("customDataIdentifiers", "detections").items()
                .forEach(found -> kind(found.at("name"), found.at("count")).ifPresent(kinds::add));
        return kinds;
    }

    private static Optional<String> kind(Json name, Json count) {
        return name.text().map(Readable::code).map(kind -> kind + count.words().map(times -> ": " + times).orElse(""));
    }

    private static String actor(Json actor) {
        Json identity = actor.at("userIdentity");
        return Stream.of(identity.at("iamUser", "userName"), identity.at("assumedRole", "arn"),
                identity.at("federatedUser", "arn"), identity.at("awsService", "invokedBy"),
                identity.at("awsAccount", "accountId"),
                identity.at("type"))
                .map(Json::text).flatMap(Optional::stream).findFirst().map(Readable::resource).orElse(null);
    }

    private static String address(Json address) {
        Optional<String> country = address.at("ipCountry", "name").text();
        return address.at("ipAddressV4").text().map(ip -> ip + country.map(name -> " (" + name + ")").orElse("")).orElse(null);
    }
}
