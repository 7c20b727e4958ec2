package dev.tocsin.notice.compute;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.notice.Elapsed;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;

/**
 * EBS snapshots: created, copied, shared, of several volumes at once, and their fast restore. Amazon EBS User Guide, "EBS
 * snapshot events", "EBS fast snapshot restore events".
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class EbsSnapshot implements Interpreter {

    private static final String ONE = "EBS Snapshot Notification";
    private static final String SEVERAL = "EBS Multi-Volume Snapshots Completion Status";
    private static final String FAST_RESTORE = "EBS Fast Snapshot Restore State-change Notification";

    /** What it is called when it failed and when it is done. */
    private record Action(String noun, String done) {
    }

    private static final Map<String, Action> ACTIONS = Map.of(
            "createSnapshot", new Action("creation", "created"),
            "createSnapshots", new Action("creation", "created"),
            "copySnapshot", new Action("copy", "copied"),
            "shareSnapshot", new Action("sharing", "shared with this account"),
            "archiveSnapshot", new Action("archival", "archived"),
            "permanentRestoreSnapshot", new Action("restore from the archive", "restored from the archive"),
            "temporaryRestoreSnapshot",
            new Action("temporary restore from the archive", "restored from the archive for a time"),
            "restoreTierSnapshot", new Action("return to the archive", "returned to the archive"));

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.is("aws.ec2", ONE, SEVERAL, FAST_RESTORE)).map(EbsSnapshot::notice);
    }

    private static Notice notice(Event event) {
        return switch (event.type()) {
            case FAST_RESTORE -> fastRestore(event);
            case SEVERAL -> several(event);
            default -> one(event);
        };
    }

    private static Notice one(Event event) {
        Json detail = event.detail();
        String id = snapshot(event, detail.at("snapshot_id"));
        String region = event.region().orElse(null);
        Json source = detail.at("source");
        String label = detail.at("event").is("shareSnapshot") ? "Shared by"
                : source.text().filter(arn -> arn.contains("snapshot/")).isPresent() ? "Copied from" : "Volume";
        String name = ResourceName.of(source.wordsOrNull());
        return timed(builder(event, id).fact(label, name), detail)
                .titleLink(Ec2Page.snapshot(region, id))
                .link("Volume", label.equals("Volume") ? Ec2Page.volume(region, name) : null)
                .build();
    }

    private static Notice several(Event event) {
        Json detail = event.detail();
        List<Json> snapshots = detail.at("snapshots").items();
        List<Json> others = snapshots.stream().filter(snapshot -> !snapshot.at("status").is("completed")).toList();
        String completed = snapshots.size() - others.size() + " of " + snapshots.size();
        return timed(builder(event, "of " + snapshots.size() + " volumes")
                .fact("Completed", others.isEmpty() ? null : completed)
                .fact("Others", ResourceName.listed(others.stream().limit(5).map(EbsSnapshot::member).toList(), others.size()))
                .fact("Snapshots", others.isEmpty()
                        ? ResourceName.ofAll(snapshots.stream().map(snapshot -> snapshot.at("snapshot_id")).toList())
                        : null),
                detail).build();
    }

    private static Notice fastRestore(Event event) {
        Json detail = event.detail();
        String id = snapshot(event, detail.at("snapshot-id"));
        String state = detail.at("state").text().map(ResourceName::brief).orElse("changed");
        String message = detail.at("message").textOrNull();
        boolean failed = message != null && (message.contains("Error") || message.contains("Invalid"));
        Severity severity = failed ? Severity.HIGH : "enabled".equals(state) ? Severity.GOOD : Severity.INFO;
        return event.notice("ebs-snapshot", severity, "EBS fast snapshot restore " + state + ": " + id)
                .titleLink(Ec2Page.snapshot(event.region().orElse(null), id))
                .text(message)
                .fact("Zone", detail.at("zone").textOrNull())
                .build();
    }

    private static Notice.Builder builder(Event event, String what) {
        String name = event.detail().at("event").text().map(ResourceName::brief).orElse("action");
        Action action = ACTIONS.getOrDefault(name, new Action(name, name + " succeeded"));
        String result = event.detail().at("result").text().map(ResourceName::brief).orElse("done");
        String outcome = switch (result) {
            case "failed" -> action.noun() + " FAILED";
            case "succeeded" -> action.done();
            default -> action.noun() + " " + result;
        };
        return event.notice("ebs-snapshot", severity(result),
                (event.type().equals(SEVERAL) ? "EBS snapshots " : "EBS snapshot ") + what + ": " + outcome)
                .text(event.detail().at("cause").textOrNull());
    }

    private static Notice.Builder timed(Notice.Builder notice, Json detail) {
        Optional<Instant> start = detail.at("startTime").moment();
        return notice.fact("Started", start.orElse(null))
                .fact("Took", Elapsed.between(start, detail.at("endTime").moment()));
    }

    private static String member(Json snapshot) {
        String source = snapshot.at("source").text().map(ResourceName::of).map(volume -> " of " + volume).orElse("");
        String status = snapshot.at("status").text().map(words -> " " + words).orElse("");
        return snapshot.at("snapshot_id").text().map(ResourceName::of).orElse("snapshot") + source + status;
    }

    /** The id; these ARNs have the Region in the place of the account. */
    private static String snapshot(Event event, Json arn) {
        return arn.text().or(() -> event.resources().stream().findFirst()).map(ResourceName::of).orElse("snapshot");
    }

    private static Severity severity(String result) {
        return switch (result) {
            case "failed" -> Severity.HIGH;
            case "succeeded", "available", "completed" -> Severity.GOOD;
            default -> Severity.INFO;
        };
    }
}
