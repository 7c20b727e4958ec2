package dev.tocsin.notice.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.aws.Partition;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Labels;
import dev.tocsin.notice.Listed;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;

/**
 * A run of a CloudWatch Synthetics canary, or a canary that was started, stopped or changed (Amazon CloudWatch User Guide,
 * "Monitoring canary events with Amazon EventBridge").
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class Canary implements Interpreter {

    private static final String STATUS_CHANGE = "Synthetics Canary Status Change";
    private static final int MOST_CHANGES = 5;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.is("aws.synthetics", STATUS_CHANGE,
                "Synthetics Canary TestRun Successful", "Synthetics Canary TestRun Failure"))
                .map(event -> event.type().equals(STATUS_CHANGE) ? change(event) : run(event));
    }

    private static Notice run(Event event) {
        Json detail = event.detail();
        String status = detail.at("test-run-status").text()
                .orElse(event.type().endsWith("Failure") ? "FAILED" : "PASSED");
        Json timeline = detail.at("canary-run-timeline");
        Notice.Builder notice = about(event, status.equals("PASSED") ? Severity.GOOD : Severity.HIGH, status)
                .standing(standing(detail, status))
                .text(said(detail.at("state-reason")))
                .fact("Started", timeline.at("started").moment().orElse(null))
                .fact("Ended", timeline.at("completed").moment().orElse(null))
                .fact("Run", detail.at("canary-run-id").textOrNull());
        detail.at("artifact-location").text().ifPresent(location -> notice.link("Artifacts", artifacts(event, location)));
        return notice.build();
    }

    /** Runs follow each other, and the next one tells; how the canary itself is run says nothing of what it finds. */
    private static Optional<Standing> standing(Json detail, String status) {
        return detail.at("canary-name").text()
                .map(name -> status.equals("PASSED") ? Standing.over(status) : Standing.open(status));
    }

    private static Notice change(Event event) {
        Json detail = event.detail();
        String state = detail.at("current-state").text().orElse("CHANGED");
        List<String> changed = new ArrayList<>();
        detail.at("changed-config").forEachMember((name, values) -> changed.add(Labels.of(name)));
        Severity severity = switch (state) {
            case "ERROR" -> Severity.HIGH;
            case "STOPPED", "STOPPING", "DELETING" -> Severity.LOW;
            default -> Severity.INFO;
        };
        return about(event, severity, state)
                .text(said(detail.at("state-reason")))
                .text(detail.at("message").text().filter(message -> !message.equals("Canary status has changed")).orElse(null))
                .fact("State", detail.at("previous-state").text().filter(old -> !old.equals("NULL"))
                        .map(old -> old + " → " + state).orElse(null))
                .fact("Changed", Listed.first(MOST_CHANGES, changed))
                .fact("Updated", detail.at("updated-on").moment().orElse(null))
                .build();
    }

    private static Notice.Builder about(Event event, Severity severity, String state) {
        Optional<String> name = event.detail().at("canary-name").text();
        String region = event.region().orElse(null);
        Notice.Builder notice = event.notice("synthetics-canary", severity, "Canary " + name.orElse("run") + " " + state);
        name.ifPresent(canary -> {
            String arn = "arn:" + Partition.ofRegion(region).map(Partition::id).orElse("aws") + ":synthetics:" + region + ":"
                    + event.account().orElse("") + ":canary:" + canary;
            notice.resource(arn).correlationKey(arn).titleLink(ConsoleLinks.page(region,
                    "cloudwatch/home#synthetics:canary/detail/" + ConsoleLinks.encode(canary)).orElse(null));
        });
        return notice;
    }

    /** Reasons come in quotation marks of their own, and as the word null. */
    private static String said(Json place) {
        return place.text().map(text -> text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1).strip()
                : text).filter(text -> !text.equalsIgnoreCase("null")).orElse(null);
    }

    /** A bucket and a folder in it. */
    private static String artifacts(Event event, String location) {
        int slash = location.indexOf('/');
        return slash <= 0 ? null
                : ConsoleLinks.page(event.region().orElse(null), "s3/buckets/"
                        + ConsoleLinks.encode(location.substring(0, slash)) + "?prefix="
                        + ConsoleLinks.encode(location.substring(slash + 1)) + "/").orElse(null);
    }
}
