package dev.tocsin.notice.security;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;

/**
 * A vulnerability in a package or in code, or an open path in the network, that Inspector found or closed, as in the
 * Inspector User Guide, "EventBridge event schema for Amazon Inspector events".
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class InspectorFinding implements Interpreter {

    private static final int MOST_PACKAGES = 4;
    private static final int MOST_RESOURCES = 3;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.is("aws.inspector2", "Inspector2 Finding")).map(InspectorFinding::notice);
    }

    private static Notice notice(Event event) {
        Json finding = event.detail();
        Json vulnerability = finding.at("packageVulnerabilityDetails");
        String status = finding.at("status").text().orElse("ACTIVE");
        List<String> resources = finding.at("resources").items().stream().map(InspectorFinding::resource)
                .flatMap(Optional::stream).toList();
        String title = finding.at("title").text().or(() -> vulnerability.at("vulnerabilityId").text()).orElse("finding");
        String id = finding.at("resources").items().stream().map(resource -> resource.at("id").text()).flatMap(Optional::stream)
                .findFirst().or(() -> event.resources().stream().findFirst()).orElse(null);
        Notice.Builder notice = event.notice("inspector-finding", severity(finding, status), title(title, status, resources))
                .account(finding.at("awsAccountId").text().filter(Json::isAccount).or(event::account).orElse(null))
                .resource(id)
                .correlationKey(finding.at("findingArn").text().orElse(id))
                .standing(finding.at("findingArn").text().flatMap(arn -> standing(status, severity(finding, status))))
                .text(Readable.sentence(finding.at("description")))
                .fact("Resources", resources.size() > 1 ? Readable.list(resources, MOST_RESOURCES) : null)
                .fact("Resource type", finding.at("resources").items().stream().map(resource -> resource.at("type").text())
                        .flatMap(Optional::stream).findFirst().map(InspectorFinding::type).orElse(null))
                .fact("Score", finding.at("inspectorScore").wordsOrNull())
                .fact("Packages", Readable.list(vulnerability.at("vulnerablePackages").items().stream()
                        .map(InspectorFinding::vulnerablePackage).flatMap(Optional::stream).distinct().toList(), MOST_PACKAGES))
                .fact("Fix available", finding.at("fixAvailable").textOrNull())
                .fact("Exploit available", finding.at("exploitAvailable").textOrNull())
                .fact("Open ports", ports(finding.at("networkReachabilityDetails")))
                .fact("Code", code(finding.at("codeVulnerabilityDetails", "filePath")))
                .fact("First seen", InspectorTime.read(finding.at("firstObservedAt")))
                .fact("Last seen", InspectorTime.read(finding.at("lastObservedAt")));
        Json recommendation = finding.at("remediation", "recommendation");
        recommendation.at("text").text().filter(text -> !"None Provided".equals(text))
                .ifPresent(text -> notice.fact("Remediation", Readable.sentence(recommendation.at("text"))));
        return notice
                .link("Remediation", recommendation.at("Url").text().or(() -> recommendation.at("url").text()).orElse(null))
                .link("Vulnerability", vulnerability.at("sourceUrl").textOrNull())
                .build();
    }

    /** Inspector scans again, and closes what it no longer finds. */
    private static Optional<Standing> standing(String status, Severity severity) {
        return switch (status) {
            case "ACTIVE" -> Optional.of(Standing.open(status).unlessCalm(severity));
            case "CLOSED", "SUPPRESSED" -> Optional.of(Standing.over(status));
            default -> Optional.empty();
        };
    }

    private static Severity severity(Json finding, String status) {
        return switch (status) {
            case "CLOSED" -> Severity.GOOD;
            case "SUPPRESSED" -> Severity.INFO;
            default -> SeverityLabel.of(finding.at("severity")).orElse(Severity.MEDIUM);
        };
    }

    private static String title(String title, String status, List<String> resources) {
        String where = resources.isEmpty() ? "" : " in " + resources.get(0);
        return "Inspector" + ("ACTIVE".equals(status) ? "" : " " + status) + ": " + title + where;
    }

    /** An image by its repository and tag, a function or an instance by its name. */
    private static Optional<String> resource(Json resource) {
        Json details = resource.at("details");
        Json image = details.at("awsEcrContainerImage");
        Optional<String> tag = image.at("imageTags").items().stream().map(Json::text).flatMap(Optional::stream).findFirst();
        return image.at("repositoryName").text().map(repository -> repository + tag.map(name -> ":" + name).orElse(""))
                .or(() -> details.at("awsLambdaFunction", "functionName").text())
                .or(() -> resource.at("id").text().map(id -> resource.at("tags", "Name").text()
                        .map(name -> name + " (" + Readable.resource(id) + ")").orElse(Readable.resource(id))));
    }

    private static String type(String type) {
        return switch (type) {
            case "AWS_EC2_INSTANCE" -> "EC2 instance";
            case "AWS_ECR_CONTAINER_IMAGE" -> "ECR image";
            case "AWS_ECR_REPOSITORY" -> "ECR repository";
            case "AWS_LAMBDA_FUNCTION" -> "Lambda function";
            default -> Readable.code(type);
        };
    }

    private static Optional<String> vulnerablePackage(Json found) {
        Optional<String> version = Stream.of(found.at("version").text(), found.at("release").text()).flatMap(Optional::stream)
                .reduce((one, other) -> one + "-" + other);
        Optional<String> fixed = found.at("fixedInVersion").text().filter(in -> !"NotAvailable".equals(in));
        return found.at("name").text().map(name -> name + version.map(is -> " " + is).orElse("")
                + fixed.map(in -> " → " + in).orElse(""));
    }

    private static String ports(Json network) {
        Json range = network.at("openPortRange");
        Optional<String> begin = range.at("begin").words();
        Optional<String> end = range.at("end").words().filter(last -> !begin.equals(Optional.of(last)));
        return begin.map(first -> network.at("protocol").text().map(protocol -> protocol + " ").orElse("") + first
                + end.map(last -> "–" + last).orElse("")).orElse(null);
    }

    private static String code(Json file) {
        return file.at("filePath").text().or(() -> file.at("fileName").text())
                .map(path -> path + file.at("startLine").words().map(line -> ":" + line).orElse("")).orElse(null);
    }
}
