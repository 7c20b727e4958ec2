package dev.tocsin.notice.compute;

import java.util.List;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.LogPages;
import dev.tocsin.aws.Arn;
import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Text;

/**
 * The record of an invocation that a Lambda function's destination gets, as it is from SNS and as the detail of an event from
 * EventBridge: asynchronous invocations and batches of streams. AWS Lambda Developer Guide, "Capturing records of Lambda
 * asynchronous invocations". What the function got and gave is not shown, but for its error.
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class LambdaInvocation implements Interpreter {

    private static final String TYPE = "Lambda Function Invocation Result - ";
    private static final int LONGEST_ERROR = 1000;
    private static final int LONGEST_TRACE = 600;
    private static final int MOST_FRAMES = 5;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        Json record = reading.event().isEmpty() ? reading.json()
                : reading.event()
                        .filter(event -> event.isFrom("lambda") && event.type().startsWith(TYPE))
                        .map(event -> event.detail()).orElse(new Json(null));
        return function(record).map(function -> notice(record, function));
    }

    private static Optional<Arn> function(Json record) {
        Json context = record.at("requestContext");
        return context.at("functionArn").text()
                .filter(arn -> context.at("condition").text().isPresent() && context.at("requestId").text().isPresent())
                .flatMap(Arn::parse)
                .filter(arn -> arn.service().equals("lambda") && arn.resource().startsWith("function:"));
    }

    private static Notice notice(Json record, Arn arn) {
        String[] parts = arn.resource().split(":", 3);
        String function = ResourceName.brief(parts[1]);
        Json context = record.at("requestContext");
        Json answer = record.at("responseContext");
        String condition = context.at("condition").text().map(ResourceName::brief).orElse("");
        boolean good = condition.equals("Success");
        String request = context.at("requestId").textOrNull();
        String region = arn.region();
        String place = "arn:" + arn.partition() + ":lambda:" + region + ":" + arn.account() + ":function:" + parts[1];
        Notice.Builder notice = Notice.of("lambda-invocation", good ? Severity.GOOD : Severity.HIGH,
                "Lambda " + function + (good ? " SUCCEEDED" : " FAILED: " + condition))
                .region(region)
                .account(Optional.of(arn.account()).filter(Json::isAccount).orElse(null))
                .occurredAt(record.at("timestamp").moment().orElse(null))
                .resource(place)
                .correlationKey(place)
                .titleLink(ConsoleLinks.page(region, "lambda/home#/functions/" + ConsoleLinks.encode(parts[1])
                        + "?tab=monitoring").orElse(null))
                .text(meaning(condition));
        if (!good) {
            error(record.at("responsePayload"), notice);
        }
        stream(record, notice);
        return notice.fact("Error", answer.at("functionError").textOrNull())
                .fact("Attempts", context.at("approximateInvokeCount").wordsOrNull())
                .fact("Status code", answer.at("statusCode").number().filter(code -> code.intValue() != 200)
                        .map(code -> answer.at("statusCode").wordsOrNull()).orElse(null))
                .fact("Version", version(answer.at("executedVersion").text(), parts))
                .fact("Request", request)
                .link("Logs of this request", request == null ? Optional.empty()
                        : LogPages.search(region, "/aws/lambda/" + parts[1], request))
                .build();
    }

    private static String meaning(String condition) {
        return switch (condition) {
            case "RetriesExhausted" -> "All retries failed.";
            case "RetryAttemptsExhausted" -> "All retries of the batch failed; its records were skipped.";
            case "EventAgeExceeded", "MaximumRecordAgeExceeded" -> "The event grew too old before an invocation succeeded.";
            default -> null;
        };
    }

    /** What the runtimes make of an exception: errorType, errorMessage, and stackTrace or trace. */
    private static void error(Json payload, Notice.Builder notice) {
        Optional<String> type = payload.at("errorType").text();
        payload.at("errorMessage").text()
                .map(message -> type.map(name -> name + ": " + message).orElse(message))
                .or(() -> type)
                .ifPresent(words -> notice.text(Cut.end(words, LONGEST_ERROR)));
        List<Json> frames = payload.at("stackTrace").items().isEmpty()
                ? payload.at("trace").items()
                : payload.at("stackTrace").items();
        String trace = String.join("\n", frames.stream().limit(MOST_FRAMES).map(Json::text).flatMap(Optional::stream).toList());
        if (!trace.isEmpty()) {
            notice.text(new Text.Preformatted(Cut.end(trace, LONGEST_TRACE)));
        }
    }

    private static void stream(Json record, Notice.Builder notice) {
        Json batch = record.has("KinesisBatchInfo") ? record.at("KinesisBatchInfo") : record.at("DDBStreamBatchInfo");
        notice.fact("Stream", batch.at("streamArn").text().flatMap(Arn::parse).map(Arn::resource)
                .map(resource -> Cut.middle(resource, 160)).orElse(null))
                .fact("Shard", batch.at("shardId").textOrNull())
                .fact("Records", batch.at("batchSize").wordsOrNull())
                .fact("First record", batch.at("startSequenceNumber").textOrNull())
                .fact("Arrived", batch.at("approximateArrivalOfFirstRecord").moment().orElse(null));
    }

    /** The alias or version that was called and what it led to. */
    private static String version(Optional<String> executed, String[] parts) {
        Optional<String> called = parts.length > 2 ? Optional.of(parts[2]) : Optional.empty();
        return executed.filter(version -> !called.equals(Optional.of(version)))
                .map(version -> called.map(alias -> alias + " → " + version).orElse(version))
                .or(() -> called)
                .filter(version -> !version.equals("$LATEST"))
                .orElse(null);
    }
}
