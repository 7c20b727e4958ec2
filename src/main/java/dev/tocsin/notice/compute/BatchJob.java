package dev.tocsin.notice.compute;

import java.util.List;
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

/**
 * An AWS Batch job on its way from SUBMITTED to SUCCEEDED or FAILED, and a queue that a job blocks. AWS Batch User Guide, "Job
 * state change events", "Job queue blocked events"; jobs of other services have the same members.
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class BatchJob implements Interpreter {

    private static final String DEFAULT_LOG_GROUP = "/aws/batch/job";

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event()
                .filter(event -> event.is("aws.batch", "Batch Job State Change", "Batch Job Queue Blocked",
                        "Batch Service Job State Change", "Batch Service Job Queue Blocked"))
                .map(event -> event.type().endsWith("Blocked") ? blocked(event) : job(event));
    }

    private static Notice job(Event event) {
        Json job = event.detail();
        String status = job.at("status").text().map(ResourceName::brief).orElse("changed");
        String region = event.region().orElse(null);
        Notice.Builder notice = event.notice("batch-job", severity(status), "Batch job " + status + ": " + name(event))
                .standing(event.resources().isEmpty() ? Optional.empty() : RunStanding.of(status))
                .text(job.at("statusReason").textOrNull())
                .fact("Container", ContainerEnd.outcome(container(job), job.at("statusReason")))
                .fact("Queue", job.at("jobQueue").text().map(ResourceName::of).orElse(null));
        return common(event, notice)
                .fact("Started", job.at("startedAt").moment().orElse(null))
                .fact("Ran for", Elapsed.between(job.at("startedAt").moment(), job.at("stoppedAt").moment()))
                .link("Logs", logs(job, region))
                .build();
    }

    private static Notice blocked(Event event) {
        Json job = event.detail();
        Optional<String> queue = job.at("jobQueue").text();
        Notice.Builder notice = event.notice("batch-job", Severity.HIGH,
                "Batch queue BLOCKED: " + queue.map(ResourceName::of).orElse("by " + name(event)))
                .text(job.at("statusReason").textOrNull())
                .fact("Blocked by job", name(event));
        queue.ifPresent(arn -> notice.resource(arn).correlationKey(arn));
        return common(event, notice).build();
    }

    private static Notice.Builder common(Event event, Notice.Builder notice) {
        Json job = event.detail();
        Optional<String> id = job.at("jobId").text();
        id.flatMap(known -> ConsoleLinks.page(event.region().orElse(null), "batch/home#jobs/detail/"
                + ConsoleLinks.encode(known))).ifPresent(notice::titleLink);
        return notice
                .fact("Attempts", attempts(job))
                .fact("Definition", job.at("jobDefinition").text().map(ResourceName::of).orElse(null))
                .fact("Service", job.at("serviceJobType").textOrNull())
                .fact("Array size", job.at("arrayProperties", "size").wordsOrNull())
                .fact("Nodes", job.at("nodeProperties", "numNodes").wordsOrNull())
                .fact("Job", id.orElse(null));
    }

    private static String name(Event event) {
        return event.detail().at("jobName").text().or(() -> event.detail().at("jobId").text())
                .or(() -> event.resources().stream().findFirst().map(ResourceName::of))
                .map(ResourceName::brief).orElse("job");
    }

    /** The container of the last attempt: that of the job lacks exit code and log in some messages. */
    private static Json container(Json job) {
        List<Json> attempts = job.at("attempts").items();
        Json own = job.at("container");
        boolean told = own.has("exitCode") || own.has("logStreamName") || attempts.isEmpty();
        return told ? own : attempts.get(attempts.size() - 1).at("container");
    }

    private static String attempts(Json job) {
        int made = job.at("attempts").items().size();
        Optional<String> allowed = job.at("retryStrategy", "attempts").words();
        return made == 0 ? null : allowed.map(most -> made + " of " + most).orElse(Integer.toString(made));
    }

    private static Optional<String> logs(Json job, String region) {
        String group = job.at("container", "logConfiguration", "options", "awslogs-group").text().orElse(DEFAULT_LOG_GROUP);
        return container(job).at("logStreamName").text().flatMap(stream -> LogPages.stream(region, group, stream));
    }

    private static Severity severity(String status) {
        return switch (status) {
            case "FAILED" -> Severity.HIGH;
            case "SUCCEEDED" -> Severity.GOOD;
            default -> Severity.INFO;
        };
    }
}
