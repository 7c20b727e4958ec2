package dev.tocsin.notice.developer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;

/** A version of a package in CodeArtifact (CodeArtifact User Guide, "CodeArtifact event format and example"). */
@Singleton
@Priority(Interpreter.KNOWN)
final class CodeArtifact implements Interpreter {

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event()
                .filter(event -> DeveloperTools.isOf(event, "codeartifact", "CodeArtifact Package Version State Change"))
                .map(CodeArtifact::notice);
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        String version = detail.at("packageVersion").text().orElse("");
        String name = (name(detail) + " " + version).stripTrailing();
        String operation = detail.at("operationType").text().orElse("Changed");
        String repository = detail.at("repositoryName").text().orElse("a repository");
        return event.notice("codeartifact", severity(operation, detail),
                "CodeArtifact: " + name + " " + operation.toLowerCase(Locale.ROOT) + " in " + repository)
                .titleLink(link(event, detail, repository))
                .correlationKey(event.resources().stream().findFirst().map(arn -> arn + "/" + version).orElse(null))
                .fact("State", detail.at("packageVersionState").textOrNull())
                .fact("Format", detail.at("packageFormat").textOrNull())
                .fact("Domain", detail.at("domainName").textOrNull())
                .fact("Changes", changes(detail.at("changes")))
                .build();
    }

    /** "@shop/api" and "com.example:api", as their tools write it. */
    private static String name(Json detail) {
        String name = detail.at("packageName").text().orElse("a package");
        return detail.at("packageNamespace").text().map(space -> detail.at("packageFormat").is("npm")
                ? "@" + space + "/" + name
                : space + ":" + name).orElse(name);
    }

    private static String link(Event event, Json detail, String repository) {
        Optional<String> owner = detail.at("domainOwner").text().or(event::account);
        return DeveloperTools.page(event, owner.flatMap(account -> detail.at("domainName").text()
                .map(domain -> "codeartifact/d/" + ConsoleLinks.encode(account) + "/" + ConsoleLinks.encode(domain) + "/r/"
                        + ConsoleLinks.encode(repository)))
                .orElse("codeartifact/repositories"));
    }

    /** A version that disappears breaks the builds that use it. */
    private static Severity severity(String operation, Json detail) {
        boolean gone = "Deleted".equals(operation)
                || detail.at("packageVersionState").isOneOf("Archived", "Disposed", "Deleted", "Unlisted");
        return gone ? Severity.LOW : Severity.INFO;
    }

    private static String changes(Json changes) {
        List<String> words = new ArrayList<>();
        count(changes.at("assetsAdded"), "added", words);
        count(changes.at("assetsUpdated"), "updated", words);
        count(changes.at("assetsRemoved"), "removed", words);
        if (changes.at("metadataUpdated").node().asBoolean(false)) {
            words.add("metadata updated");
        }
        if (changes.at("statusChanged").node().asBoolean(false)) {
            words.add("status changed");
        }
        return String.join(", ", words);
    }

    private static void count(Json number, String what, List<String> words) {
        number.words().filter(count -> !"0".equals(count))
                .ifPresent(count -> words.add(count + ("1".equals(count) ? " asset " : " assets ") + what));
    }
}
