package dev.tocsin.notice.developer;

import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Labels;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.RunStanding;
import dev.tocsin.notice.SentenceSeverity;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.SeverityWords;

/**
 * Notifications of CodeCatalyst: workflow runs, pull requests, issues. AWS documents which there are, not how they look; so
 * this reads what the API of CodeCatalyst calls things, whatever the detail-type.
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class CodeCatalyst implements Interpreter {

    private static final int LONGEST_TEXT = 1_000;
    private static final String[] SPACE = { "spaceName", "space" };
    private static final String[] PROJECT = { "projectName", "project" };
    private static final String[] SUBJECT = { "workflowName", "workflow", "pullRequestTitle", "issueTitle", "title", "name" };
    private static final String[] STATE = { "status", "state", "runStatus", "workflowRunStatus" };
    private static final String[] REASON = { "statusReason", "reason", "message", "description" };
    private static final String[] RUN = { "workflowRunId", "runId", "pullRequestId", "issueId", "id" };

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.isFrom("aws.codecatalyst") || event.isFrom("codecatalyst"))
                .map(CodeCatalyst::notice);
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        Optional<String> space = first(detail, SPACE);
        Optional<String> project = first(detail, PROJECT);
        Optional<String> state = first(detail, STATE);
        Optional<String> run = first(detail, RUN);
        String subject = first(detail, SUBJECT).or(() -> project).orElseGet(() -> Labels.title(event.type()));
        Notice.Builder notice = event.notice("codecatalyst", severity(event, state),
                "CodeCatalyst: " + subject + state.map(word -> " " + word).orElse(""))
                .titleLink(link(space, project))
                .text(first(detail, REASON).map(text -> Cut.end(text, LONGEST_TEXT)).orElse(null))
                .fact("Event", event.type())
                .fact("Project", project.orElse(null))
                .fact("Space", space.orElse(null))
                .fact("Environment", first(detail, "environmentName", "environment").orElse(null))
                .fact("Branch", first(detail, "branchName", "branch", "sourceBranch").orElse(null))
                .fact("ID", run.orElse(null));
        if (first(detail, "workflowRunId", "runId").isPresent()) {
            notice.standing(state.flatMap(RunStanding::of));
        }
        run.ifPresent(id -> notice.resource(id)
                .correlationKey(DeveloperTools.key(event, "codecatalyst", space.orElse(""), project.orElse(""), id)));
        return notice.build();
    }

    /** CodeCatalyst has a console of its own, the same for all Regions. */
    private static String link(Optional<String> space, Optional<String> project) {
        return space.map(name -> "https://codecatalyst.aws/spaces/" + ConsoleLinks.encode(name)
                + project.map(id -> "/projects/" + ConsoleLinks.encode(id) + "/view").orElse("")).orElse(null);
    }

    private static Severity severity(Event event, Optional<String> state) {
        return state.flatMap(SeverityWords::in).or(() -> SentenceSeverity.ofName(event.type())).orElse(Severity.INFO);
    }

    private static Optional<String> first(Json detail, String... names) {
        for (String name : names) {
            Optional<String> words = detail.at(name).words();
            if (words.isPresent()) {
                return words;
            }
        }
        return Optional.empty();
    }
}
