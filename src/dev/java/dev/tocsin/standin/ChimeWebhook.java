package dev.tocsin.standin;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Amazon Chime's incoming webhooks: any {@code /incomingwebhooks/<id>?token=<token>} exists. */
final class ChimeWebhook implements Counterpart {

    /** UTF-8 bytes of Content. */
    static final int LARGEST = 4096;

    private static final Pattern PATH = Pattern.compile("/incomingwebhooks/([^/]+)");

    private final Function<String, Optional<String>> roomNames;
    private final Pacing pacing;

    ChimeWebhook(Function<String, Optional<String>> roomNames, Pacing pacing) {
        this.roomNames = roomNames;
        this.pacing = pacing;
    }

    @Override
    public Received.Kind kind() {
        return Received.Kind.CHIME_WEBHOOK;
    }

    @Override
    public boolean speaksFor(Inquiry inquiry) {
        return inquiry.path().startsWith("/incomingwebhooks");
    }

    @Override
    public String room(Inquiry inquiry) {
        Matcher path = PATH.matcher(inquiry.path());
        return path.matches() ? roomNames.apply(inquiry.path()).orElse(path.group(1)) : "unknown";
    }

    @Override
    public Answer answer(Inquiry inquiry) {
        if (!inquiry.method().equals("POST")) {
            return error(405, "Method not allowed");
        }
        if (!PATH.matcher(inquiry.path()).matches()) {
            return error(404, "Webhook not found");
        }
        if (inquiry.query().getOrDefault("token", "").isEmpty()) {
            return error(403, "Invalid webhook URL");
        }
        int wait = pacing.secondsToWait(inquiry.path());
        if (wait > 0) {
            return error(429, "Too many requests");
        }
        JsonNode content = inquiry.json().path("Content");
        if (!content.isTextual() || content.textValue().isEmpty()) {
            return error(400, "Content is missing");
        }
        if (content.textValue().getBytes(StandardCharsets.UTF_8).length > LARGEST) {
            return error(413, "Content is too large");
        }
        return taken(inquiry.path());
    }

    private static Answer taken(String path) {
        UUID room = UUID.nameUUIDFromBytes(path.getBytes(StandardCharsets.UTF_8));
        return Answer.json(200, JsonNodeFactory.instance.objectNode().put("MessageId", UUID.randomUUID().toString())
                .put("RoomId", room.toString()).toString()).taken();
    }

    private static Answer error(int status, String message) {
        return Answer.json(status, JsonNodeFactory.instance.objectNode().put("Message", message).toString());
    }
}
