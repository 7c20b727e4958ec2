package dev.tocsin.notice.developer;

import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;

/**
 * What happened in a repository of CodeCommit: branches and tags, pull requests, comments, approval rules; by EventBridge
 * and by notification rule (AWS CodeCommit User Guide, "Monitoring CodeCommit events").
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class CodeCommit implements Interpreter {

    private static final int LONGEST_TEXT = 1_000;
    private static final int LONGEST_NAME = 120;
    private static final String NAMELESS = "a repository";

    /** What happened, in the words of the title, and how much it matters. */
    private record Change(String words, Severity severity) {
        Change(String words) {
            this(words, Severity.INFO);
        }
    }

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().flatMap(event -> {
            if (DeveloperTools.isOf(event, "codecommit", "CodeCommit Pull Request State Change",
                    "CodeCommit PullRequest State Change", "CodeCommit Comment on Pull Request")) {
                return Optional.of(pullRequest(event));
            }
            if (DeveloperTools.isOf(event, "codecommit", "CodeCommit Repository State Change")) {
                return Optional.of(reference(event));
            }
            if (DeveloperTools.isOf(event, "codecommit", "CodeCommit Comment on Commit")) {
                return Optional.of(commit(event));
            }
            return DeveloperTools.isOf(event, "codecommit", "CodeCommit Approval Rule Template Change")
                    ? Optional.of(template(event))
                    : Optional.empty();
        });
    }

    private static Notice pullRequest(Event event) {
        Json detail = event.detail();
        String repository = repository(detail);
        String id = detail.at("pullRequestId").words().orElse("");
        Change change = change(detail);
        String title = "CodeCommit: " + repository + (" pull request " + id).stripTrailing() + " " + change.words()
                + detail.at("title").text().map(name -> ": " + Cut.end(name, LONGEST_NAME)).orElse("");
        return event.notice("codecommit", change.severity(), title)
                .titleLink(page(event, repository, "/pull-requests" + (id.isEmpty() ? ""
                        : "/" + ConsoleLinks.encode(id) + (isComment(detail) ? "/activity" : "/details"))))
                .correlationKey(DeveloperTools.key(event, "codecommit", repository, "pull-requests", id))
                .text(isComment(detail) ? comment(event) : description(detail))
                .fact("By", by(detail))
                .fact("Author", author(detail))
                .fact("Branches", branches(detail))
                .fact("Approval rule", detail.at("approvalRuleName").textOrNull())
                .fact("Merge", detail.at("mergeOption").text().map(DeveloperTools::words).orElse(null))
                .fact("Commit", detail.at("sourceCommit").text().or(() -> detail.at("afterCommitId").text())
                        .map(DeveloperTools::shortCommit).orElse(null))
                .build();
    }

    private static Change change(Json detail) {
        return switch (detail.at("event").text().orElse("")) {
            case "pullRequestCreated" -> new Change("created");
            case "pullRequestSourceBranchUpdated" -> new Change("updated");
            case "pullRequestStatusChanged" -> new Change(detail.at("pullRequestStatus").is("Open") ? "reopened" : "closed");
            case "pullRequestMergeStatusUpdated" -> isTrue(detail.at("isMerged"))
                    ? new Change("merged", Severity.GOOD)
                    : new Change("has another merge status");
            case "pullRequestApprovalRuleCreated" -> new Change("has a new approval rule");
            case "pullRequestApprovalRuleUpdated" -> new Change("has a changed approval rule");
            case "pullRequestApprovalRuleDeleted" -> new Change("lost an approval rule", Severity.LOW);
            case "pullRequestApprovalRuleOverridden" -> detail.at("overrideStatus").is("REVOKE")
                    ? new Change("has its approval rules back")
                    : new Change("overrides its approval rules", Severity.MEDIUM);
            case "pullRequestApprovalStateChanged" -> detail.at("approvalStatus").is("REVOKE")
                    ? new Change("lost an approval", Severity.LOW)
                    : new Change("approved", Severity.GOOD);
            case "commentOnPullRequestCreated" -> new Change(isReply(detail) ? "has a reply" : "has a comment");
            case "commentOnPullRequestUpdated" -> new Change("has a changed comment or reply");
            case "commentOnPullRequestDeleted" -> new Change("lost a comment");
            default -> new Change("changed");
        };
    }

    private static Notice reference(Event event) {
        Json detail = event.detail();
        String repository = repository(detail);
        String name = detail.at("referenceName").textOrNull();
        String type = detail.at("referenceType").text().orElse("reference");
        String full = detail.at("referenceFullName").text().orElse("refs/heads/" + name);
        Change change = switch (detail.at("event").text().orElse("")) {
            case "referenceCreated" -> new Change("created");
            case "referenceDeleted" -> new Change("deleted", Severity.LOW);
            default -> new Change("updated");
        };
        String subject = name == null ? "changed" : type + " " + name + " " + change.words();
        boolean gone = name == null || change.severity() == Severity.LOW;
        return event.notice("codecommit", change.severity(), "CodeCommit: " + repository + " " + subject)
                .titleLink(page(event, repository, gone ? "/browse" : "/browse/" + path(full)))
                .correlationKey(DeveloperTools.key(event, "codecommit", repository, full))
                .fact("By", by(detail))
                .fact("Commit", commitWords(detail))
                .fact("Merge", detail.at("mergeOption").text().map(DeveloperTools::words).orElse(null))
                .link("Commit", detail.at("commitId").text()
                        .map(id -> page(event, repository, "/commit/" + ConsoleLinks.encode(id))).orElse(null))
                .build();
    }

    private static Notice commit(Event event) {
        Json detail = event.detail();
        String repository = repository(detail);
        String commit = detail.at("afterCommitId").text().orElse("");
        String words = switch (detail.at("event").text().orElse("")) {
            case "commentOnCommitCreated" -> isReply(detail) ? "new reply" : "new comment";
            case "commentOnCommitDeleted" -> "deleted comment";
            default -> "changed comment or reply";
        };
        return event.notice("codecommit", Severity.INFO,
                ("CodeCommit: " + words + " on " + repository + " commit " + DeveloperTools.shortCommit(commit))
                        .stripTrailing())
                .titleLink(page(event, repository, "/commit/" + ConsoleLinks.encode(commit)))
                .correlationKey(DeveloperTools.key(event, "codecommit", repository, "commit", commit))
                .text(comment(event))
                .fact("By", by(detail))
                .build();
    }

    private static Notice template(Event event) {
        Json detail = event.detail();
        String name = detail.at("approvalRuleTemplateName").text().orElse("");
        Change change = switch (detail.at("event").text().orElse("")) {
            case "approvalRuleTemplateCreated" -> new Change("created");
            case "approvalRuleTemplateDeleted" -> new Change("deleted", Severity.LOW);
            case "approvalRuleTemplateAssociatedWithRepository" -> new Change("now holds for a repository");
            case "approvalRuleTemplateDisassociatedWithRepository" ->
                new Change("no longer holds for a repository", Severity.LOW);
            case "approvalRuleTemplateBatchAssociatedWithRepositories" -> new Change("now holds for repositories");
            case "approvalRuleTemplateBatchDisassociatedFromRepositories" ->
                new Change("no longer holds for repositories", Severity.LOW);
            default -> new Change("changed");
        };
        return event
                .notice("codecommit", change.severity(),
                        ("CodeCommit: approval rule template " + name).stripTrailing() + " " + change.words())
                .correlationKey(DeveloperTools.key(event, "codecommit", "approval-rule-templates", name))
                .fact("By", by(detail))
                .fact("Repository", repositories(detail))
                .build();
    }

    private static String page(Event event, String repository, String path) {
        return DeveloperTools.page(event, "codecommit/repositories"
                + (NAMELESS.equals(repository) ? "" : "/" + ConsoleLinks.encode(repository) + path));
    }

    private static String path(String reference) {
        return ConsoleLinks.encode(reference).replace("%2F", "/");
    }

    private static String repository(Json detail) {
        return detail.at("repositoryName").text()
                .or(() -> detail.at("repositoryNames").items().stream().findFirst().flatMap(Json::text))
                .orElse(NAMELESS);
    }

    /** An object with the names of the repositories as its members. */
    private static String repositories(Json detail) {
        StringBuilder names = new StringBuilder();
        detail.at("repositories").forEachMember((name, id) -> {
            if (names.length() < LONGEST_NAME) {
                names.append(names.isEmpty() ? "" : ", ").append(name);
            }
        });
        return detail.at("repositoryName").text().orElseGet(() -> Cut.end(names.toString(), LONGEST_NAME));
    }

    private static boolean isComment(Json detail) {
        return detail.at("event").text().filter(name -> name.startsWith("commentOn")).isPresent();
    }

    private static boolean isReply(Json detail) {
        return detail.at("inReplyTo").text().isPresent();
    }

    /** CodeCommit writes booleans as "True". */
    private static boolean isTrue(Json value) {
        return "true".equalsIgnoreCase(value.node().asText());
    }

    /** Only rules with full detail tell what was said. */
    private static String comment(Event event) {
        return event.additional().at("comments").items().stream().findFirst()
                .flatMap(comment -> comment.at("commentText").text().or(() -> comment.at("content").text()))
                .map(text -> Cut.end(text, LONGEST_TEXT)).orElse(null);
    }

    private static String by(Json detail) {
        return detail.at("displayName").text()
                .or(() -> detail.at("callerUserArn").text().map(DeveloperTools::principal)).orElse(null);
    }

    private static String author(Json detail) {
        return detail.at("author").text().map(DeveloperTools::principal)
                .filter(author -> !author.equals(by(detail))).orElse(null);
    }

    private static String branches(Json detail) {
        return detail.at("sourceReference").text().flatMap(source -> detail.at("destinationReference").text()
                .map(destination -> branch(source) + " → " + branch(destination))).orElse(null);
    }

    private static String branch(String reference) {
        return reference.startsWith("refs/heads/") ? reference.substring("refs/heads/".length()) : reference;
    }

    private static String commitWords(Json detail) {
        Optional<String> old = detail.at("oldCommitId").text().map(DeveloperTools::shortCommit);
        return detail.at("commitId").text().map(DeveloperTools::shortCommit)
                .map(commit -> old.map(before -> before + " → ").orElse("") + commit).or(() -> old).orElse(null);
    }

    /** Once is enough: who follows a pull request knows it from then on. */
    private static String description(Json detail) {
        return detail.at("event").is("pullRequestCreated")
                ? detail.at("description").text().map(text -> Cut.end(text, LONGEST_TEXT)).orElse(null)
                : null;
    }
}
