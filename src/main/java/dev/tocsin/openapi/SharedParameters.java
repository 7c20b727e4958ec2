package dev.tocsin.openapi;

import java.util.Map;

import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

import io.quarkus.smallrye.openapi.OpenApiFilter;

/** Parameters that mean the same wherever they are: what an operation does not say of them itself is said here. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class SharedParameters implements OASFilter {

    private static final Map<String, Words> WORDS = Map.of(
            "configurationName", new Words("The configuration's name", "payments-alarms"),
            "slackTeamId", new Words("The workspace's team id, as Slack gives it", "T0123456789"),
            "topicArn", new Words("The ARN of an SNS topic", "arn:aws:sns:eu-central-1:123456789012:alarms"),
            "region", new Words("The id of an AWS Region", "eu-central-1"),
            "maxResults", new Words("1 to 100; 100 if absent", 20),
            "nextToken", new Words("From the page before of this very list", "slack.cGF5bWVudHMtYWxhcm1z"),
            "If-Match", new Words("The ETag that was read; optional", "\"17-3\""));

    private record Words(String description, Object example) {
    }

    @Override
    public Parameter filterParameter(Parameter parameter) {
        Words words = WORDS.get(parameter.getName());
        if (words != null && parameter.getDescription() == null) {
            parameter.setDescription(words.description());
        }
        if (words != null && parameter.getExample() == null && parameter.getExamples() == null) {
            parameter.setExample(words.example());
        }
        return parameter;
    }
}
