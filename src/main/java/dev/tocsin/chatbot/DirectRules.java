package dev.tocsin.chatbot;

import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tocsin.problem.Quoted;

/**
 * Notification rules of the developer tools (CodePipeline, CodeBuild and others) that send to AWS Chatbot without a topic,
 * which
 * no configuration can hear. Facts: docs.aws.amazon.com/codestar-notifications/latest/APIReference/API_Target.html.
 */
final class DirectRules {

    private static final String RULE = "AWS::CodeStarNotifications::NotificationRule";
    private static final String CHATBOT = "AWSChatbot";
    private static final int NAMED = 20;

    private DirectRules() {
    }

    /** A note on those of a template; none if there are none. */
    static List<String> of(JsonNode resources) {
        List<String> names = resources.properties().stream().filter(resource -> isDirect(resource.getValue()))
                .map(resource -> Quoted.name(resource.getKey())).toList();
        return names.isEmpty()
                ? List.of()
                : List.of("Notification rules send to AWS Chatbot directly, and will not be heard here: "
                        + String.join(", ", names.subList(0, Math.min(names.size(), NAMED)))
                        + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "")
                        + ". Give each a target of the TargetType SNS instead, a topic that a configuration hears, and let "
                        + "codestar-notifications.amazonaws.com publish to that topic.");
    }

    private static boolean isDirect(JsonNode resource) {
        return resource.path("Type").asText().equals(RULE) && StreamSupport
                .stream(resource.path("Properties").path("Targets").spliterator(), false)
                .anyMatch(target -> target.path("TargetType").asText().startsWith(CHATBOT));
    }
}
