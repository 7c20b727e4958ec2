package dev.tocsin.notice.security;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Text;

/**
 * Findings that Security Hub took in, or that somebody sent by a custom action, as in the Security Hub User Guide,
 * "EventBridge event formats". There is one in an event as a rule, but the format allows many.
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class SecurityHubFindings implements Interpreter {

    private static final String ACTION = "Security Hub Findings - Custom Action";
    private static final String OCSF = "Findings Imported V2";
    private static final int MOST_FINDINGS = 200;
    private static final int MOST_TITLES = 10;
    private static final int LONGEST_TITLE = 150;
    private static final int LONGEST_RESOURCE = 60;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event()
                .filter(event -> event.is("aws.securityhub", "Security Hub Findings - Imported", ACTION, OCSF))
                .map(SecurityHubFindings::notice);
    }

    private static Notice notice(Event event) {
        List<HubFinding> findings = HubFinding.in(event.detail().at("findings"), MOST_FINDINGS);
        Notice.Builder notice = findings.size() == 1
                ? one(event, findings.get(0))
                : several(event, findings, event.detail().at("findings").items().size());
        return notice.fact("Sent by action", event.detail().at("actionName").textOrNull()).build();
    }

    private static Notice.Builder one(Event event, HubFinding finding) {
        String settled = finding.settled().map(word -> " " + word).orElse("");
        String title = "Security Hub" + settled + ": " + finding.title().orElse("finding");
        Optional<String> resource = finding.resources().stream().findFirst();
        Notice.Builder notice = event.notice("securityhub-finding", finding.severity(), title)
                .titleLink(page(event, finding.id()).orElse(null))
                .region(finding.region().or(event::region).orElse(null))
                .account(finding.account().filter(Json::isAccount).or(event::account).orElse(null))
                .resource(resource.or(finding::id).orElse(null))
                .correlationKey(finding.id().or(() -> event.resources().stream().findFirst()).orElse(null))
                .standing(finding.id().map(id -> finding.standing()))
                .text(finding.description())
                .fact("Resource", finding.resourceNames())
                .fact("Severity", finding.settled().map(word -> finding.rating().name()).orElse(null));
        finding.facts(notice);
        return notice;
    }

    /** What belongs together is not known of many: they have no common key. */
    private static Notice.Builder several(Event event, List<HubFinding> findings, int all) {
        Severity worst = findings.stream().map(HubFinding::severity).min(Comparator.naturalOrder()).orElse(Severity.INFO);
        List<Text> titles = findings.stream().sorted(Comparator.comparing(HubFinding::severity)).limit(MOST_TITLES)
                .map(SecurityHubFindings::line).toList();
        Notice.Builder notice = event.notice("securityhub-finding", worst,
                "Security Hub: " + Readable.count(all, "finding")
                        + (worst.compareTo(Severity.LOW) > 0 ? "" : ", worst " + worst))
                .titleLink(page(event, Optional.empty()).orElse(null))
                .correlationKey(null);
        if (!titles.isEmpty()) {
            notice.text(new Text.Bullets(titles));
        }
        if (all > titles.size()) {
            notice.text("… and " + (all - titles.size()) + " more");
        }
        return notice.fact("By severity", counts(findings))
                .fact("Found by", Readable.list(findings.stream().map(HubFinding::product).flatMap(Optional::stream)
                        .distinct().toList(), HubFinding.MOST_NAMES))
                .fact("Accounts", Readable.list(findings.stream().map(HubFinding::account).flatMap(Optional::stream)
                        .distinct().toList(), HubFinding.MOST_NAMES))
                .fact("Regions", Readable.list(findings.stream().map(HubFinding::region).flatMap(Optional::stream)
                        .distinct().toList(), HubFinding.MOST_NAMES));
    }

    private static Text line(HubFinding finding) {
        String where = finding.resources().stream().findFirst()
                .map(id -> " (" + Cut.middle(Readable.resource(id), LONGEST_RESOURCE) + ")")
                .orElse("");
        String state = finding.settled().orElse(finding.rating().name());
        return new Text.Plain(state + ": " + Cut.end(finding.title().orElse("finding"), LONGEST_TITLE) + where);
    }

    private static String counts(List<HubFinding> findings) {
        Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
        findings.stream().filter(finding -> finding.settled().isEmpty())
                .forEach(finding -> counts.merge(finding.rating(), 1, Integer::sum));
        List<String> words = new ArrayList<>();
        counts.forEach((severity, count) -> words.add(count + " " + severity));
        long settled = findings.stream().filter(finding -> finding.settled().isPresent()).count();
        if (settled > 0) {
            words.add(settled + " settled");
        }
        return words.isEmpty() ? null : String.join(", ", words);
    }

    /** The console keeps its filters encoded twice in the fragment. */
    private static Optional<String> page(Event event, Optional<String> id) {
        String region = event.region().orElse(null);
        if (OCSF.equals(event.type())) {
            return ConsoleLinks.page(region, "securityhub/v2/home");
        }
        return id.flatMap(found -> ConsoleLinks.page(region, "securityhub/home#/findings?search="
                + "Id%3D%255Coperator%255C%253AEQUALS%255C%253A" + ConsoleLinks.encode(ConsoleLinks.encode(found))))
                .or(() -> ConsoleLinks.page(region, "securityhub/home#/findings"));
    }
}
