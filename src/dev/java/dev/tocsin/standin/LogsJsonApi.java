package dev.tocsin.standin;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Amazon CloudWatch Logs' JSON protocol, as far as a writer needs it, with the limits of its API reference. Requests have to
 * be signed; the signature itself is not verified.
 */
final class LogsJsonApi implements Counterpart {

    private static final String TARGET = "Logs_20140328.";
    private static final String CONTENT_TYPE = "application/x-amz-json-1.1";
    private static final Pattern SCOPE = Pattern.compile("Credential=[^/]+/[0-9]{8}/([a-z0-9-]+)/logs/aws4_request");
    private static final Pattern GROUP = Pattern.compile("[.\\-_/#A-Za-z0-9]{1,512}");
    private static final Pattern STREAM = Pattern.compile("[^:*]{1,512}");
    private static final Set<Integer> RETENTIONS = Set.of(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096,
            1827, 2192, 2557, 2922, 3288, 3653);
    private static final int MOST_EVENTS = 10_000;
    private static final int LARGEST_BATCH = 1_048_576;
    private static final int OVERHEAD = 26;
    private static final long LONGEST_SPAN = Duration.ofHours(24).toMillis();
    private static final long OLDEST = Duration.ofDays(14).toMillis();
    private static final long NEWEST = Duration.ofHours(2).toMillis();

    private final LogsService logs;
    private final LongSupplier millis;

    LogsJsonApi(LogsService logs, LongSupplier millis) {
        this.logs = logs;
        this.millis = millis;
    }

    @Override
    public Received.Kind kind() {
        return Received.Kind.CLOUDWATCH_LOGS;
    }

    @Override
    public boolean speaksFor(Inquiry inquiry) {
        return inquiry.path().equals("/") && inquiry.header("x-amz-target").startsWith(TARGET);
    }

    @Override
    public String room(Inquiry inquiry) {
        return inquiry.header("x-amz-target").substring(TARGET.length());
    }

    /** With the action behind it, as in {@code /#PutLogEvents}. */
    @Override
    public String faultAddress(Inquiry inquiry) {
        return inquiry.uri() + "#" + room(inquiry);
    }

    @Override
    public Answer answer(Inquiry inquiry) {
        Matcher scope = SCOPE.matcher(inquiry.header("authorization"));
        if (!scope.find()) {
            return error("MissingAuthenticationTokenException", "Missing Authentication Token");
        }
        if (!inquiry.header("content-type").equals(CONTENT_TYPE) || !inquiry.json().isObject()) {
            return error("SerializationException", "The body is no " + CONTENT_TYPE);
        }
        String action = room(inquiry);
        String group = inquiry.json().path("logGroupName").asText("");
        String stream = inquiry.json().path("logStreamName").asText("");
        if (logs.isDenied(action)) {
            return error("AccessDeniedException",
                    "User: arn:aws:sts::111122223333:assumed-role/tocsin/tocsin is not authorized to "
                            + "perform: logs:" + action + " on resource: arn:aws:logs:" + scope.group(1)
                            + ":111122223333:log-group:"
                            + group + ":log-stream:" + stream + " because no identity-based policy allows the logs:" + action
                            + " action");
        }
        if (!GROUP.matcher(group).matches() || action.endsWith("Stream") && !STREAM.matcher(stream).matches()) {
            return invalid("A name does not satisfy its pattern");
        }
        return switch (action) {
            case "CreateLogGroup" -> createGroup(group);
            case "CreateLogStream" -> createStream(group, stream);
            case "PutRetentionPolicy" -> retain(group, inquiry.json().path("retentionInDays").asInt());
            case "PutLogEvents" -> put(group, stream, inquiry.json().path("logEvents"));
            default -> error("UnknownOperationException", action);
        };
    }

    private Answer createGroup(String group) {
        if (logs.hasGroup(group)) {
            return error("ResourceAlreadyExistsException", "The specified log group already exists");
        }
        logs.createGroup(group);
        return done();
    }

    private Answer createStream(String group, String stream) {
        if (!logs.hasGroup(group)) {
            return noGroup();
        }
        if (logs.hasStream(group, stream)) {
            return error("ResourceAlreadyExistsException", "The specified log stream already exists");
        }
        logs.createStream(group, stream);
        return done();
    }

    private Answer retain(String group, int days) {
        if (!logs.hasGroup(group)) {
            return noGroup();
        }
        if (!RETENTIONS.contains(days)) {
            return invalid("retentionInDays is none of " + RETENTIONS);
        }
        logs.retain(group, days);
        return done();
    }

    /** Checks all of it before anything is kept. Entries of the wrong time are rejected by themselves. */
    private Answer put(String group, String stream, JsonNode given) {
        if (!logs.hasGroup(group)) {
            return noGroup();
        }
        if (!logs.hasStream(group, stream)) {
            return error("ResourceNotFoundException", "The specified log stream does not exist.");
        }
        List<LogsService.Event> events = StreamSupport.stream(given.spliterator(), false)
                .map(one -> new LogsService.Event(group, stream, one.path("timestamp").asLong(-1),
                        one.path("message").asText("")))
                .toList();
        String fault = fault(events);
        if (fault != null) {
            return invalid(fault);
        }
        long now = millis.getAsLong();
        int old = (int) events.stream().filter(event -> event.timestamp() < now - OLDEST).count();
        int ahead = (int) events.stream().filter(event -> event.timestamp() > now + NEWEST).count();
        events.subList(old, events.size() - ahead).forEach(logs::put);
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("nextSequenceToken", "0");
        if (old > 0) {
            answer.withObject("/rejectedLogEventsInfo").put("tooOldLogEventEndIndex", old);
        }
        if (ahead > 0) {
            answer.withObject("/rejectedLogEventsInfo").put("tooNewLogEventStartIndex", events.size() - ahead);
        }
        return json(200, answer).taken();
    }

    private static String fault(List<LogsService.Event> events) {
        if (events.isEmpty() || events.size() > MOST_EVENTS) {
            return "logEvents must have 1 to " + MOST_EVENTS + " members";
        }
        if (events.stream().anyMatch(event -> event.timestamp() < 0 || event.message().isEmpty())) {
            return "A log event lacks its timestamp or message";
        }
        if (events.stream().anyMatch(event -> bytes(event) > LARGEST_BATCH)) {
            return "Log event too large";
        }
        if (events.stream().mapToLong(LogsJsonApi::bytes).sum() > LARGEST_BATCH) {
            return "Upload too large";
        }
        for (int i = 1; i < events.size(); i++) {
            if (events.get(i).timestamp() < events.get(i - 1).timestamp()) {
                return "Log events in a single PutLogEvents request must be in chronological order.";
            }
        }
        boolean spansMore = events.get(events.size() - 1).timestamp() - events.get(0).timestamp() > LONGEST_SPAN;
        return spansMore ? "The batch of log events in a single PutLogEvents request cannot span more than 24 hours." : null;
    }

    private static int bytes(LogsService.Event event) {
        return event.message().getBytes(StandardCharsets.UTF_8).length + OVERHEAD;
    }

    private static Answer done() {
        return json(200, JsonNodeFactory.instance.objectNode()).taken();
    }

    private static Answer noGroup() {
        return error("ResourceNotFoundException", "The specified log group does not exist.");
    }

    private static Answer invalid(String why) {
        return error("InvalidParameterException", why);
    }

    private static Answer error(String type, String message) {
        return json(400, JsonNodeFactory.instance.objectNode().put("__type", type).put("message", message));
    }

    private static Answer json(int status, ObjectNode body) {
        return new Answer(status, CONTENT_TYPE, body.toString(), Map.of(), false);
    }
}
