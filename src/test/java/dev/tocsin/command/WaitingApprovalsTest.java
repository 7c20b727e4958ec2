package dev.tocsin.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.tocsin.notice.ApprovalRequest;

class WaitingApprovalsTest {

    private static final String TOKEN = "1a2b3c4d-573f-4ea7-a67e-s3cr3t-4711";
    private static final String STATE = """
            {"stageStates": [
               {"stageName": "Test", "latestExecution": {"pipelineExecutionId": "e-2"}, "actionStates": [
                 {"actionName": "Approve", "latestExecution": {"status": "Succeeded", "token": "old"}}]},
               {"stageName": "Prod", "latestExecution": {"pipelineExecutionId": "e-1", "status": "InProgress"}, "actionStates": [
                 {"actionName": "Deploy"},
                 {"actionName": "Approve", "latestExecution": {"status": "InProgress", "token": "%s"}}]}]}"""
            .formatted(TOKEN);

    @Test
    void isFoundByItsExecutionOrByTheDigestOfItsToken() {
        assertThat(token(STATE, ApprovalRequest.ofExecution("e-1").orElseThrow())).contains(TOKEN);
        assertThat(token(STATE, ApprovalRequest.ofToken(TOKEN))).contains(TOKEN);
    }

    @Test
    void anotherRequestOfTheSameActionIsNotAnswered() {
        assertThat(token(STATE, ApprovalRequest.ofExecution("e-2").orElseThrow())).isEmpty();
        assertThat(token(STATE, ApprovalRequest.ofToken("another"))).isEmpty();
        assertThat(token(STATE.replace("\"status\": \"InProgress\", \"token\"", "\"status\": \"Failed\", \"token\""),
                ApprovalRequest.ofToken(TOKEN))).isEmpty();
        assertThat(token("{}", ApprovalRequest.ofToken(TOKEN))).isEmpty();
    }

    @Test
    void aTokenItselfIsNoMark() {
        assertThat(ApprovalRequest.read(TOKEN)).isEmpty();
        assertThat(ApprovalRequest.read(ApprovalRequest.ofToken(TOKEN).mark())).isPresent();
        assertThat(ApprovalRequest.ofExecution("a b")).isEmpty();
    }

    private static Optional<String> token(String state, ApprovalRequest request) {
        return WaitingApprovals.token(json(state), "Prod", "Approve", request);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
