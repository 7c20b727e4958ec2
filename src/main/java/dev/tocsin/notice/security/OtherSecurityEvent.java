package dev.tocsin.notice.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Fact;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Labels;
import dev.tocsin.notice.Moments;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.SentenceSeverity;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.SeverityWords;

/**
 * Events of security services that send few and say little of their form: Detective, Security Lake, Firewall Manager,
 * Shield, WAF, the private certificate authority, Audit Manager. They have a state, a name and a reason under one of
 * the usual names.
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class OtherSecurityEvent implements Interpreter {

    private static final Map<String, String> SERVICES = Map.of("aws.detective", "Detective", "aws.securitylake",
            "Security Lake",
            "aws.fms", "Firewall Manager", "aws.shield", "Shield", "aws.waf", "WAF", "aws.wafv2", "WAF", "aws.acm-pca",
            "Private CA", "aws.auditmanager", "Audit Manager");
    private static final List<String> STATES = List.of("status", "state", "result", "severity", "complianceStatus",
            "eventType");
    private static final List<String> SENTENCES = List.of("description", "message", "reason", "statusReason", "failureReason",
            "errorMessage");
    private static final List<String> TITLES = List.of("title", "name", "policyName", "subscriberName", "dataSource");
    private static final int MOST_FACTS = 8;
    private static final int LONGEST = 200;
    private static final int LONGEST_STATE = 60;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.source().filter(SERVICES::containsKey).filter(event::isFrom).isPresent())
                .map(OtherSecurityEvent::notice);
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        String service = SERVICES.get(event.source().orElse(""));
        Optional<String> state = first(detail, STATES).filter(word -> word.length() <= LONGEST_STATE);
        Optional<String> sentence = first(detail, SENTENCES);
        Optional<String> title = first(detail, TITLES);
        Notice.Builder notice = event.notice("security-event", severity(event, state),
                what(service, event.type()) + title.map(name -> ": " + Cut.end(name, LONGEST)).orElse("")
                        + state.map(word -> " " + word.toUpperCase(Locale.ROOT)).orElse(""))
                .text(sentence.map(words -> Cut.middle(words, 1500)).orElse(null))
                .fact(event.resources().size() > 1 ? "Resources" : "Resource",
                        Readable.list(event.resources().stream().map(Readable::resource).toList(), 3));
        List<String> shown = Stream.concat(Stream.of(state, sentence, title).flatMap(Optional::stream),
                event.resources().stream().limit(3)).toList();
        facts(detail, shown).forEach(notice::fact);
        return notice.build();
    }

    /** Some detail-types begin with the service's name in full, which the title need not say twice. */
    private static String what(String service, String type) {
        for (String prefix : List.of("AWS " + service, "Amazon " + service, "ACM " + service, service)) {
            if (type.startsWith(prefix + " ")) {
                return service + ":" + type.substring(prefix.length());
            }
        }
        return service + ": " + Labels.title(type);
    }

    private static Severity severity(Event event, Optional<String> state) {
        return SeverityLabel.of(event.detail().at("severity")).or(() -> state.flatMap(SeverityWords::in))
                .orElseGet(() -> event.type().contains("Exception") ? Severity.MEDIUM
                        : SentenceSeverity.ofName(event.type()).orElse(Severity.INFO));
    }

    private static Fact fact(String label, String words) {
        return Moments.read(words).map(moment -> Fact.of(label, moment))
                .orElseGet(() -> Fact.of(label, Cut.middle(Readable.type(Readable.resource(words)), LONGEST)));
    }

    private static Optional<String> first(Json detail, List<String> names) {
        return names.stream().map(name -> detail.at(name).text()).flatMap(Optional::stream).findFirst();
    }

    private static List<Fact> facts(Json detail, List<String> shown) {
        List<Fact> facts = new ArrayList<>();
        detail.forEachMember((name, value) -> {
            if (facts.size() < MOST_FACTS && !"version".equals(name) && !value.isSecretNamed(name)) {
                value.words().or(() -> Optional.ofNullable(Readable.list(Readable.words(value), 5)))
                        .filter(words -> shown.stream().noneMatch(other -> Readable.says(other, words)))
                        .ifPresent(words -> facts.add(fact(Labels.of(name), words)));
            }
        });
        return facts;
    }
}
