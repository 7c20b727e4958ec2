package dev.tocsin.standin;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The two actions of Amazon SNS that a subscriber calls without credentials: ConfirmSubscription and Unsubscribe. Any
 * token is good, except {@code invalid}; the same token gets the same SubscriptionArn again, as at AWS.
 */
final class SnsQueryApi implements Counterpart {

    private static final Pattern TOPIC_ARN = Pattern
            .compile("arn:aws[a-z0-9-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}(\\.fifo)?");
    private static final String NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";

    @Override
    public Received.Kind kind() {
        return Received.Kind.SNS;
    }

    @Override
    public boolean speaksFor(Inquiry inquiry) {
        return inquiry.path().equals("/") && parameters(inquiry).containsKey("Action");
    }

    @Override
    public String room(Inquiry inquiry) {
        return parameters(inquiry).getOrDefault("Action", "");
    }

    @Override
    public Answer answer(Inquiry inquiry) {
        Map<String, String> parameters = parameters(inquiry);
        return switch (parameters.getOrDefault("Action", "")) {
            case "ConfirmSubscription" -> confirm(parameters);
            case "Unsubscribe" -> unsubscribe();
            default -> error("InvalidAction", "The action is not valid for this endpoint.");
        };
    }

    private static Answer confirm(Map<String, String> parameters) {
        String topicArn = parameters.getOrDefault("TopicArn", "");
        String token = parameters.getOrDefault("Token", "");
        if (!TOPIC_ARN.matcher(topicArn).matches()) {
            return error("InvalidParameter", "Invalid parameter: Topic");
        }
        if (token.isEmpty() || token.equals("invalid")) {
            return error("InvalidParameter", "Invalid parameter: Token");
        }
        UUID subscription = UUID.nameUUIDFromBytes((topicArn + token).getBytes(StandardCharsets.UTF_8));
        return Answer.xml(200, """
                <ConfirmSubscriptionResponse xmlns="%s">
                  <ConfirmSubscriptionResult>
                    <SubscriptionArn>%s:%s</SubscriptionArn>
                  </ConfirmSubscriptionResult>
                  <ResponseMetadata>
                    <RequestId>%s</RequestId>
                  </ResponseMetadata>
                </ConfirmSubscriptionResponse>
                """.formatted(NAMESPACE, topicArn, subscription, UUID.randomUUID())).taken();
    }

    private static Answer unsubscribe() {
        return Answer.xml(200, """
                <UnsubscribeResponse xmlns="%s">
                  <ResponseMetadata>
                    <RequestId>%s</RequestId>
                  </ResponseMetadata>
                </UnsubscribeResponse>
                """.formatted(NAMESPACE, UUID.randomUUID())).taken();
    }

    private static Answer error(String code, String message) {
        return Answer.xml(400, """
                <ErrorResponse xmlns="%s">
                  <Error>
                    <Type>Sender</Type>
                    <Code>%s</Code>
                    <Message>%s</Message>
                  </Error>
                  <RequestId>%s</RequestId>
                </ErrorResponse>
                """.formatted(NAMESPACE, code, message, UUID.randomUUID()));
    }

    /** From the query and, as the AWS SDKs send them, from a form. */
    private static Map<String, String> parameters(Inquiry inquiry) {
        if (!inquiry.isForm()) {
            return inquiry.query();
        }
        Map<String, String> parameters = new LinkedHashMap<>(inquiry.query());
        parameters.putAll(Inquiry.parameters(inquiry.body()));
        return parameters;
    }
}
