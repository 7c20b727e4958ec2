package dev.tocsin.notice.data;

import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.aws.LogPages;
import dev.tocsin.notice.Elapsed;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.RunStanding;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;

/**
 * A run of a Glue job that ended, or that runs longer than its owner wants to wait. See AWS Glue User Guide, "Automating AWS
 * Glue with EventBridge".
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class GlueJob implements Interpreter {

    private static final String LATE = "Glue Job Run Status";

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.is("aws.glue", "Glue Job State Change", LATE)).map(GlueJob::notice);
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        String name = detail.at("jobName").text().orElse("");
        String state = detail.at("state").text().orElse("CHANGED");
        Optional<String> run = detail.at("jobRunId").text();
        // Sent once for a run that is not done when the notification delay of its job, in minutes, is over
        Optional<String> delay = detail.at("notificationCondition", "NotifyDelayAfter").words()
                .filter(minutes -> LATE.equals(event.type()));
        String title = ("Glue job " + name).stripTrailing() + " " + state
                + delay.map(minutes -> " for more than " + minutes + " min").orElse("");
        Severity severity = delay.isPresent() ? Severity.MEDIUM : JobState.severity(state);
        String region = event.region().orElse(null);
        Notice.Builder notice = event.notice("glue-job", severity, title)
                .titleLink(page(region, name, run).orElse(null))
                .resource(name.isEmpty() ? null : "glue-job/" + name)
                .text(detail.at("message").text().filter(message -> !saysTheState(message)).orElse(null))
                .fact("Started", detail.at("startedOn").moment().orElse(null))
                .fact("Running for", delay.isPresent()
                        ? Elapsed.between(detail.at("startedOn").moment(), event.time())
                        : null)
                .fact("Run ID", run.orElse(null));
        run.ifPresent(id -> notice.correlationKey("glue-job-run/" + id)
                .standing(delay.isPresent() ? Optional.of(Standing.open(state + ", late")) : RunStanding.of(state)));
        if (severity == Severity.HIGH) {
            run.ifPresent(id -> notice
                    .link("Error log", LogPages.stream(region, "/aws-glue/jobs/error", id))
                    .link("Output log", LogPages.stream(region, "/aws-glue/jobs/output", id)));
        }
        return notice.build();
    }

    private static boolean saysTheState(String message) {
        return message.startsWith("Job is in ") || message.startsWith("Job run ") && message.length() < 30;
    }

    private static Optional<String> page(String region, String name, Optional<String> run) {
        String job = "gluestudio/home#/job/" + ConsoleLinks.encode(name);
        return ConsoleLinks.page(region,
                run.map(id -> job + "/run/" + ConsoleLinks.encode(id)).orElse("gluestudio/home#/jobs"));
    }
}
