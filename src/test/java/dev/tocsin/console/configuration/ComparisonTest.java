package dev.tocsin.console.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tocsin.console.configuration.Comparison.ChangedMember;

class ComparisonTest {

    private final ObjectMapper mapper = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                              | {"iamRoleArn": null}
            {}                                              | {"snsTopicArns": []}
            {"webhookDescription": "room"}                  | {"webhookDescription": "room"}
            {"digestAfterSeconds": 60}                      | {"digestAfterSeconds": 60}
            {"snsTopicArns": ["a", "b"]}                    | {"snsTopicArns": ["b", "a"]}
            {"tags": [{"tagKey": "k", "tagValue": ""}]}     | {"tags": [{"tagKey": "k", "tagValue": ""}]}
            {"userAuthorizationRequired": false}            | {"userAuthorizationRequired": false}
            """)
    void whatIsTheSameIsNotToBeChanged(String opened, String typed) throws JsonProcessingException {
        assertThat(Comparison.changed(object(opened), object(typed))).isEqualTo(object("{}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                              | {"iamRoleArn": "arn"}
            {"iamRoleArn": "arn"}                           | {"iamRoleArn": null}
            {"digestAfterSeconds": 60}                      | {"digestAfterSeconds": "sixty"}
            {"digestAfterSeconds": 60}                      | {"digestAfterSeconds": null}
            {"snsTopicArns": ["a", "b"]}                    | {"snsTopicArns": ["a"]}
            {"tags": [{"tagKey": "k", "tagValue": "v"}]}    | {"tags": [{"tagKey": "k", "tagValue": "w"}]}
            {"userAuthorizationRequired": false}            | {"userAuthorizationRequired": true}
            """)
    void whatDiffersIsToBeChanged(String opened, String typed) throws JsonProcessingException {
        assertThat(Comparison.changed(object(opened), object(typed))).isEqualTo(object(typed));
    }

    @Test
    void namesNothingThatTheFormDoesNotSay() throws JsonProcessingException {
        assertThat(Comparison.changed(object("{\"slackTeamId\": \"T1\", \"loggingLevel\": \"NONE\"}"),
                object("{\"loggingLevel\": \"INFO\"}"))).isEqualTo(object("{\"loggingLevel\": \"INFO\"}"));
    }

    @Test
    void saysOfEachMemberWhatItWasAndWhatItIs() throws JsonProcessingException {
        ObjectNode before = object("""
                {"webhookDescription": "room", "snsTopicArns": ["a"], "tags": [{"tagKey": "k", "tagValue": "v"}],
                 "iamRoleArn": "arn", "updatedAt": "2026-11-24T05:15:26Z", "stateSince": "2026-11-24T05:15:26Z"}""");
        ObjectNode now = object("""
                {"webhookDescription": "hall", "snsTopicArns": ["a", "b"], "tags": [], "stateReason": null,
                 "iamRoleArn": "arn", "updatedAt": "2026-11-25T05:15:26Z", "stateSince": "2026-11-25T05:15:26Z"}""");

        assertThat(Comparison.between(before, now)).containsExactly(
                new ChangedMember("SNS topics", "a", "a\nb"),
                new ChangedMember("Tags", "k = v", ""),
                new ChangedMember("Webhook description", "room", "hall"));
    }

    private ObjectNode object(String json) throws JsonProcessingException {
        return (ObjectNode) mapper.readTree(json);
    }
}
