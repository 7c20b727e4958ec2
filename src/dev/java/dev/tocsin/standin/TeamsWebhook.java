package dev.tocsin.standin;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The workflows of Microsoft Teams: any {@code /powerautomate/automations/direct/workflows/<32 hexadecimal digits>/...} and
 * {@code /workflows/...} with a {@code sig} exists. Flows whose id begins with {@code ca4d} post the body as a card, all
 * others take the card from a message. As in reality a flow accepts the other form too, and then shows nothing. A card that
 * Teams could not show is refused here, while Microsoft would accept it and let the flow fail: a sender's mistake should be
 * seen.
 */
final class TeamsWebhook implements Counterpart {

    static final Received.Kind KIND = new Received.Kind("TEAMS_WEBHOOK");
    static final String CARD_FLOW = "ca4d";

    /** About what Teams takes for all of a message. */
    static final int LARGEST = 28 * 1024;

    /** 60 messages in 30 seconds. */
    static final Duration INTERVAL = Duration.ofMillis(500);

    private static final Pattern PATH = Pattern
            .compile("(?:/powerautomate/automations/direct)?/workflows/([0-9a-f]{32})/triggers/manual/paths/invoke");
    private static final Pattern ANY_PATH = Pattern.compile("(?:/powerautomate|/workflows)(?:/.*)?");
    private static final String CARD_TYPE = "application/vnd.microsoft.card.adaptive";

    private final Function<String, Optional<String>> roomNames;
    private final Pacing pacing;

    TeamsWebhook(Function<String, Optional<String>> roomNames, Pacing pacing) {
        this.roomNames = roomNames;
        this.pacing = pacing;
    }

    @Override
    public Received.Kind kind() {
        return KIND;
    }

    @Override
    public boolean speaksFor(Inquiry inquiry) {
        return ANY_PATH.matcher(inquiry.path()).matches();
    }

    @Override
    public String room(Inquiry inquiry) {
        Matcher path = PATH.matcher(inquiry.path());
        return path.matches() ? roomNames.apply(inquiry.path()).orElse("flow " + path.group(1).substring(0, 8)) : "unknown";
    }

    @Override
    public Answer answer(Inquiry inquiry) {
        Matcher path = PATH.matcher(inquiry.path());
        if (!inquiry.method().equals("POST")) {
            return error(405, "MethodNotAllowed", "The method is not allowed");
        }
        if (!path.matches()) {
            return error(404, "WorkflowNotFound", "The workflow could not be found");
        }
        if (inquiry.query().getOrDefault("sig", "").isEmpty()) {
            return error(401, "DirectApiAuthorizationRequired",
                    "The request must be authenticated only by Shared Access scheme");
        }
        int wait = pacing.secondsToWait(inquiry.path());
        if (wait > 0) {
            return error(429, "TooManyRequests", "Rate limit is exceeded").retryAfter(wait);
        }
        if (!inquiry.header("content-type").startsWith("application/json") || !inquiry.json().isObject()) {
            return error(400, "InvalidRequestContent", "The request content is not valid JSON");
        }
        if (inquiry.body().getBytes(StandardCharsets.UTF_8).length > LARGEST) {
            return error(413, "RequestEntityTooLarge", "The request is too large");
        }
        return ofFlow(path.group(1), inquiry.json());
    }

    private static Answer ofFlow(String id, JsonNode body) {
        Optional<JsonNode> card = id.startsWith(CARD_FLOW) ? Optional.of(body).filter(TeamsWebhook::isCard)
                : cardOfMessage(body);
        Answer accepted = new Answer(202, "text/plain", "", Map.of(), card.isPresent());
        return card.flatMap(TeamsCardRules::refusal).map(refusal -> error(400, "BadRequest", refusal)).orElse(accepted);
    }

    /** As the template reads it: for each of {@code triggerBody()?['attachments']}. */
    private static Optional<JsonNode> cardOfMessage(JsonNode message) {
        JsonNode attachment = message.path("attachments").path(0);
        boolean one = message.path("type").asText().equals("message") && message.path("attachments").size() == 1
                && attachment.path("contentType").asText().equals(CARD_TYPE);
        return Optional.of(attachment.path("content")).filter(card -> one && isCard(card));
    }

    private static boolean isCard(JsonNode card) {
        return card.path("type").asText().equals("AdaptiveCard");
    }

    private static Answer error(int status, String code, String message) {
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        error.putObject("error").put("code", code).put("message", message);
        return Answer.json(status, error.toString());
    }
}
