package dev.tocsin.notice.developer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.Arn;
import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.aws.LogPages;
import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Elapsed;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.RunStanding;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Text;

/**
 * A build of CodeBuild that changed its state or ended a phase, by EventBridge and by notification rule (AWS CodeBuild User
 * Guide, "Build notifications input format reference").
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class CodeBuild implements Interpreter {

    private static final String STATE = "CodeBuild Build State Change";
    private static final String PHASE = "CodeBuild Build Phase Change";
    private static final int MOST_PHASES = 20;
    private static final int MOST_CONTEXTS = 3;
    private static final int LONGEST_CONTEXT = 1_000;
    private static final int LONGEST_VALUE = 200;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> DeveloperTools.isOf(event, "codebuild", STATE, PHASE))
                .map(CodeBuild::notice);
    }

    private static Notice notice(Event event) {
        Json detail = event.detail();
        Json more = detail.at("additional-information");
        String build = build(event);
        String project = detail.at("project-name").text().or(() -> project(build)).orElse("a build");
        Notice.Builder notice = event.notice("codebuild", severity(event), title(event, project))
                .titleLink(link(event, project, build))
                .resource(build)
                .correlationKey(build);
        if (!isPhase(event) && build != null) {
            // Some phases follow one that failed, and none of them is the build.
            notice.standing(detail.at("build-status").text().flatMap(RunStanding::of));
        }
        failures(event, notice);
        notice.fact("Build", more.at("build-number").words().map(number -> "#" + number).orElse(null))
                .fact("Phase", phase(event))
                .fact("Started by", more.at("initiator").text().map(DeveloperTools::principal).orElse(null))
                .fact("Source", value(more.at("source", "location")))
                .fact("Version", version(more.at("source-version")))
                .fact("Duration", duration(event));
        logs(event, more.at("logs"), notice);
        return notice.build();
    }

    private static boolean isPhase(Event event) {
        return PHASE.equals(event.type());
    }

    private static String title(Event event, String project) {
        Json detail = event.detail();
        if (isPhase(event)) {
            return "CodeBuild: " + project + " phase " + detail.at("completed-phase").text().orElse("unknown") + " "
                    + detail.at("completed-phase-status").text().orElse("ended");
        }
        return "CodeBuild: " + project + " " + detail.at("build-status").text().orElse("changed");
    }

    /** The phases of a build end one by one; only that the whole build has ended well is good news. */
    private static Severity severity(Event event) {
        String status = event.detail().at(isPhase(event) ? "completed-phase-status" : "build-status").text().orElse("");
        return switch (status) {
            case "FAILED", "FAULT", "TIMED_OUT", "CLIENT_ERROR" -> Severity.HIGH;
            case "STOPPED" -> Severity.MEDIUM;
            case "SUCCEEDED" -> isPhase(event) ? Severity.INFO : Severity.GOOD;
            default -> Severity.INFO;
        };
    }

    private static String build(Event event) {
        return event.detail().at("build-id").text().or(() -> event.resources().stream().findFirst()).orElse(null);
    }

    private static Optional<String> project(String build) {
        return id(build).map(id -> id.substring(0, id.indexOf(':')));
    }

    /** "project:uuid", if the build is known by an ARN. */
    private static Optional<String> id(String build) {
        return Arn.parse(build).map(Arn::resource).filter(resource -> resource.startsWith("build/"))
                .map(resource -> resource.substring("build/".length())).filter(id -> id.indexOf(':') > 0);
    }

    private static String link(Event event, String project, String build) {
        String account = event.account().map(id -> id + "/").orElse("");
        String page = "codebuild/" + account + "projects/" + ConsoleLinks.encode(project);
        return DeveloperTools.page(event,
                page + id(build).map(id -> "/build/" + ConsoleLinks.encode(id) + "/").orElse("/history"));
    }

    private static void failures(Event event, Notice.Builder notice) {
        List<String> failures = isPhase(event)
                ? context(event.detail().at("completed-phase-context").textOrNull()).map(List::of).orElse(List.of())
                : failedPhases(event.detail());
        if (failures.size() == 1) {
            notice.text(failures.get(0));
        } else if (!failures.isEmpty()) {
            notice.text(new Text.Bullets(failures.stream().<Text> map(Text.Plain::new).toList()));
        }
    }

    /** A build may succeed in spite of a phase that did not. */
    private static List<String> failedPhases(Json detail) {
        List<String> failed = new ArrayList<>();
        if (detail.at("build-status").is("SUCCEEDED")) {
            return failed;
        }
        for (Json phase : detail.at("additional-information", "phases").items()) {
            String status = phase.at("phase-status").text().orElse("SUCCEEDED");
            if (!"SUCCEEDED".equals(status) && failed.size() < MOST_PHASES) {
                failed.add(phase.at("phase-type").text().orElse("A phase") + " " + status
                        + contexts(phase.at("phase-context")).map(context -> ": " + context).orElse(""));
            }
        }
        return failed;
    }

    private static Optional<String> contexts(Json contexts) {
        String words = String.join("; ", contexts.items().stream().limit(MOST_CONTEXTS).map(Json::textOrNull)
                .map(CodeBuild::context).flatMap(Optional::stream).toList());
        return words.isEmpty() ? Optional.empty() : Optional.of(words);
    }

    /** A phase without trouble has the context ": ", or "[: ]" in the event of its own. */
    private static Optional<String> context(String context) {
        if (context == null) {
            return Optional.empty();
        }
        boolean list = context.startsWith("[") && context.endsWith("]");
        String words = (list ? context.substring(1, context.length() - 1) : context).strip();
        return words.isEmpty() || ":".equals(words) ? Optional.empty() : Optional.of(Cut.end(words, LONGEST_CONTEXT));
    }

    private static String phase(Event event) {
        return event.detail().at("current-phase").text().filter(phase -> !"COMPLETED".equals(phase)).orElse(null);
    }

    /** Of the phase, or of all phases so far. Their times have no zone, but their lengths are there. */
    private static String duration(Event event) {
        if (isPhase(event)) {
            return seconds(event.detail().at("completed-phase-duration-seconds"));
        }
        long sum = event.detail().at("additional-information", "phases").items().stream().limit(MOST_PHASES)
                .mapToLong(phase -> plausible(phase.at("duration-in-seconds"))).sum();
        return sum == 0 ? null : Elapsed.words(Duration.ofSeconds(sum));
    }

    private static String seconds(Json number) {
        return number.number().isEmpty() ? null : Elapsed.words(Duration.ofSeconds(plausible(number)));
    }

    /** Builds end after 36 hours. */
    private static long plausible(Json seconds) {
        double value = seconds.node().asDouble();
        return value >= 0 && value < 1_000_000 ? (long) value : 0;
    }

    /** "main 8cf40f2a9d" of "refs/heads/main^{8cf40f2a9d...}"; nothing where it is the artifact of a pipeline. */
    private static String version(Json place) {
        String version = place.text().orElse("");
        if (version.isEmpty() || Arn.parse(version).isPresent()) {
            return null;
        }
        int commit = version.indexOf("^{");
        String name = commit < 0 ? version
                : version.substring(0, commit) + " "
                        + DeveloperTools.shortCommit(version.substring(commit + 2).replace("}", ""));
        return Cut.middle(name.startsWith("refs/heads/") ? name.substring("refs/heads/".length()) : name, LONGEST_VALUE);
    }

    private static String value(Json place) {
        return place.text().map(text -> Cut.middle(text, LONGEST_VALUE)).orElse(null);
    }

    private static void logs(Event event, Json logs, Notice.Builder notice) {
        String group = logs.at("group-name").textOrNull();
        notice.link("Logs", LogPages.stream(event.region().orElse(null), group, logs.at("stream-name").textOrNull()));
    }
}
