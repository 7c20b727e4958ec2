package dev.tocsin.notice.compute;

import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.RunStanding;
import dev.tocsin.notice.Severity;

/**
 * Applications of EMR Serverless and their job runs. Amazon EMR Serverless User Guide, "Automating EMR Serverless with Amazon
 * EventBridge".
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class EmrServerless implements Interpreter {

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event()
                .filter(event -> event.isFrom("aws.emr-serverless") && event.type().startsWith("EMR Serverless "))
                .map(EmrServerless::notice);
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        Optional<String> job = detail.at("jobRunId").text();
        Optional<String> application = detail.at("applicationId").text();
        String state = detail.at("state").text().map(ResourceName::brief).orElse("");
        Notice.Builder notice = event.notice("emr-serverless", severity(event, state), title(event, state))
                .titleLink(ConsoleLinks.page(event.region().orElse(null), "emr/home#/serverless").orElse(null))
                .text(detail.at("stateDetails").textOrNull())
                .fact("Before", detail.at("previousState").textOrNull())
                .fact("Attempt", detail.at("currentAttempt").words().or(() -> detail.at("attempt").words()).orElse(null))
                .fact("Release", detail.at("releaseLabel").textOrNull())
                .fact("Kind", detail.at("type").textOrNull())
                .fact("Created", detail.at("createdAt").moment().orElse(null))
                .fact("Job run", job.orElse(null))
                .fact("Application", application.orElse(null));
        application.map(id -> job.map(run -> id + "/" + run).orElse(id))
                .ifPresent(resource -> notice.resource(resource).correlationKey(resource));
        if (application.isPresent() && job.isPresent()) {
            notice.standing(RunStanding.of(event.type().endsWith("Retry") ? "RETRY" : state));
        }
        return notice.build();
    }

    private static String title(Event event, String state) {
        Json detail = event.detail();
        boolean ofJob = event.type().contains(" Job ");
        String noun = event.type().endsWith("Retry") ? "job RETRY"
                : event.type().endsWith("Utilization Update") ? "job resources" : (ofJob ? "job " : "application ") + state;
        Optional<String> name = ofJob
                ? detail.at("jobRunName").text().or(() -> detail.at("jobRunId").text())
                : detail.at("applicationName").text().or(() -> detail.at("applicationId").text());
        return "EMR Serverless " + noun.strip() + name.map(words -> ": " + ResourceName.brief(words)).orElse("");
    }

    private static Severity severity(Event event, String state) {
        if (event.type().endsWith("Retry")) {
            return Severity.MEDIUM;
        }
        return switch (state) {
            case "FAILED" -> Severity.HIGH;
            case "SUCCESS", "STARTED", "CREATED" -> Severity.GOOD;
            case "CANCELLED", "TERMINATED" -> Severity.MEDIUM;
            default -> Severity.INFO;
        };
    }
}
