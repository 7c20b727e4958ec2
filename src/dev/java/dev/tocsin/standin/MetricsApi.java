package dev.tocsin.standin;

import java.time.Instant;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Amazon CloudWatch in the protocols that AWS's clients speak with it: GetMetricData, GetMetricWidgetImage and
 * ListTagsForResource. The SDK for Java speaks smithy-rpc-v2-cbor, and that for Python JSON 1.0. Requests have to be signed;
 * the
 * signature itself is not verified.
 */
final class MetricsApi implements Counterpart {

    static final Received.Kind KIND = new Received.Kind("CLOUDWATCH");

    private static final Pattern PATH = Pattern.compile("/service/GraniteServiceVersion20100801/operation/([A-Za-z]+)");
    private static final Pattern SCOPE = Pattern.compile("Credential=[^/]+/[0-9]{8}/[a-z0-9-]+/monitoring/aws4_request");
    private static final String PROTOCOL = "rpc-v2-cbor";
    private static final String CBOR = "application/cbor";
    private static final String TARGET = "GraniteServiceVersion20100801.";
    private static final String JSON = "application/x-amz-json-1.0";
    /** The errors' own names, where they differ from those by which the older protocol, and so the SDKs, know them. */
    private static final Map<String, String> SHAPES = Map.of("Throttling", "ThrottlingException", "AccessDenied",
            "AccessDeniedException", "InvalidParameterValue", "InvalidParameterValueException", "ResourceNotFound",
            "ResourceNotFoundException");

    private final MetricsService metrics;
    private final AwsAccounts accounts;
    private final LongSupplier millis;

    MetricsApi(MetricsService metrics, AwsAccounts accounts, LongSupplier millis) {
        this.metrics = metrics;
        this.accounts = accounts;
        this.millis = millis;
    }

    @Override
    public Received.Kind kind() {
        return KIND;
    }

    @Override
    public boolean speaksFor(Inquiry inquiry) {
        return PATH.matcher(inquiry.path()).matches() || isJson(inquiry);
    }

    private static boolean isJson(Inquiry inquiry) {
        return inquiry.path().equals("/") && inquiry.header("x-amz-target").startsWith(TARGET);
    }

    @Override
    public String room(Inquiry inquiry) {
        Matcher path = PATH.matcher(inquiry.path());
        return path.matches() ? path.group(1) : inquiry.header("x-amz-target").substring(TARGET.length());
    }

    /** With the action behind it, as in {@code /#GetMetricData}. */
    @Override
    public String faultAddress(Inquiry inquiry) {
        return "/#" + room(inquiry);
    }

    @Override
    public JsonNode json(Inquiry inquiry) {
        if (isJson(inquiry)) {
            return inquiry.json();
        }
        try {
            return CborReader.read(inquiry.bytes());
        } catch (IllegalArgumentException noCbor) {
            return MissingNode.getInstance();
        }
    }

    @Override
    public String text(Answer answer) {
        return answer.contentType().equals(CBOR) ? CborReader.read(answer.bytes()).toString() : answer.body();
    }

    @Override
    public Answer answer(Inquiry inquiry) {
        Answer answer = inCbor(inquiry);
        // Moments and bytes become what they are in JSON on the way.
        return isJson(inquiry) ? new Answer(answer.status(), JSON, text(answer), answer.headers(), false) : answer;
    }

    private Answer inCbor(Inquiry inquiry) {
        String action = room(inquiry);
        if (!isJson(inquiry)
                && (!inquiry.header("smithy-protocol").equals(PROTOCOL) || !inquiry.header("content-type").equals(CBOR))) {
            return error(400, "SerializationException", "The request is not in the protocol " + PROTOCOL);
        }
        if (!SCOPE.matcher(inquiry.header("authorization")).find()) {
            return error(403, "MissingAuthenticationToken", "Missing Authentication Token");
        }
        if (metrics.isDenied(action)) {
            return error(403, "AccessDenied", AwsAccounts.notAllowed("cloudwatch:" + action));
        }
        if (metrics.isThrottled(action)) {
            return error(400, "Throttling", "Rate exceeded");
        }
        JsonNode request = json(inquiry);
        if (!request.isObject()) {
            return error(400, "SerializationException", "The body is no map");
        }
        try {
            return answer(action, request);
        } catch (IllegalArgumentException refused) {
            return error(400, "ValidationError", refused.getMessage());
        }
    }

    private Answer answer(String action, JsonNode request) {
        Instant now = Instant.ofEpochMilli(millis.getAsLong());
        return switch (action) {
            case "GetMetricData" -> ok(new MetricQueries(metrics, now).answer(request));
            case "GetMetricWidgetImage" -> ok(JsonNodeFactory.instance.objectNode().put("MetricWidgetImage",
                    new MetricWidget(metrics, now).picture(request.path("MetricWidget").asText())));
            case "ListTagsForResource" -> tags(request.path("ResourceARN").asText());
            default -> error(404, "UnknownOperationException", action);
        };
    }

    private Answer tags(String arn) {
        return accounts.tags(arn).map(tags -> {
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            answer.putArray("Tags");
            tags.forEach((key, value) -> answer.withArray("Tags").addObject().put("Key", key).put("Value", value));
            return ok(answer);
        }).orElseGet(() -> error(404, "ResourceNotFound", "Unknown"));
    }

    private static Answer ok(ObjectNode answer) {
        return new Answer(200, CBOR, CborWriter.write(answer), Map.of("smithy-protocol", PROTOCOL), false);
    }

    private static Answer error(int status, String code, String message) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode()
                .put("__type", "com.amazonaws.cloudwatch#" + SHAPES.getOrDefault(code, code)).put("message", message);
        return new Answer(status, CBOR, CborWriter.write(answer),
                Map.of("smithy-protocol", PROTOCOL, "x-amzn-query-error", code + ";Sender"), false);
    }
}
