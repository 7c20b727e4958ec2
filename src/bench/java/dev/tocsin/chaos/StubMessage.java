package dev.tocsin.chaos;

import java.util.Optional;

import io.vertx.core.json.JsonObject;

/**
 * A message that stands in a channel.
 *
 * @param ts by what Slack knows it
 * @param thread the ts of the message in whose thread it stands
 */
record StubMessage(int lane, String ts, Optional<String> thread, boolean isBroadcast, JsonObject metadata) {

    /** What Slack answers to whoever posted it. */
    String answer() {
        JsonObject message = new JsonObject();
        thread.ifPresent(root -> message.put("thread_ts", root));
        return new JsonObject().put("ok", true).put("ts", ts).put("message", message).encode();
    }

    /** As Slack lists it. */
    JsonObject listed() {
        return new JsonObject().put("ts", ts).put("metadata", metadata);
    }

    boolean isInTheChannel() {
        return thread.isEmpty() || isBroadcast;
    }
}
