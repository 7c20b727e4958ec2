package dev.tocsin.delivery;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.tocsin.notice.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A message that is sent the whole way to see whether it arrives: a custom notification in AWS Chatbot's schema. */
public final class CanaryMessage {

    public static final String SUBJECT = "Tocsin canary";

    /** In what {@link #of} writes, whose first mark it is; nothing else of the message is read. */
    private static final Pattern MARK = Pattern.compile("\"id\":\"canary-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\"");

    private CanaryMessage() {
    }

    public static String of(String configurationName, UUID mark, Instant at) {
        return new JsonObject().put("version", "1.0").put("source", "custom").put("id", "canary-" + mark)
                .put("content", new JsonObject().put("textType", "client-markdown")
                        .put("title", "Canary for " + configurationName)
                        .put("description",
                                "Sent the whole way at " + at.truncatedTo(ChronoUnit.SECONDS)
                                        + " to see whether it arrives. There is nothing to do.")
                        .put("keywords", new JsonArray().add("canary")))
                .put("metadata", new JsonObject().put("summary", "Canary").put("enableCustomActions", false))
                .encode();
    }

    /** By what its sender knows it; empty if it is none. That it has a mark does not say that we have sent it. */
    static Optional<UUID> mark(Message message) {
        if (message.subject().filter(SUBJECT::equals).isEmpty()) {
            return Optional.empty();
        }
        Matcher mark = MARK.matcher(message.body());
        return mark.find() ? Optional.of(UUID.fromString(mark.group(1))) : Optional.empty();
    }
}
