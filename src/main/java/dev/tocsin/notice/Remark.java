package dev.tocsin.notice;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What Tocsin itself says of a message that it posted: who takes care of it, that nobody does. It goes the way of any other
 * message, so it is stored as JSON of our own under a name that no topic can have.
 *
 * @param posting the message that it is about; empty if it is about several
 * @param severity how bad what it says is
 * @param headline what it says, in one line
 * @param about the title of what it is about, so that it can be read without that
 * @param matter what that belongs to, in its publisher's words
 * @param link where that is in the chat
 */
public record Remark(What what, Optional<UUID> posting, Severity severity, String headline, Optional<String> about,
        Optional<String> matter, Optional<String> link) {

    /** In place of a topic's ARN; none can look like this. */
    public static final String TOPIC = "tocsin:remark";

    private static final String WHAT = "what";

    /** What has happened. */
    public enum What {
        ACKNOWLEDGED,
        RESOLVED,
        REOPENED,
        /** Nobody has acknowledged it for a while. */
        REMINDED,
        /** It was sent to another configuration as well. */
        ESCALATED,
        /** This is where it was sent, and why. */
        HANDED_ON
    }

    /** Whether those who do not follow the thread are to see it too. */
    public boolean callsForAttention() {
        return what == What.REMINDED;
    }

    public String toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put(WHAT, what.name()).put("severity", severity.name())
                .put("headline", headline);
        posting.ifPresent(id -> json.put("posting", id.toString()));
        about.ifPresent(title -> json.put("about", title));
        matter.ifPresent(key -> json.put("matter", key));
        link.ifPresent(url -> json.put("link", url));
        return json.toString();
    }

    /** Empty of any other message, whatever it looks like. */
    public static Optional<Remark> in(Message message) {
        return TOPIC.equals(message.topicArn()) ? of(new Json(Body.read(message.body()))) : Optional.empty();
    }

    /** A newer version may know more that can happen; that has a headline all the same, and is read by that. */
    private static Optional<Remark> of(Json json) {
        return word(json.at(WHAT), What.class).flatMap(what -> json.at("headline").text()
                .map(headline -> new Remark(what, json.at("posting").text().flatMap(Remark::uuid),
                        word(json.at("severity"), Severity.class).orElse(Severity.INFO), headline, json.at("about").text(),
                        json.at("matter").text(), json.at("link").text())));
    }

    private static <E extends Enum<E>> Optional<E> word(Json json, Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).filter(value -> json.is(value.name())).findFirst();
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
    }
}
