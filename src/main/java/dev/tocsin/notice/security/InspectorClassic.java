package dev.tocsin.notice.security;

import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.Arn;
import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.RunStanding;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.SeverityWords;
import dev.tocsin.notice.Standing;

/**
 * An assessment run of Inspector Classic, which publishes straight to SNS what the template subscribed to: it
 * started, changed its state, completed, or reported a finding.
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class InspectorClassic implements Interpreter {

    private static final int LONGEST_COUNTS = 20_000;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        Json run = reading.json();
        Optional<Arn> template = run.at("template").text().flatMap(Arn::parse).filter(arn -> "inspector".equals(arn.service()));
        return template.flatMap(arn -> run.at("event").text().map(what -> notice(run, arn, what)));
    }

    private static Notice notice(Json run, Arn template, String what) {
        Optional<String> id = run.at("run").text();
        Optional<String> state = run.at("newstate").text().or(() -> run.at("newState").text());
        long findings = findings(run.at("findingsCount"));
        return Notice.of("inspector-classic", severity(what, state, findings), title(what, state, findings))
                .region(template.region())
                .account(template.account())
                .titleLink(ConsoleLinks.service(template.region(), "inspector").orElse(null))
                .occurredAt(run.at("time").moment().orElse(null))
                .resource(run.at("finding").text().or(() -> id).orElse(template.toString()))
                .correlationKey(id.orElse(template.toString()))
                .standing(id.flatMap(arn -> standing(what, state)))
                .fact("Finding", run.at("finding").text().map(Readable::lastPart).orElse(null))
                .fact("Was", run.at("oldstate").text().or(() -> run.at("oldState").text()).orElse(null))
                .fact("Run", id.map(Readable::lastPart).orElse(null))
                .fact("Template", Readable.lastPart(template.toString()))
                .fact("Target", run.at("target").text().map(Readable::lastPart).orElse(null))
                .build();
    }

    /** Its findings are listed when it is done. */
    private static Optional<Standing> standing(String what, Optional<String> state) {
        return switch (what) {
            case "ASSESSMENT_RUN_STARTED" -> RunStanding.of("STARTED");
            case "ASSESSMENT_RUN_COMPLETED" -> RunStanding.of("COMPLETED");
            case "ASSESSMENT_RUN_STATE_CHANGED" -> state.flatMap(RunStanding::of);
            default -> Optional.empty();
        };
    }

    private static Severity severity(String what, Optional<String> state, long findings) {
        return switch (what) {
            case "FINDING_REPORTED" -> Severity.MEDIUM;
            case "ASSESSMENT_RUN_COMPLETED" -> findings == 0 ? Severity.GOOD : Severity.MEDIUM;
            case "ASSESSMENT_RUN_STATE_CHANGED" -> state.flatMap(SeverityWords::in).orElse(Severity.INFO);
            default -> Severity.INFO;
        };
    }

    private static String title(String what, Optional<String> state, long findings) {
        return switch (what) {
            case "FINDING_REPORTED" -> "Inspector Classic reported a finding";
            case "ASSESSMENT_RUN_STARTED" -> "Inspector Classic assessment STARTED";
            case "ASSESSMENT_RUN_COMPLETED" -> "Inspector Classic assessment COMPLETED"
                    + (findings < 0 ? "" : ": " + Readable.count(findings, "finding"));
            case "ASSESSMENT_RUN_STATE_CHANGED" -> "Inspector Classic assessment " + state.orElse("changed its state");
            default -> "Inspector Classic: " + Readable.code(what);
        };
    }

    /**
     * The sum over the rules packages, -1 if it is not known. Inspector writes them as Java prints a map:
     * {@code {arn:aws:inspector:…:rulespackage/0-9hgA516p=4}}.
     */
    private static long findings(Json counts) {
        if (counts.number().isPresent()) {
            return counts.node().asLong();
        }
        String text = counts.text().filter(map -> map.length() <= LONGEST_COUNTS).orElse("");
        long sum = -1;
        for (int equals = text.indexOf('='); equals >= 0; equals = text.indexOf('=', equals + 1)) {
            long count = 0;
            int end = equals + 1;
            while (end < text.length() && end < equals + 10 && Character.isDigit(text.charAt(end))) {
                count = 10 * count + Character.digit(text.charAt(end++), 10);
            }
            sum = Math.max(sum, 0) + count;
        }
        return sum < 0 && "{}".equals(text) ? 0 : sum;
    }
}
