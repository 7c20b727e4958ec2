package dev.tocsin.notice.media;

import java.util.Locale;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.aws.TopicArn;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.RunStanding;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.SeverityWords;

/**
 * The end of a job of Amazon Textract or of Amazon Rekognition Video, which both publish to the topic of the job (Amazon
 * Textract
 * Developer Guide, "Amazon Textract results notification"; Amazon Rekognition Developer Guide, "Reference: Video analysis
 * results notification").
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class AnalysisJob implements Interpreter {

    @Override
    public Optional<Notice> interpret(Reading reading) {
        Json json = reading.json();
        boolean known = json.at("JobId").text().isPresent() && json.at("Status").text().isPresent()
                && json.at("API").text().filter(api -> api.startsWith("Start")).isPresent();
        return known ? Optional.of(notice(reading, json)) : Optional.empty();
    }

    private static Notice notice(Reading reading, Json json) {
        String api = json.at("API").text().orElse("");
        String status = json.at("Status").text().orElse("ended");
        boolean document = api.contains("Document") || api.contains("Expense") || api.contains("Lending")
                || json.at("DocumentLocation").isObject();
        String service = document ? "Textract" : "Rekognition";
        Json place = json.at(document ? "DocumentLocation" : "Video");
        Optional<String> file = text(place, "S3ObjectName").map(name -> text(place, "S3Bucket")
                .map(bucket -> bucket + "/" + name).orElse(name));
        Optional<TopicArn> topic = TopicArn.parse(reading.message().topicArn());
        String id = json.at("JobId").text().orElse("");
        return Notice.of("media-analysis", SeverityWords.in(status).orElse(Severity.INFO),
                service + " " + api + " " + status
                        + file.map(name -> ": " + name.substring(name.lastIndexOf('/') + 1)).orElse(""))
                .region(topic.map(TopicArn::region).orElse(null))
                .account(topic.map(TopicArn::account).orElse(null))
                .titleLink(topic.flatMap(arn -> ConsoleLinks.service(arn.region(), service.toLowerCase(Locale.ROOT)))
                        .orElse(null))
                .occurredAt(json.at("Timestamp").moment().orElse(null))
                .correlationKey(service.toLowerCase(Locale.ROOT) + "/" + id)
                .standing(RunStanding.of(status))
                .text(json.at("StatusMessage").text().or(() -> json.at("Message").text()).orElse(null))
                .fact("File", file.orElse(null))
                .fact("Tag", json.at("JobTag").textOrNull())
                .fact("Job ID", id)
                .build();
    }

    private static Optional<String> text(Json place, String member) {
        return place.at(member).text();
    }
}
