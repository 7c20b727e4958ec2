package dev.tocsin.notice.data;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.Arn;
import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.aws.TopicArn;
import dev.tocsin.notice.Elapsed;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Labels;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.RunStanding;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;

/**
 * Backup, restore, copy and scan jobs of AWS Backup: vault notifications, which are text, and EventBridge. See AWS Backup
 * Developer Guide, "Notification options with AWS Backup" and "Monitoring AWS Backup events using Amazon EventBridge".
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class BackupJob implements Interpreter {

    private static final int MOST_OTHERS = 4;

    /** States in which the sentence says no more than the title. */
    private static final List<String> SAID_BY_STATE = List.of("COMPLETED", "FAILED", "ABORTED", "STARTED");

    @Override
    public Optional<Notice> interpret(Reading reading) {
        Optional<Event> event = reading.event().filter(e -> e.is("aws.backup", "Backup Job State Change",
                "Restore Job State Change", "Copy Job State Change", "Scan Job State Change"));
        if (event.isPresent()) {
            return event.map(BackupJob::notice);
        }
        return BackupText.in(reading).map(BackupJob::notice);
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        String kind = event.type().substring(0, event.type().indexOf(' ')).toLowerCase(Locale.ROOT);
        String state = detail.at("state").text().or(() -> detail.at("status").text()).orElse("CHANGED");
        // Quoted once more than JSON does
        String message = detail.at("statusMessage").text().map(BackupJob::unquoted).orElse(null);
        Optional<String> resource = detail.at("resourceArn").text().or(() -> detail.at("sourceResourceArn").text());
        Optional<String> scan = detail.at("scanResult", "scanResultStatus").text();
        Optional<String> id = detail.at(kind + "JobId").text();
        String subject = resource.or(() -> detail.at("createdResourceArn").text())
                .or(() -> event.resources().stream().findFirst()).map(ResourceName::of).orElse("");
        String end = scan.map(result -> state + ", " + result)
                .orElse(hasIssues(kind, state, message) ? state + " with issues" : state);
        Notice.Builder notice = event.notice("backup-job", severity(kind, state, message, scan), title(kind, end, subject))
                .titleLink(page(event.region().orElse(null), kind).orElse(null))
                .resource(resource.or(() -> event.resources().stream().findFirst()).orElse(null))
                .correlationKey(id.map(job -> key(kind, job)).orElse(null))
                .standing(id.flatMap(job -> standing(state, scan)))
                .text(message)
                .fact("Resource type", detail.at("resourceType").textOrNull())
                .fact("Vault", detail.at("backupVaultName").text()
                        .or(() -> detail.at("sourceBackupVaultArn").text().map(ResourceName::last)).orElse(null))
                .fact("Destination", vault(detail.at("destinationBackupVaultArn")))
                .fact("Restored as", detail.at("createdResourceArn").text().map(ResourceName::of).orElse(null))
                .fact("Size", detail.at("backupSizeInBytes").is("0") ? null : DataSize.words(detail.at("backupSizeInBytes")))
                .fact("Done", detail.at("percentDone").words()
                        .filter(percent -> JobState.severity(state) == Severity.INFO && !"0".equals(percent))
                        .map(percent -> percent + " %").orElse(null))
                .fact("Created", detail.at("creationDate").moment().orElse(null))
                .fact("Took", Elapsed.between(detail.at("creationDate").moment(), detail.at("completionDate").moment()))
                .fact("Job ID", id.orElse(null));
        detail.at("createdBy", "backupPlanId").text()
                .ifPresent(plan -> notice.link("Backup plan", ConsoleLinks.page(event.region().orElse(null),
                        "backup/home#/backupplan/details/" + ConsoleLinks.encode(plan)).orElse(null)));
        return notice.build();
    }

    private static Notice notice(BackupText text) {
        String kind = text.kind();
        String state = text.state();
        Optional<String> point = text.part("recoverypointarn");
        Optional<String> resource = text.part("resourcearn").or(() -> point);
        Optional<String> id = text.part("jobid");
        Optional<Arn> arn = text.arn();
        // A vault's topic is in its own account and Region
        Optional<TopicArn> topic = TopicArn.parse(text.message().topicArn());
        String region = arn.map(Arn::region).or(() -> topic.map(TopicArn::region)).orElse(null);
        String subject = resource.map(ResourceName::of).orElse("");
        String title = text.isOfObject() ? Headline.of(text.sentence()).words() : title(kind, state, subject);
        Notice.Builder notice = Notice.of("backup-job", severity(kind, state, null, Optional.empty()), title)
                .region(region)
                .account(arn.map(Arn::account).filter(Json::isAccount).or(() -> topic.map(TopicArn::account)).orElse(null))
                .titleLink(page(region, kind).orElse(null))
                .resource(resource.orElse(null))
                .correlationKey(id.map(job -> key(kind, job)).orElse(null))
                .standing(text.isOfObject() ? Optional.empty() : id.flatMap(job -> standing(state, Optional.empty())))
                .text(text.isOfObject() || SAID_BY_STATE.contains(state) ? null : text.sentence() + ".")
                .text(text.remarks())
                .fact("Recovery point", point.map(ResourceName::of).filter(name -> !name.equals(subject)).orElse(null));
        text.others().limit(MOST_OTHERS).forEach(part -> notice.fact(Labels.of(part.getKey()), part.getValue()));
        return notice.fact("Job ID", id.orElse(null)).build();
    }

    private static String title(String kind, String state, String subject) {
        String job = ("backup".equals(kind) ? "Backup job " : "Backup " + kind + " job ") + state;
        return subject.isEmpty() ? job : job + ": " + subject;
    }

    /** What a scan found does not go away with its job. */
    private static Optional<Standing> standing(String state, Optional<String> scan) {
        return scan.filter("THREATS_FOUND"::equals).map(Standing::openUntilResolved).or(() -> RunStanding.of(state));
    }

    private static Severity severity(String kind, String state, String message, Optional<String> scan) {
        if (scan.filter("THREATS_FOUND"::equals).isPresent()) {
            return Severity.CRITICAL;
        }
        return hasIssues(kind, state, message) ? Severity.MEDIUM : JobState.severity(state);
    }

    /** A completed backup with something to say is what the console calls "Completed with issues". */
    private static boolean hasIssues(String kind, String state, String message) {
        return "backup".equals(kind) && "COMPLETED".equals(state) && message != null && !message.isBlank();
    }

    private static String unquoted(String message) {
        boolean isQuoted = message.length() > 1 && message.startsWith("\"") && message.endsWith("\"");
        return isQuoted ? message.substring(1, message.length() - 1) : message;
    }

    /** Copies go to other Regions and accounts, which the name of a vault does not tell. */
    private static String vault(Json arn) {
        return arn.text().flatMap(Arn::parse)
                .map(vault -> ResourceName.last(vault.toString()) + " (" + vault.region() + ", " + vault.account() + ")")
                .orElse(null);
    }

    private static String key(String kind, String id) {
        return "backup-job/" + kind + "/" + id.toLowerCase(Locale.ROOT);
    }

    private static Optional<String> page(String region, String kind) {
        return ConsoleLinks.page(region, "backup/home#/jobs/" + kind);
    }
}
