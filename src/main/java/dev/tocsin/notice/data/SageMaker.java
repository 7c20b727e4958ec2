package dev.tocsin.notice.data;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.ConsoleLinks;
import dev.tocsin.aws.LogPages;
import dev.tocsin.notice.Elapsed;
import dev.tocsin.notice.Event;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.RunStanding;
import dev.tocsin.notice.Severity;

/**
 * Jobs, endpoints, models, pipelines and all else of SageMaker AI that has a state. See Amazon SageMaker AI Developer Guide,
 * "Events that Amazon SageMaker AI sends to Amazon EventBridge".
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class SageMaker implements Interpreter {

    private static final String FAMILY_PREFIX = "SageMaker ";
    private static final String EXECUTION = "SageMaker Model Building Pipeline Execution Status Change";
    private static final String STEP = "SageMaker Model Building Pipeline Execution Step Status Change";

    /**
     * Where the members of a kind of event stand that do not follow from its detail-type.
     *
     * @param words what it is
     * @param prefix what the names of its members begin with: {@code TrainingJob} of {@code TrainingJobName}
     * @param page its page in the console, to which its name is added; empty for none
     * @param logs its log group; empty for none
     */
    private record Kind(String words, String prefix, String page, String logs) {
    }

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            kind("Training Job", "TrainingJob", "#/jobs/", "/aws/sagemaker/TrainingJobs"),
            kind("Processing Job", "ProcessingJob", "#/processing-jobs/", "/aws/sagemaker/ProcessingJobs"),
            kind("Transform Job", "TransformJob", "#/transform-jobs/", "/aws/sagemaker/TransformJobs"),
            kind("HyperParameter Tuning Job", "HyperParameterTuningJob", "#/hyper-tuning-jobs/", ""),
            kind("Endpoint", "Endpoint", "#/endpoints/", ""),
            kind("Endpoint Deployment", "Endpoint", "#/endpoints/", ""),
            kind("Endpoint Config", "EndpointConfig", "#/endpointConfig/", ""),
            kind("Model", "Model", "#/models/", ""),
            kind("Notebook Instance", "NotebookInstance", "#/notebook-instances/", "/aws/sagemaker/NotebookInstances"),
            kind("HyperPod Cluster", "Cluster", "", ""));

    @Override
    public Optional<Notice> interpret(Reading reading) {
        return reading.event().filter(event -> event.isFrom("aws.sagemaker") && event.type().startsWith(FAMILY_PREFIX))
                .map(SageMaker::notice);
    }

    private static Notice notice(Event event) {
        return switch (event.type()) {
            case EXECUTION -> execution(event);
            case STEP -> step(event);
            default -> thing(event);
        };
    }

    private static Notice thing(Event event) {
        Kind kind = kind(event.type());
        Json detail = event.detail();
        Json resource = detail.at(kind.prefix() + "Arn");
        String name = detail.at(kind.prefix() + "Name").text()
                .or(() -> detail.at(kind.prefix() + "GroupName").text())
                .or(() -> resource.text().map(ResourceName::last))
                .or(() -> event.resources().stream().findFirst().map(ResourceName::last)).orElse("");
        Optional<String> health = detail.at("HealthSummary", "HealthStatus").text();
        Optional<String> state = detail.at(kind.prefix() + "Status").text().or(() -> health);
        String region = event.region().orElse(null);
        Severity severity = state.map(JobState::severity).orElse(Severity.INFO);
        Notice.Builder notice = event.notice("sagemaker", severity, title(kind, name, state))
                .titleLink(page(region, kind, name).orElse(null))
                .occurredAt(event.time().or(() -> detail.at("LastModifiedTime").moment()).orElse(null))
                .text(detail.at("FailureReason").text().or(() -> detail.at("FailureMessage").text())
                        .or(() -> detail.at("HealthSummary", "HealthStatusReason").text())
                        .or(() -> detail.at("EventDetails", "Description").text()).orElse(null));
        resource.text().ifPresent(arn -> notice.resource(arn).correlationKey(arn));
        if (kind.prefix().endsWith("Job") || kind.prefix().equals("Endpoint")) {
            notice.standing(resource.text().flatMap(arn -> state.flatMap(RunStanding::of)));
        }
        facts(detail, kind, state, notice);
        if (severity == Severity.HIGH && !kind.logs().isEmpty() && !name.isEmpty()) {
            notice.link("Logs", LogPages.streams(region, kind.logs(), name + "/"));
        }
        return notice.build();
    }

    private static void facts(Json detail, Kind kind, Optional<String> state, Notice.Builder notice) {
        notice.fact("Phase", detail.at("SecondaryStatus").text().filter(phase -> !state.filter(phase::equals).isPresent())
                .orElse(null))
                .fact("Rollout", detail.at("ProductionVariants").items().stream().limit(1)
                        .flatMap(variant -> variant.at("VariantStatus").items().stream().limit(1))
                        .map(status -> status.at("StatusMessage").text().or(() -> status.at("Status").text()))
                        .flatMap(Optional::stream).findFirst().orElse(null))
                .fact("Approval", detail.at("ModelApprovalStatus").textOrNull())
                .fact("Version", detail.at("ModelPackageVersion").wordsOrNull())
                .fact("Offline store", detail.at("OfflineStoreStatus", "Status").textOrNull())
                .fact("Trained", trained(detail.at("TrainingJobStatusCounters")))
                .fact("Model", "Model".equals(kind.prefix()) ? null : detail.at("ModelName").textOrNull())
                .fact("Configuration", detail.at("EndpointConfigName").text()
                        .filter(name -> !"EndpointConfig".equals(kind.prefix())).orElse(null))
                .fact("Instances", instances(detail))
                .fact("Node",
                        detail.at("InstanceId").text().or(() -> detail.at("EventDetails", "InstanceId").text()).orElse(null))
                .fact("Recommendation", detail.at("HealthSummary", "Recommendation").textOrNull())
                .fact("Created", detail.at("CreationTime").moment().orElse(null))
                .fact("Took", Elapsed.between(detail.at(kind.prefix().replace("Job", "") + "StartTime").moment(),
                        detail.at(kind.prefix().replace("Job", "") + "EndTime").moment()));
    }

    /** For instance "3 × ml.m5.xlarge". */
    private static String instances(Json detail) {
        for (String[] place : new String[][] { { "ResourceConfig" }, { "ProcessingResources", "ClusterConfig" },
                { "TransformResources" } }) {
            Json instances = detail.at(place);
            Optional<String> type = instances.at("InstanceType").text();
            if (type.isPresent()) {
                return instances.at("InstanceCount").words().map(count -> count + " × " + type.get()).orElse(type.get());
            }
        }
        return null;
    }

    private static String trained(Json counters) {
        Optional<String> completed = counters.at("Completed").words();
        Optional<String> failed = counters.at("NonRetryableError").words();
        return completed.map(count -> count + " completed" + failed.map(errors -> ", " + errors + " failed").orElse(""))
                .orElse(null);
    }

    private static Notice execution(Event event) {
        Json detail = event.detail();
        String state = detail.at("currentPipelineExecutionStatus").text().orElse("changed");
        Optional<String> execution = executionArn(event);
        return event
                .notice("sagemaker", JobState.severity(state), "SageMaker pipeline" + pipeline(event) + ": " + state)
                .resource(execution.orElse(null))
                .correlationKey(execution.orElse(null))
                .standing(execution.flatMap(arn -> RunStanding.of(state)))
                .text(detail.at("failureReason").text().or(() -> detail.at("pipelineExecutionDescription").text()).orElse(null))
                .fact("Execution", detail.at("pipelineExecutionDisplayName").text()
                        .or(() -> execution.map(ResourceName::last)).orElse(null))
                .fact("Started", detail.at("executionStartTime").moment().orElse(null))
                .fact("Took", Elapsed.between(detail.at("executionStartTime").moment(), detail.at("executionEndTime").moment()))
                .build();
    }

    private static Notice step(Event event) {
        Json detail = event.detail();
        String state = detail.at("currentStepStatus").text().orElse("changed");
        Optional<String> execution = executionArn(event);
        String[] job = { null };
        detail.at("metadata").forEachMember((kind, value) -> job[0] = job[0] != null ? job[0]
                : value.at("arn").text().map(ResourceName::of).orElse(null));
        // A step that is done is not yet a pipeline that is done
        Severity severity = JobState.severity(state);
        return event
                .notice("sagemaker", severity, "SageMaker pipeline" + pipeline(event) + ": step "
                        + detail.at("stepName").text().map(name -> name + " ").orElse("") + state)
                .resource(execution.orElse(null))
                .correlationKey(execution.orElse(null))
                .text(detail.at("failureReason").textOrNull())
                .fact("Step type", detail.at("stepType").textOrNull())
                .fact("Job", job[0])
                .fact("Cached result of",
                        detail.at("cacheHitResult", "sourcePipelineExecutionArn").text().map(ResourceName::last)
                                .orElse(null))
                .fact("Started", detail.at("stepStartTime").moment().orElse(null))
                .fact("Took", Elapsed.between(detail.at("stepStartTime").moment(), detail.at("stepEndTime").moment()))
                .fact("Execution", execution.map(ResourceName::last).orElse(null))
                .build();
    }

    private static String pipeline(Event event) {
        return event.detail().at("pipelineArn").text().or(() -> event.resources().stream().findFirst()).map(ResourceName::last)
                .map(name -> " " + name).orElse("");
    }

    private static Optional<String> executionArn(Event event) {
        return event.detail().at("pipelineExecutionArn").text().or(() -> event.resources().stream().skip(1).findFirst());
    }

    private static String title(Kind kind, String name, Optional<String> state) {
        String what = "SageMaker " + kind.words() + (name.isEmpty() ? "" : " " + name);
        return what + ": " + state.orElse("changed");
    }

    private static Optional<String> page(String region, Kind kind, String name) {
        String place = kind.page().isEmpty() || name.isEmpty() ? "" : kind.page() + ConsoleLinks.encode(name);
        return ConsoleLinks.page(region, "sagemaker/home" + place);
    }

    /** SageMaker names its members after its detail-types: kinds that the table does not have read well, too. */
    private static Kind kind(String type) {
        String thing = type.substring(FAMILY_PREFIX.length()).replace(" State Change", "").replace(" Status Change", "")
                .replace("Cluster Node Health Event", "Cluster").replace("Cluster Event", "Cluster");
        Kind known = KINDS.get(thing);
        return known != null ? known : new Kind(words(thing), thing.replace(" ", ""), "", "");
    }

    private static Map.Entry<String, Kind> kind(String thing, String prefix, String page, String logs) {
        return Map.entry(thing, new Kind(words(thing), prefix, page, logs));
    }

    private static String words(String thing) {
        return thing.startsWith("HyperPod") ? thing.replace("Cluster", "cluster") : thing.toLowerCase(Locale.ROOT);
    }
}
