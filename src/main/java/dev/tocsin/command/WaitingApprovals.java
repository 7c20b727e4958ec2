package dev.tocsin.command;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tocsin.aws.call.AwsAnswer;
import dev.tocsin.notice.ApprovalRequest;

/** Which approvals a pipeline waits for, by what GetPipelineState answers. */
final class WaitingApprovals {

    /** Somebody has answered it, it has timed out, or another execution waits by now. */
    static final AwsAnswer NONE = new AwsAnswer.Refused("ApprovalNotWaiting",
            "The pipeline does not wait for this approval any more: it was answered or has timed out, or another execution "
                    + "waits by now.",
            400, Optional.empty(), false);

    private WaitingApprovals() {
    }

    /** Empty if that very request does not wait. */
    static Optional<String> token(JsonNode state, String stageName, String actionName, ApprovalRequest request) {
        for (JsonNode stage : state.path("stageStates")) {
            String execution = stage.path("latestExecution").path("pipelineExecutionId").asText();
            for (JsonNode action : stage.path("actionStates")) {
                JsonNode latest = action.path("latestExecution");
                String token = latest.path("token").asText();
                if (stage.path("stageName").asText().equals(stageName) && action.path("actionName").asText().equals(actionName)
                        && latest.path("status").asText().equals("InProgress") && !token.isEmpty()
                        && request.is(execution, token)) {
                    return Optional.of(token);
                }
            }
        }
        return Optional.empty();
    }
}
