package dev.tocsin.notice.media;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.Arn;
import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Listed;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.RunStanding;
import dev.tocsin.notice.Severity;

/** Transcoding jobs of AWS Elemental MediaConvert (MediaConvert User Guide, "Monitoring jobs with EventBridge"). */
@Singleton
@Priority(Interpreter.KNOWN)
final class MediaConvertJob implements Interpreter {

    private static final int MOST_FILES = 3;
    private static final String QUEUE = "queues/";

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.is("aws.mediaconvert", "MediaConvert Job State Change"))
                .map(MediaConvertJob::notice);
    }

    private static Notice notice(Event event) {
        Json job = event.detail();
        String status = job.at("status").text().orElse("CHANGED");
        String id = job.at("jobId").textOrNull();
        return event.notice("mediaconvert-job", severity(status), "MediaConvert job " + status.toUpperCase(Locale.ROOT)
                + queue(job).map(queue -> " in " + queue).orElse(""))
                .titleLink(page(event, id).orElse(null))
                .standing(event.resources().isEmpty() ? Optional.empty() : RunStanding.of(status))
                .text(job.at("errorMessage").textOrNull())
                .fact("Error code", job.at("errorCode").wordsOrNull())
                .fact("Output", Listed.first(MOST_FILES, files(job)))
                .fact("Warnings", Listed.first(MOST_FILES, warnings(job)))
                .fact("Complete", job.at("jobProgress", "jobPercentComplete").words().map(part -> part + " %").orElse(null))
                .fact("Job", id)
                .build();
    }

    private static Severity severity(String status) {
        return switch (status) {
            case "ERROR" -> Severity.HIGH;
            case "CANCELED", "NEW_WARNING" -> Severity.MEDIUM;
            case "COMPLETE" -> Severity.GOOD;
            default -> Severity.INFO;
        };
    }

    private static Optional<String> queue(Json job) {
        return job.at("queue").text().flatMap(Arn::parse).map(Arn::resource)
                .map(name -> name.startsWith(QUEUE) ? name.substring(QUEUE.length()) : name);
    }

    private static List<String> files(Json job) {
        return job.at("outputGroupDetails").items().stream()
                .flatMap(group -> group.at("outputDetails").items().stream())
                .flatMap(output -> output.at("outputFilePaths").items().stream())
                .map(Json::text).flatMap(Optional::stream).toList();
    }

    private static List<String> warnings(Json job) {
        return job.at("warnings").items().stream().map(warning -> warning.at("code").words()
                .map(code -> code + warning.at("count").words().map(count -> " (" + count + "×)").orElse("")))
                .flatMap(Optional::stream).toList();
    }

    private static Optional<String> page(Event event, String id) {
        return id == null ? Optional.empty()
                : ConsoleLinks.page(event.region().orElse(null), "mediaconvert/home#/jobs/summary/" + ConsoleLinks.encode(id));
    }
}
