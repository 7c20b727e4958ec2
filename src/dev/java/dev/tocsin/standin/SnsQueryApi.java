package dev.tocsin.standin;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Amazon SNS's query protocol, as far as a subscriber and somebody who tries one out need it, for all Regions at once: which
 * one a request means is in the
 * scope of its signature, and the ARNs in it have to be of that Region. The signature itself is not verified. Unsigned,
 * there are only ConfirmSubscription, where any token but {@code invalid} is good, and Unsubscribe.
 */
final class SnsQueryApi implements Counterpart {

    private static final Pattern TOPIC_ARN = Pattern
            .compile("arn:aws[a-z0-9-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}(\\.fifo)?");
    private static final Pattern SCOPE = Pattern.compile("Credential=([^/]+)/[0-9]{8}/([a-z0-9-]+)/(sns|sts)/aws4_request");
    private static final Set<String> UNSIGNED = Set.of("ConfirmSubscription", "Unsubscribe");
    private static final String ACCOUNT = "123456789012";
    private static final String ATTRIBUTE = "MessageAttributes.entry.";
    private static final int PAGE = 100;

    private final SnsService sns;

    SnsQueryApi(SnsService sns) {
        this.sns = sns;
    }

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

    /** With the action behind it, as in {@code /#Subscribe}. */
    @Override
    public String faultAddress(Inquiry inquiry) {
        return inquiry.uri() + "#" + room(inquiry);
    }

    @Override
    public Answer answer(Inquiry inquiry) {
        Map<String, String> parameters = parameters(inquiry);
        String action = parameters.getOrDefault("Action", "");
        Matcher scope = SCOPE.matcher(inquiry.header("authorization"));
        boolean signed = scope.find();
        if (!signed && !UNSIGNED.contains(action)) {
            return SnsXml.error(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
        }
        String region = signed ? scope.group(2) : "";
        String arn = parameters.getOrDefault("TopicArn", topicOf(parameters.getOrDefault("SubscriptionArn", "")));
        if (!arn.isEmpty() && (!TOPIC_ARN.matcher(arn).matches() || signed && !arn.split(":")[3].equals(region))) {
            return invalid("TopicArn");
        }
        if (signed && sns.isDenied(arn)) {
            return SnsXml.error(403, "AuthorizationError", "User: arn:aws:sts::111122223333:assumed-role/tocsin/tocsin is not "
                    + "authorized to perform: SNS:" + action + " on resource: " + arn
                    + " because no resource-based policy allows the SNS:" + action + " action");
        }
        return answer(action, parameters, arn, region, signed);
    }

    private Answer answer(String action, Map<String, String> parameters, String arn, String region, boolean signed) {
        return switch (action) {
            case "ConfirmSubscription" -> confirm(parameters, arn, signed);
            case "Unsubscribe" -> unsubscribe(parameters.getOrDefault("SubscriptionArn", ""), signed);
            case "Subscribe" -> onTopic(arn, topic -> subscribe(parameters, topic));
            case "ListSubscriptionsByTopic" -> onTopic(arn, topic -> list(topic, parameters.get("NextToken")));
            case "GetSubscriptionAttributes" -> onSubscription(parameters, one -> SnsXml.result(action,
                    SnsXml.attributes(one.shown())));
            case "SetSubscriptionAttributes" -> onSubscription(parameters, one -> {
                sns.setAttribute(one.arn(), parameters.get("AttributeName"), parameters.getOrDefault("AttributeValue", ""));
                return SnsXml.result(action, null).taken();
            });
            case "GetTopicAttributes" -> onTopic(arn, topic -> SnsXml.result(action,
                    SnsXml.attributes(sns.topicAttributes(topic))));
            case "SetTopicAttributes" -> onTopic(arn, topic -> {
                sns.setTopicAttribute(topic, parameters.get("AttributeName"), parameters.getOrDefault("AttributeValue", ""));
                return SnsXml.result(action, null).taken();
            });
            case "CreateTopic" -> create(parameters.getOrDefault("Name", ""), region);
            case "ListTopics" -> topics(region, parameters.get("NextToken"));
            case "Publish" -> onTopic(arn, topic -> publish(parameters, topic));
            default -> SnsXml.error(400, "InvalidAction", "The action is not valid for this endpoint.");
        };
    }

    /** In the stand-in's only account. */
    private Answer create(String name, String region) {
        String partition = region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
        String arn = "arn:" + partition + ":sns:" + region + ":" + ACCOUNT + ":" + name;
        if (!TOPIC_ARN.matcher(arn).matches()) {
            return invalid("Topic Name");
        }
        sns.createTopic(arn);
        return SnsXml.result("CreateTopic", SnsXml.element("TopicArn", arn)).taken();
    }

    private Answer publish(Map<String, String> parameters, String topic) {
        return sns.publish(topic, parameters.get("Subject"), parameters.getOrDefault("Message", ""), attributes(parameters))
                .map(id -> SnsXml.result("Publish", SnsXml.element("MessageId", id)).taken())
                .orElseGet(() -> SnsXml.error(429, "Throttled",
                        "Rate exceeded: " + SnsDeliveries.MOST + " messages or 64 MiB wait for the subscriber already"));
    }

    /** As the query protocol numbers them: {@code MessageAttributes.entry.1.Name}, and {@code Value.StringValue} beside it. */
    private static Map<String, String> attributes(Map<String, String> parameters) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 1; parameters.containsKey(ATTRIBUTE + i + ".Name"); i++) {
            attributes.put(parameters.get(ATTRIBUTE + i + ".Name"),
                    parameters.getOrDefault(ATTRIBUTE + i + ".Value.StringValue", ""));
        }
        return attributes;
    }

    private Answer onTopic(String arn, Function<String, Answer> work) {
        if (arn.isEmpty()) {
            return invalid("TopicArn");
        }
        return sns.exists(arn) ? work.apply(arn) : SnsXml.error(404, "NotFound", "Topic does not exist");
    }

    private Answer onSubscription(Map<String, String> parameters, Function<SnsSubscription, Answer> work) {
        return sns.subscription(parameters.getOrDefault("SubscriptionArn", "")).map(work)
                .orElseGet(() -> SnsXml.error(404, "NotFound", "Subscription does not exist"));
    }

    private Answer subscribe(Map<String, String> parameters, String topic) {
        String protocol = parameters.getOrDefault("Protocol", "");
        String endpoint = parameters.getOrDefault("Endpoint", "");
        if (!endpoint.startsWith(protocol + "://")) {
            return SnsXml.error(400, "InvalidParameter", "Invalid parameter: Endpoint must match the specified protocol");
        }
        if (topic.endsWith(".fifo")) {
            return SnsXml.error(400, "InvalidParameter", "Invalid parameter: Invalid protocol type: " + protocol);
        }
        SnsSubscription subscription = sns.subscribe(topic, protocol, endpoint);
        boolean showArn = subscription.isConfirmed() || "true".equals(parameters.get("ReturnSubscriptionArn"));
        return SnsXml.result("Subscribe",
                SnsXml.element("SubscriptionArn", showArn ? subscription.arn() : "pending confirmation")).taken();
    }

    private Answer confirm(Map<String, String> parameters, String topicArn, boolean signed) {
        String token = parameters.getOrDefault("Token", "");
        if (topicArn.isEmpty()) {
            return invalid("Topic");
        }
        if (token.isEmpty() || token.equals("invalid")) {
            return invalid("Token");
        }
        boolean authenticated = signed && "true".equals(parameters.get("AuthenticateOnUnsubscribe"));
        String arn = sns.confirm(topicArn, token, authenticated).map(SnsSubscription::arn).orElseGet(() -> topicArn + ":"
                + UUID.nameUUIDFromBytes((topicArn + token).getBytes(StandardCharsets.UTF_8)));
        return SnsXml.result("ConfirmSubscription", SnsXml.element("SubscriptionArn", arn)).taken();
    }

    private Answer unsubscribe(String subscriptionArn, boolean signed) {
        Optional<SnsSubscription> subscription = sns.subscription(subscriptionArn);
        if (subscription.isPresent() && !subscription.get().isConfirmed()) {
            return invalid("SubscriptionArn");
        }
        if (subscription.isPresent() && subscription.get().isAuthenticated() && !signed) {
            return SnsXml.error(403, "AuthorizationError", "Unsubscribing has to be signed");
        }
        sns.delete(subscriptionArn);
        return SnsXml.result("Unsubscribe", null).taken();
    }

    private Answer list(String topic, String token) {
        List<SnsSubscription> all = sns.subscriptions(topic);
        int start = start(token);
        String members = page(all, start).stream().map(one -> "<member>"
                + SnsXml.element("TopicArn", topic) + SnsXml.element("Protocol", one.protocol())
                + SnsXml.element("SubscriptionArn", one.isConfirmed() ? one.arn() : "PendingConfirmation")
                + SnsXml.element("Owner", topic.split(":")[4]) + SnsXml.element("Endpoint", one.endpoint()) + "</member>")
                .collect(Collectors.joining("", "<Subscriptions>", "</Subscriptions>"));
        return SnsXml.result("ListSubscriptionsByTopic", members + next(all, start));
    }

    private Answer topics(String region, String token) {
        List<String> all = sns.topicsIn(region);
        int start = start(token);
        String members = page(all, start).stream().map(arn -> "<member>" + SnsXml.element("TopicArn", arn) + "</member>")
                .collect(Collectors.joining("", "<Topics>", "</Topics>"));
        return SnsXml.result("ListTopics", members + next(all, start));
    }

    private static <T> List<T> page(List<T> all, int start) {
        return all.subList(Math.min(start, all.size()), Math.min(start + PAGE, all.size()));
    }

    private static String next(List<?> all, int start) {
        return start + PAGE < all.size() ? SnsXml.element("NextToken", Integer.toString(start + PAGE)) : "";
    }

    private static int start(String token) {
        return token == null || !token.matches("[0-9]{1,6}") ? 0 : Integer.parseInt(token);
    }

    private static String topicOf(String subscriptionArn) {
        int last = subscriptionArn.lastIndexOf(':');
        return last < 0 ? "" : subscriptionArn.substring(0, last);
    }

    private static Answer invalid(String parameter) {
        return SnsXml.error(400, "InvalidParameter", "Invalid parameter: " + parameter);
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
