package dev.tocsin.notice.security;

import java.math.BigDecimal;
import java.util.List;
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
import dev.tocsin.notice.SeverityWords;
import dev.tocsin.notice.Standing;

/**
 * A finding of GuardDuty, new or seen again, as the GuardDuty User Guide describes it in "Finding details" and in
 * "Processing GuardDuty findings with Amazon EventBridge".
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class GuardDutyFinding implements Interpreter {

    private static final String TYPE = "GuardDuty Finding";
    private static final int MOST_NAMES = 5;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(GuardDutyFinding::isFinding).map(GuardDutyFinding::notice);
    }

    /** Rules with an input transformer tend to drop the source; a type and a severity beside this name are GuardDuty's too. */
    private static boolean isFinding(Event event) {
        Json finding = event.detail();
        return event.is("aws.guardduty", TYPE) || event.source().isEmpty() && TYPE.equals(event.type())
                && finding.at("type").text().isPresent() && finding.at("severity").number().isPresent();
    }

    private static Notice notice(Event event) {
        Json finding = event.detail();
        Optional<String> id = finding.at("id").text();
        Optional<String> arn = finding.at("arn").text();
        String region = event.region().or(() -> finding.at("region").text()).orElse(null);
        GuardDutyResource resource = new GuardDutyResource(finding.at("resource"));
        GuardDutyAction action = new GuardDutyAction(finding.at("service"));
        String title = finding.at("title").text().or(() -> finding.at("type").text()).map(Readable::heading).orElse("finding");
        Notice.Builder notice = event.notice("guardduty-finding", severity(finding), "GuardDuty: " + title)
                .region(region)
                .account(finding.at("accountId").text().filter(Json::isAccount).or(event::account).orElse(null))
                .titleLink(page(region, id).orElse(null))
                .resource(resource.id().or(() -> arn).orElse(null))
                .correlationKey(id.map(found -> "guardduty-finding/" + found).or(() -> arn).orElse(null))
                .standing(id.or(() -> arn).map(found -> isArchived(finding) ? Standing.over("ARCHIVED")
                        : Standing.openUntilResolved("ACTIVE").unlessCalm(severity(finding))));
        finding.at("description").text().filter(words -> !Readable.heading(words).equals(title))
                .ifPresent(words -> notice.text(Readable.sentence(finding.at("description"))));
        notice.fact("Finding type", finding.at("type").textOrNull())
                .fact("Severity", score(finding));
        resource.facts(notice);
        action.facts(notice);
        notice.fact("Malware", Readable.list(malware(finding.at("service")), MOST_NAMES))
                .fact("Signals", signals(finding.at("service", "detection", "sequence")))
                .fact("Count", finding.at("service", "count").number().filter(count -> count.compareTo(BigDecimal.ONE) > 0)
                        .flatMap(count -> finding.at("service", "count").words()).orElse(null))
                .fact("First seen", finding.at("service", "eventFirstSeen").moment()
                        .or(() -> finding.at("createdAt").moment()).orElse(null))
                .fact("Last seen", finding.at("service", "eventLastSeen").moment().orElse(null))
                .fact("Archived", isArchived(finding) ? "yes" : null);
        return notice.build();
    }

    private static Severity severity(Json finding) {
        if (isArchived(finding)) {
            return Severity.INFO;
        }
        return finding.at("severity").number().flatMap(SeverityWords::ofScore)
                .or(() -> SeverityLabel.of(finding.at("severity"))).orElse(Severity.MEDIUM);
    }

    private static boolean isArchived(Json finding) {
        return finding.at("service", "archived").node().asBoolean();
    }

    private static String score(Json finding) {
        return finding.at("severity").number().flatMap(SeverityWords::ofScore)
                .map(band -> finding.at("severity").words().orElse("") + " of 10 (" + band + ")").orElse(null);
    }

    /** What scans of volumes, objects and backups found. */
    private static List<String> malware(Json service) {
        List<Json> volume = service.at("ebsVolumeScanDetails", "scanDetections", "threatDetectedByName", "threatNames").items();
        List<Json> threats = volume.isEmpty() ? service.at("malwareScanDetails", "threats").items() : volume;
        return threats.stream().map(threat -> threat.at("name").text()).flatMap(Optional::stream).distinct().toList();
    }

    /** Of an attack sequence: what it is made of. */
    private static String signals(Json sequence) {
        return Readable.list(sequence.at("signals").items().stream()
                .map(signal -> signal.at("name").text()).flatMap(Optional::stream).toList(), MOST_NAMES);
    }

    /** The search for an id is how the GuardDuty User Guide links to a finding. */
    private static Optional<String> page(String region, Optional<String> id) {
        return id.flatMap(found -> ConsoleLinks.page(region,
                "guardduty/home#/findings?search=id%3D" + ConsoleLinks.encode(found)))
                .or(() -> ConsoleLinks.service(region, "guardduty"));
    }
}
