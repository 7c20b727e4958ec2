package dev.tocsin.notice.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.Arn;
import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.aws.TopicArn;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Listed;
import dev.tocsin.notice.Message;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;

/**
 * A command of Run Command, or of a maintenance window, that changed its status: as an event, and as Run Command publishes
 * it itself (Systems Manager User Guide, "Example Amazon SNS notifications for AWS Systems Manager"). What the command does
 * is left out: people write passwords into commands.
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class RunCommand implements Interpreter {

    private static final int MOST_INSTANCES = 5;
    private static final String INSTANCE = "instance/";

    /** What both routes say, each in its own spelling. */
    private record Command(String id, String document, SsmStatus status, Optional<String> instance, List<String> instances,
            Json members) {

        /** The one instance of an invocation, or all that the command went to. */
        List<String> targets() {
            return instance.map(List::of).orElse(instances);
        }

        String title() {
            return "Run Command: " + document + " " + status.capitals() + instance.map(id -> " on " + id).orElse("");
        }

        Optional<String> page(String region) {
            return ConsoleLinks.page(region, "systems-manager/run-command/" + ConsoleLinks.encode(id)
                    + instance.map(instance -> "/" + ConsoleLinks.encode(instance)).orElse(""));
        }

        Notice.Builder tell(Notice.Builder notice, String region) {
            boolean single = targets().size() == 1;
            boolean ended = status.severity() != Severity.INFO;
            return notice.titleLink(page(region).orElse(null))
                    .correlationKey("ssm-command/" + id)
                    // What became of it on one instance is not yet what becomes of it.
                    .standing(instance.isPresent() ? Optional.empty() : status.run())
                    .resource(id)
                    .fact(single ? "Instance" : "Instances",
                            instance.isPresent() ? null : Listed.first(MOST_INSTANCES, instances))
                    .fact("Requested", either("requested-date-time", "requestedDateTime").moment().orElse(null))
                    .fact("Expires", ended ? null : either("expire-after", "expiresAfter").moment().orElse(null))
                    .fact("Output", output())
                    .fact("Command", id);
        }

        private String output() {
            return members.at("outputS3BucketName").text()
                    .map(bucket -> "s3://" + bucket + members.at("outputS3KeyPrefix").text().map(key -> "/" + key).orElse(""))
                    .orElse(null);
        }

        private Json either(String ofEvents, String ofNotifications) {
            return members.has(ofEvents) ? members.at(ofEvents) : members.at(ofNotifications);
        }
    }

    @Override
    public Optional<Notice> interpret(Reading reading) {
        if (reading.event().isPresent()) {
            return reading.event()
                    .filter(event -> event.is("aws.ssm", "EC2 Command Status-change Notification",
                            "EC2 Command Invocation Status-change Notification"))
                    .map(RunCommand::ofEvent);
        }
        Json json = reading.json();
        return json.at("requestedDateTime").text().isPresent() && json.at("eventTime").text().isPresent()
                ? ofNotification(reading.message(), json)
                : Optional.empty();
    }

    private static Notice ofEvent(Event event) {
        Json detail = event.detail();
        List<String> instances = event.arns().map(Arn::resource).filter(resource -> resource.startsWith(INSTANCE))
                .map(resource -> resource.substring(INSTANCE.length())).toList();
        Optional<String> id = detail.at("command-id").text();
        String document = detail.at("document-name").text().orElse("command");
        SsmStatus status = SsmStatus.in(detail.at("status")).orElse(new SsmStatus("Changed"));
        if (id.isEmpty()) {
            return event.notice("ssm-command", status.severity(), "Run Command: " + document + " " + status.capitals()).build();
        }
        Command command = new Command(id.get(), document, status, detail.at("instance-id").text(), instances, detail);
        return command.tell(event.notice("ssm-command", status.severity(), command.title()), event.region().orElse(null))
                .build();
    }

    private static Optional<Notice> ofNotification(Message message, Json json) {
        Optional<String> id = json.at("commandId").text();
        Optional<String> document = json.at("documentName").text();
        Optional<SsmStatus> status = SsmStatus.in(json.at("status"));
        if (id.isEmpty() || document.isEmpty() || status.isEmpty()) {
            return Optional.empty();
        }
        List<String> instances = new ArrayList<>();
        json.at("instanceIds").items().forEach(instance -> instance.text().ifPresent(instances::add));
        Command command = new Command(id.get(), document.get(), status.get(), json.at("instanceId").text(), instances, json);
        String region = TopicArn.parse(message.topicArn()).map(TopicArn::region).orElse(null);
        return Optional.of(command.tell(Notice.of("ssm-command", status.get().severity(), command.title())
                .region(region)
                .occurredAt(json.at("eventTime").moment().orElse(null)), region).build());
    }
}
