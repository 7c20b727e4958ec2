package dev.tocsin.notice.developer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.notice.ApprovalRequest;
import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Elapsed;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.PipelineTask;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.RunStanding;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;
import dev.tocsin.notice.Text;

/**
 * A pipeline, stage or action of CodePipeline that changed its state, by EventBridge and by notification rule (AWS
 * CodePipeline User Guide, "Monitoring CodePipeline events").
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class CodePipeline implements Interpreter {

    static final String FAMILY = "codepipeline";

    private static final String PIPELINE = "CodePipeline Pipeline Execution State Change";
    private static final String STAGE = "CodePipeline Stage Execution State Change";
    private static final String ACTION = "CodePipeline Action Execution State Change";
    private static final int MOST_FAILURES = 10;
    private static final int MOST_SOURCES = 3;
    private static final int LONGEST_TEXT = 1_000;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> DeveloperTools.isOf(event, "codepipeline", PIPELINE, STAGE, ACTION))
                .map(CodePipeline::notice);
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        String pipeline = detail.at("pipeline").text().orElse("a pipeline");
        Optional<String> execution = detail.at("execution-id").text();
        String state = detail.at("state").text().orElse("changed");
        Notice.Builder notice = event.notice(FAMILY, severity(event, state), title(event, pipeline, state))
                .titleLink(link(event.region().orElse(null), pipeline, execution))
                .correlationKey(DeveloperTools.key(event, FAMILY, pipeline, execution.orElse("")));
        if (execution.isPresent()) {
            notice.standing(standing(event, state));
        }
        task(event, pipeline, state).ifPresent(notice::task);
        texts(event, notice);
        notice.fact("Failed stage", event.additional().at("failedStage").textOrNull())
                .fact("Provider", isApproval(event) ? null : detail.at("type", "provider").textOrNull())
                .fact("Error code", isApproval(event) ? null : detail.at("execution-result", "error-code").textOrNull())
                .fact("Source", source(event))
                .fact("Trigger", trigger(detail.at("execution-trigger")))
                .fact("Duration", duration(event, state))
                .fact("Attempt", detail.at("pipeline-execution-attempt").words().filter(n -> !"1".equals(n)).orElse(null))
                .fact("Execution", execution.orElse(null));
        links(event, notice);
        return notice.build();
    }

    private static boolean isApproval(Event event) {
        return ACTION.equals(event.type()) && event.detail().at("type", "category").is("Approval");
    }

    private static String title(Event event, String pipeline, String state) {
        Json detail = event.detail();
        String begin = "CodePipeline: " + pipeline;
        if (PIPELINE.equals(event.type())) {
            return begin + " " + state;
        }
        Optional<String> stage = detail.at("stage").text();
        if (STAGE.equals(event.type())) {
            return begin + " stage" + stage.map(name -> " " + name).orElse("") + " " + state;
        }
        String action = Stream.of(stage, detail.at("action").text()).flatMap(Optional::stream)
                .collect(Collectors.joining("/"));
        if (!isApproval(event)) {
            return begin + " action" + (action.isEmpty() ? "" : " " + action) + " " + state;
        }
        if (action.isEmpty()) {
            return begin + " approval " + state;
        }
        return switch (state) {
            case "STARTED" -> begin + " waits for approval of " + action;
            case "SUCCEEDED" -> begin + " approval of " + action + " was given";
            case "FAILED" -> begin + " approval of " + action + " was refused or timed out";
            default -> begin + " approval of " + action + " " + state;
        };
    }

    /** Stages and actions that end well are steps; only the whole execution is good news. */
    private static Severity severity(Event event, String state) {
        return switch (state) {
            case "FAILED" -> isApproval(event) ? Severity.MEDIUM : Severity.HIGH;
            case "STOPPED", "CANCELED", "CANCELLED", "ABANDONED" -> Severity.MEDIUM;
            case "STOPPING" -> Severity.LOW;
            case "SUCCEEDED" -> PIPELINE.equals(event.type()) ? Severity.GOOD : Severity.INFO;
            case "STARTED" -> isApproval(event) ? Severity.MEDIUM : Severity.INFO;
            default -> Severity.INFO;
        };
    }

    /**
     * How the execution stands. Its stages follow one another, so that one goes on says that all does; actions run beside each
     * other, and only their failures and the approvals that people wait for tell.
     */
    private static Optional<Standing> standing(Event event, String state) {
        if (PIPELINE.equals(event.type())) {
            return RunStanding.of(state);
        }
        boolean isFailed = "FAILED".equals(state);
        boolean isOfAll = STAGE.equals(event.type());
        if (isFailed || !isOfAll && !isApproval(event)) {
            return isFailed ? Optional.of(Standing.openUntilResolved(state)) : Optional.empty();
        }
        return switch (state) {
            case "STARTED" -> Optional.of(isOfAll ? Standing.running(state) : Standing.open("waits for approval"));
            case "SUCCEEDED" -> Optional.of(Standing.running(isOfAll ? state : "approved"));
            case "RESUMED" -> Optional.of(Standing.running(state));
            default -> Optional.empty();
        };
    }

    /** A refused approval is no failure that could be run again. */
    private static Optional<PipelineTask> task(Event event, String pipeline, String state) {
        Json detail = event.detail();
        Optional<String> stage = detail.at("stage").text().or(() -> event.additional().at("failedStage").text());
        Optional<String> execution = detail.at("execution-id").text();
        if (stage.isEmpty() || execution.isEmpty() || detail.at("pipeline").text().isEmpty()) {
            return Optional.empty();
        }
        if ("STARTED".equals(state) && isApproval(event)) {
            return detail.at("action").text().flatMap(action -> ApprovalRequest.ofExecution(execution.get())
                    .map(request -> new PipelineTask.Approval(pipeline, stage.get(), action, request)));
        }
        return "FAILED".equals(state) && !isApproval(event)
                ? Optional.of(new PipelineTask.FailedStage(pipeline, stage.get(), execution.get()))
                : Optional.empty();
    }

    static String link(String region, String pipeline, Optional<String> execution) {
        String page = "codepipeline/pipelines/" + ConsoleLinks.encode(pipeline);
        return DeveloperTools.page(region, page
                + execution.map(id -> "/executions/" + ConsoleLinks.encode(id) + "/timeline").orElse("/view"));
    }

    private static void texts(Event event, Notice.Builder notice) {
        List<Text> failures = new ArrayList<>();
        for (Json failure : event.additional().at("failedActions").items()) {
            if (failures.size() < MOST_FAILURES) {
                failure(failure).map(Text.Plain::new).ifPresent(failures::add);
            }
        }
        notice.text(event.detail().at("state").is("SUPERSEDED") ? "A newer execution took its place." : null)
                .text(cut(event.additional().at("customData")))
                .text(cut(event.detail().at("execution-result", "external-execution-summary")));
        if (failures.size() == 1) {
            notice.text(failures.get(0));
        } else if (!failures.isEmpty()) {
            notice.text(new Text.Bullets(failures));
        }
    }

    private static Optional<String> failure(Json failure) {
        Optional<String> action = failure.at("action").text();
        Optional<String> why = failure.at("additionalInformation").text().map(text -> Cut.end(text, LONGEST_TEXT));
        return action.map(name -> name + why.map(text -> ": " + text).orElse(" failed")).or(() -> why);
    }

    private static String cut(Json place) {
        return place.text().map(text -> Cut.end(text, LONGEST_TEXT)).orElse(null);
    }

    /** What the execution brings: revisions of an action's input, or the source actions that a rule adds. */
    private static String source(Event event) {
        List<String> sources = new ArrayList<>();
        for (Json action : event.additional().at("sourceActions").items()) {
            Json variables = action.at("sourceActionVariables");
            List<String> words = new ArrayList<>();
            variables.at("RepositoryName").text().or(() -> variables.at("FullRepositoryName").text()).ifPresent(words::add);
            variables.at("BranchName").text().ifPresent(words::add);
            variables.at("CommitId").text().map(DeveloperTools::shortCommit).ifPresent(words::add);
            if (!words.isEmpty() && sources.size() < MOST_SOURCES) {
                sources.add(String.join(" ", words));
            }
        }
        return String.join(", ", sources);
    }

    private static String trigger(Json trigger) {
        Optional<String> detail = trigger.at("trigger-detail").text().map(DeveloperTools::principal);
        return trigger.at("trigger-type").text()
                .map(type -> type + detail.map(by -> ", " + Cut.middle(by, 200)).orElse("")).orElse(null);
    }

    private static String duration(Event event, String state) {
        boolean begins = "STARTED".equals(state) || "RESUMED".equals(state);
        return begins ? null : Elapsed.between(event.detail().at("start-time").moment(), event.time());
    }

    /** The page of the action's provider may be one to approve on; of an approval, only what its author gave to review. */
    private static void links(Event event, Notice.Builder notice) {
        if (isApproval(event)) {
            notice.link("To review", event.additional().at("externalEntityLink").textOrNull());
        } else {
            Json detail = event.detail();
            notice.link(detail.at("type", "provider").text().orElse("Execution of the action"),
                    detail.at("execution-result", "external-execution-url").textOrNull());
        }
    }
}
