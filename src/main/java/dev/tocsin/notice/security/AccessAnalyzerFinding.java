package dev.tocsin.notice.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;

/**
 * A finding of IAM Access Analyzer: who outside or inside may reach a resource, and what access nobody uses, as in
 * the IAM User Guide, "Monitoring IAM Access Analyzer with Amazon EventBridge".
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class AccessAnalyzerFinding implements Interpreter {

    private static final String EXTERNAL = "Access Analyzer Finding";
    private static final String INTERNAL = "Internal Access Finding";
    private static final String UNUSED = "Unused Access Finding for IAM entities";
    private static final int MOST_ACTIONS = 8;
    private static final int LONGEST_PRINCIPAL = 160;

    private static final Map<String, String> UNUSED_WHAT = Map.of("UnusedIAMRole", "is an unused role",
            "UnusedIAMUserAccessKey", "has an unused access key", "UnusedIAMUserPassword", "has an unused password",
            "UnusedPermission", "has unused permissions");

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.is("aws.access-analyzer", EXTERNAL, INTERNAL, UNUSED))
                .map(AccessAnalyzerFinding::notice);
    }

    private static Notice notice(Event event) {
        Json finding = event.detail();
        Optional<String> id = finding.at("id").text().or(() -> finding.at("findingId").text());
        Optional<String> resource = finding.at("resource").text();
        String name = resource.map(Readable::resource).orElse("a resource");
        String status = finding.at("isDeleted").node().asBoolean() ? "DELETED" : finding.at("status").text().orElse("ACTIVE");
        String state = "ACTIVE".equals(status) ? "" : " " + status;
        String principals = principals(finding.at("principal"));
        String what = List.of("RESOLVED", "DELETED").contains(status)
                ? past(what(event, finding, principals))
                : what(event, finding, principals);
        return event.notice("access-analyzer-finding", severity(event, finding, status),
                "Access Analyzer" + state + ": " + name + " " + what)
                .account(finding.at("accountId").text().filter(Json::isAccount).or(event::account).orElse(null))
                .region(finding.at("region").text().or(event::region).orElse(null))
                .resource(resource.orElse(null))
                .correlationKey(id.map(found -> "access-analyzer-finding/" + found).orElse(null))
                .standing(id.flatMap(found -> standing(status, severity(event, finding, status))))
                .fact("Principal", principals == null || what.endsWith(principals) ? null : principals)
                .fact("Actions", Readable.list(Readable.words(finding.at("action")), MOST_ACTIONS))
                .fact("Condition", pairs(finding.at("condition")))
                .fact("Access", finding.at("accessType").text().map(Readable::code).orElse(null))
                .fact("Unused services", finding.at("numberOfUnusedServices").wordsOrNull())
                .fact("Unused actions", finding.at("numberOfUnusedActions").wordsOrNull())
                .fact("Error", finding.at("error").textOrNull())
                .fact("Resource type", finding.at("resourceType").text().map(Readable::type).orElse(null))
                .fact("Was", finding.at("previousStatus").textOrNull())
                .fact("Analyzer", event.resources().stream().findFirst().map(Readable::lastPart).orElse(null))
                .fact("First seen", finding.at("createdAt").moment().orElse(null))
                .build();
    }

    /** The analyzer looks again, and says when the access is gone. */
    private static Optional<Standing> standing(String status, Severity severity) {
        return switch (status) {
            case "ACTIVE" -> Optional.of(Standing.open(status).unlessCalm(severity));
            case "RESOLVED", "ARCHIVED", "DELETED" -> Optional.of(Standing.over(status));
            default -> Optional.empty();
        };
    }

    /** What the whole world may reach is worse than what one other account may. */
    private static Severity severity(Event event, Json finding, String status) {
        if ("RESOLVED".equals(status)) {
            return Severity.GOOD;
        }
        if (!"ACTIVE".equals(status)) {
            return Severity.INFO;
        }
        if (finding.has("error") || UNUSED.equals(event.type())) {
            return Severity.LOW;
        }
        return finding.at("isPublic").node().asBoolean() ? Severity.HIGH : Severity.MEDIUM;
    }

    private static String what(Event event, Json finding, String principals) {
        if (finding.has("error")) {
            return "cannot be analyzed";
        }
        if (UNUSED.equals(event.type())) {
            return finding.at("findingType").text().map(UNUSED_WHAT::get).orElse("has unused access");
        }
        if (finding.at("isPublic").node().asBoolean()) {
            return "is PUBLIC";
        }
        return principals == null
                ? "is open to others"
                : INTERNAL.equals(event.type()) ? "is open within the organization" : "is open to " + principals;
    }

    private static String past(String what) {
        if (what.startsWith("is ")) {
            return "was " + what.substring("is ".length());
        }
        return what.startsWith("has ") ? "had " + what.substring("has ".length()) : what;
    }

    /** {@code {"AWS": "999988887777"}}, by the kind of principal. */
    private static String principals(Json principal) {
        List<String> names = new ArrayList<>();
        principal
                .forEachMember((kind, name) -> name.text().or(() -> Optional.ofNullable(Readable.list(Readable.words(name), 3)))
                        .ifPresent(who -> names.add("AWS".equals(kind) ? account(who) : Cut.middle(who, LONGEST_PRINCIPAL))));
        return Readable.list(names, 3);
    }

    private static String account(String principal) {
        return Json.isAccount(principal) ? "account " + principal : Readable.resource(principal);
    }

    private static String pairs(Json condition) {
        List<String> pairs = new ArrayList<>();
        condition.forEachMember((key, value) -> value.words().ifPresent(words -> pairs.add(key + " = " + words)));
        return Readable.list(pairs, 4);
    }
}
