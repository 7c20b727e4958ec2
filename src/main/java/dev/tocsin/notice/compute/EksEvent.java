package dev.tocsin.notice.compute;

import java.util.List;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.Arn;
import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.SentenceSeverity;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;
import dev.tocsin.notice.Text;

/**
 * What EKS tells of add-ons and of Fargate pods. EventBridge Events Reference, "Amazon Elastic Kubernetes Service events"; it
 * names the detail-types, which say what happened, but not the members.
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class EksEvent implements Interpreter {

    private static final int MOST_ISSUES = 5;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.isFrom("aws.eks") && event.type().startsWith("EKS "))
                .map(EksEvent::notice);
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        List<String[]> places = event.arns().limit(3).map(Arn::resource).map(resource -> resource.split("/", 4)).toList();
        Optional<String> cluster = detail.at("clusterName").text().or(() -> detail.at("cluster-name").text())
                .or(() -> places.stream().filter(parts -> parts.length > 1).map(parts -> parts[1]).findFirst())
                .map(ResourceName::brief);
        Optional<String> addon = detail.at("addonName").text().or(() -> detail.at("addon-name").text())
                .or(() -> places.stream().filter(parts -> parts.length > 2 && parts[0].equals("addon"))
                        .map(parts -> parts[2]).findFirst())
                .map(ResourceName::brief);
        String subject = addon.or(() -> cluster).map(name -> ": " + name).orElse("");
        String within = addon.isPresent() ? cluster.map(name -> " (" + name + ")").orElse("") : "";
        Notice.Builder notice = event.notice("eks", severity(event.type()), event.type() + subject + within)
                .text(detail.at("message").text().or(() -> detail.at("reason").text()).orElse(null));
        cluster.flatMap(name -> page(event, name)).ifPresent(notice::titleLink);
        if (!event.resources().isEmpty()) {
            notice.standing(standing(event.type()));
        }
        List<Text> issues = issues(detail);
        if (!issues.isEmpty()) {
            notice.text(new Text.Bullets(issues));
        }
        return notice.fact("Status", detail.at("status").textOrNull())
                .fact("Version", detail.at("addonVersion").textOrNull())
                .fact("Namespace", detail.at("namespace").textOrNull())
                .fact("Pod", detail.at("podName").textOrNull())
                .fact("Fargate profile", detail.at("fargateProfileName").textOrNull())
                .fact("Ends", detail.at("scheduledTerminationTime").moment().orElse(null))
                .build();
    }

    private static Optional<String> page(Event event, String cluster) {
        return ConsoleLinks.page(event.region().orElse(null), "eks/home#/clusters/" + ConsoleLinks.encode(cluster));
    }

    /** As EKS's API has them: health.issues of code and message. */
    private static List<Text> issues(Json detail) {
        Json issues = detail.at("health", "issues").isEmpty() ? detail.at("issues") : detail.at("health", "issues");
        return issues.items().stream().limit(MOST_ISSUES)
                .<Text> flatMap(issue -> issue.at("message").text()
                        .map(message -> issue.at("code").text().map(code -> code + ": " + message).orElse(message))
                        .map(Text.Plain::new).stream())
                .toList();
    }

    /** The health of an add-on goes and comes; all else is over when it is told. */
    private static Optional<Standing> standing(String type) {
        return switch (type) {
            case "EKS Addon Health Degraded" -> Optional.of(Standing.open("Degraded"));
            case "EKS Addon Health Restored" -> Optional.of(Standing.over("Restored"));
            default -> Optional.empty();
        };
    }

    private static Severity severity(String type) {
        if (type.endsWith("Scheduled Termination")) {
            return Severity.LOW;
        }
        if (type.endsWith("Restored")) {
            return Severity.GOOD;
        }
        return SentenceSeverity.ofName(type).orElse(Severity.INFO);
    }
}
