package dev.tocsin.notice.developer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.Arn;
import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Listed;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;

/**
 * What a trigger of a CodeCommit repository publishes: branches and tags that were created, updated or deleted (AWS CodeCommit
 * User Guide, "Manage triggers for a repository").
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class CodeCommitTrigger implements Interpreter {

    private static final String FAMILY = "codecommit";
    private static final int MOST_REFERENCES = 5;
    private static final int LONGEST_DATA = 500;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.json().at("Records").items().stream().findFirst()
                .filter(record -> record.at("eventSource").is("aws:codecommit"))
                .map(CodeCommitTrigger::notice);
    }

    private static Notice notice(Json event) {
        Optional<Arn> arn = event.at("eventSourceARN").text().flatMap(Arn::parse);
        String repository = arn.map(Arn::resource).filter(name -> !name.isEmpty()).orElse("a repository");
        String region = event.at("awsRegion").text().or(() -> arn.map(Arn::region)).orElse(null);
        String account = arn.map(Arn::account).filter(Json::isAccount).orElse(null);
        List<Json> references = event.at("codecommit", "references").items();
        Optional<Json> only = references.size() == 1 ? Optional.of(references.get(0)) : Optional.empty();
        Optional<String> commit = only.flatMap(reference -> reference.at("commit").text());
        String full = only.flatMap(reference -> reference.at("ref").text()).orElse("");
        Notice.Builder notice = Notice
                .of(FAMILY, severity(references), "CodeCommit: " + repository + " " + what(event, references))
                .region(region)
                .account(account)
                .occurredAt(event.at("eventTime").moment().orElse(null))
                .resource(arn.map(Arn::toString).orElse(null))
                .correlationKey(DeveloperTools.key(FAMILY, account, region, repository, full))
                .titleLink(page(region, repository, full.isEmpty() || severity(references) == Severity.LOW ? "/browse"
                        : "/browse/" + ConsoleLinks.encode(full).replace("%2F", "/")))
                .text(event.at("customData").text().map(data -> Cut.end(data, LONGEST_DATA)).orElse(null))
                .fact("By", event.at("userIdentityARN").text().map(DeveloperTools::principal).orElse(null))
                .fact("Commit", commit.map(DeveloperTools::shortCommit).orElse(null))
                .fact("References", only.isPresent() ? null : Listed.first(MOST_REFERENCES, names(references)))
                .fact("Trigger", event.at("eventTriggerName").textOrNull());
        commit.ifPresent(id -> notice.link("Commit", page(region, repository, "/commit/" + ConsoleLinks.encode(id))));
        return notice.build();
    }

    /** "branch main created"; a repository's test of its trigger has another name and no references. */
    private static String what(Json event, List<Json> references) {
        if (references.size() == 1) {
            return name(references.get(0)) + change(references.get(0));
        }
        return references.isEmpty()
                ? event.at("eventName").text().filter("TriggerEventTest"::equals).map(test -> "trigger test").orElse("changed")
                : references.size() + " references changed";
    }

    private static List<String> names(List<Json> references) {
        List<String> names = new ArrayList<>();
        references.forEach(reference -> names.add(name(reference) + change(reference)));
        return names;
    }

    private static String name(Json reference) {
        String full = reference.at("ref").text().orElse("a branch");
        return full.startsWith("refs/heads/") ? "branch " + full.substring("refs/heads/".length())
                : full.startsWith("refs/tags/") ? "tag " + full.substring("refs/tags/".length()) : full;
    }

    private static String change(Json reference) {
        return reference.at("created").node().asBoolean() ? " created"
                : reference.at("deleted").node().asBoolean() ? " deleted" : " updated";
    }

    private static Severity severity(List<Json> references) {
        return references.stream().anyMatch(reference -> reference.at("deleted").node().asBoolean()) ? Severity.LOW
                : Severity.INFO;
    }

    private static String page(String region, String repository, String path) {
        return DeveloperTools.page(region, "codecommit/repositories/" + ConsoleLinks.encode(repository) + path);
    }
}
