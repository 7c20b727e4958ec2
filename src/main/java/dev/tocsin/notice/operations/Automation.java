package dev.tocsin.notice.operations;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.Arn;
import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;

/**
 * A runbook of Systems Manager Automation, or one step of it, that changed its status (Systems Manager User Guide, "Amazon
 * EventBridge event examples for Systems Manager").
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class Automation implements Interpreter {

    private static final String STEP = "EC2 Automation Step Status-change Notification";

    /** For instance "Nov 29, 2026 7:43:20 PM": the one place where AWS writes so. */
    private static final DateTimeFormatter AMERICAN = DateTimeFormatter.ofPattern("MMM d, uuuu h:mm:ss a", Locale.ENGLISH);
    private static final int LONGEST_TIME = 40;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event()
                .filter(event -> event.is("aws.ssm", STEP, "EC2 Automation Execution Status-change Notification"))
                .map(Automation::notice);
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        SsmStatus status = SsmStatus.in(detail.at("Status")).orElse(new SsmStatus("Changed"));
        boolean approval = isApproval(event) && "WAITING".equals(status.capitals());
        String runbook = detail.at("Definition").text().map(Automation::name).orElse("runbook");
        Notice.Builder notice = event.notice("ssm-automation", approval ? Severity.MEDIUM : status.severity(),
                title(event, runbook, status))
                .text(approval ? "Goes on when somebody approves it." : null)
                .fact("Runbook", event.type().equals(STEP) ? runbook : null)
                .fact("Step action", detail.at("Action").textOrNull())
                .fact("Run by", detail.at("ExecutedBy").text().map(Automation::principal).orElse(null))
                .fact("Started", moment(detail.at("StartTime")).orElse(null))
                .fact("Took", detail.at("EndTime").isEmpty() ? null : took(detail.at("Time")).orElse(null))
                .fact("Version", detail.at("DefinitionVersion").wordsOrNull());
        detail.at("ExecutionId").text().ifPresent(id -> notice.fact("Execution", id)
                .correlationKey("ssm-automation/" + id)
                .standing(standing(event, status))
                .titleLink(ConsoleLinks.page(event.region().orElse(null),
                        "systems-manager/automation/execution/" + ConsoleLinks.encode(id)).orElse(null)));
        return notice.build();
    }

    /** How the execution stands. Of its steps only those tell of all that somebody has to approve. */
    private static Optional<Standing> standing(Event event, SsmStatus status) {
        boolean isStep = event.type().equals(STEP);
        if ("WAITING".equals(status.capitals())) {
            return isStep && !isApproval(event) ? Optional.empty() : Optional.of(Standing.open(status.capitals()));
        }
        if (!isStep) {
            return status.run();
        }
        return isApproval(event) && status.severity() == Severity.GOOD ? Optional.of(Standing.running("APPROVED"))
                : Optional.empty();
    }

    private static boolean isApproval(Event event) {
        return event.detail().at("Action").is("aws:approve");
    }

    private static String title(Event event, String runbook, SsmStatus status) {
        return event.type().equals(STEP)
                ? "Automation step: " + event.detail().at("StepName").text().orElse("of " + runbook) + " " + status.capitals()
                : "Automation: " + runbook + " " + status.capitals();
    }

    /** A runbook that another account shares comes with its ARN. */
    private static String name(String definition) {
        return definition.substring(definition.lastIndexOf('/') + 1);
    }

    private static String principal(String arn) {
        return Arn.parse(arn).map(Arn::resource).orElse(arn);
    }

    private static Optional<Instant> moment(Json place) {
        return place.moment().or(() -> place.text().filter(text -> text.length() <= LONGEST_TIME).flatMap(text -> {
            try {
                // Newer releases of Java write a narrow no-break space before AM and PM
                return Optional.of(LocalDateTime.parse(text.replace('\u202F', ' '), AMERICAN).toInstant(ZoneOffset.UTC));
            } catch (DateTimeException other) {
                return Optional.empty();
            }
        }));
    }

    /** From milliseconds. */
    private static Optional<String> took(Json place) {
        return place.number().filter(millis -> millis.signum() >= 0 && millis.compareTo(BigDecimal.valueOf(1e12)) < 0)
                .map(BigDecimal::longValue).map(millis -> {
                    long seconds = Math.round(millis / 1000.0);
                    if (seconds < 60) {
                        return seconds + " s";
                    }
                    return seconds < 3600 ? seconds / 60 + " min " + seconds % 60 + " s"
                            : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
                });
    }
}
