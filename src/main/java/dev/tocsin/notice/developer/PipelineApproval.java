package dev.tocsin.notice.developer;

import java.time.Instant;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import dev.tocsin.aws.Partition;
import dev.tocsin.aws.TopicArn;
import dev.tocsin.notice.ApprovalRequest;
import dev.tocsin.notice.Cut;
import dev.tocsin.notice.Interpreter;
import dev.tocsin.notice.Json;
import dev.tocsin.notice.Message;
import dev.tocsin.notice.Notice;
import dev.tocsin.notice.PipelineTask;
import dev.tocsin.notice.Reading;
import dev.tocsin.notice.Severity;
import dev.tocsin.notice.Standing;

/**
 * A manual approval action of CodePipeline that asks through the SNS topic it was given (AWS CodePipeline User Guide, "JSON
 * data format for manual approval notifications"). Neither its token nor its review link, which carries the token, is shown:
 * the pipeline's page leads there for those who may approve.
 */
@Singleton
@Priority(Interpreter.KNOWN)
final class PipelineApproval implements Interpreter {

    private static final int LONGEST_TEXT = 1_000;

    @Override
    public Optional<Notice> interpret(Reading reading) {
        Json approval = reading.json().at("approval");
        boolean known = reading.event().isEmpty() && approval.at("actionName").text().isPresent()
                && (approval.has("token") || approval.has("approvalReviewLink"));
        return known ? approval.at("pipelineName").text().map(pipeline -> notice(reading, approval, pipeline))
                : Optional.empty();
    }

    private static Notice notice(Reading reading, Json approval, String pipeline) {
        String region = region(reading.json(), reading.message());
        String account = TopicArn.parse(reading.message().topicArn()).map(TopicArn::account).orElse(null);
        String stage = approval.at("stageName").text().orElse("");
        String action = approval.at("actionName").text().orElse("");
        // Nothing else tells one request from the next of the same action, and no other message names its time.
        Optional<String> expires = approval.at("expires").moment().map(Instant::toString);
        String key = DeveloperTools.key(CodePipeline.FAMILY, account, region, pipeline, stage, action);
        return Notice.of(CodePipeline.FAMILY, Severity.MEDIUM,
                "CodePipeline: " + pipeline + " waits for approval of " + (stage.isEmpty() ? action : stage + "/" + action))
                .region(region)
                .titleLink(CodePipeline.link(region, pipeline, Optional.empty()))
                .resource(pipeline)
                .correlationKey(key + expires.map(end -> "/" + end).orElse(""))
                .task(task(approval, pipeline, stage, action))
                .standing(expires.map(end -> Standing.openUntilResolved("waits for approval")))
                .text(approval.at("customData").text().map(text -> Cut.end(text, LONGEST_TEXT)).orElse(null))
                .fact("Expires", approval.at("expires").moment().orElse(null))
                .link("To review", approval.at("externalEntityLink").textOrNull())
                .build();
    }

    private static PipelineTask task(Json approval, String pipeline, String stage, String action) {
        return approval.at("token").text().filter(token -> !stage.isEmpty())
                .map(token -> new PipelineTask.Approval(pipeline, stage, action, ApprovalRequest.ofToken(token))).orElse(null);
    }

    /** CodePipeline publishes to topics of the pipeline's own Region only. */
    private static String region(Json json, Message message) {
        return json.at("region").text().filter(region -> Partition.ofRegion(region).isPresent())
                .or(() -> TopicArn.parse(message.topicArn()).map(TopicArn::region)).orElse(null);
    }
}
