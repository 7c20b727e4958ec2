package dev.tocsin.slack;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What is asked for of a channel's messages ({@code conversations.history}) or of a thread's ({@code conversations.replies}).
 *
 * @param thread the ts of the message that began it
 * @param cursor where the last page said that the next begins
 */
public record SlackMessages(String channel, Optional<String> thread, Instant since, Optional<String> cursor) {

    /** What Slack gives at most to apps that are not made for one workspace alone. */
    private static final int LIMIT = 15;

    /** @param messages with the metadata that their senders gave them */
    public record Page(List<JsonNode> messages, Optional<String> next) {

        static Page of(SlackAnswer answer) {
            return new Page(StreamSupport.stream(answer.json().path("messages").spliterator(), false).toList(),
                    Optional.of(answer.json().path("response_metadata").path("next_cursor").asText(""))
                            .filter(cursor -> !cursor.isEmpty()));
        }
    }

    String method() {
        return thread.isPresent() ? "conversations.replies" : "conversations.history";
    }

    Map<String, String> form() {
        Map<String, String> form = new HashMap<>(Map.of("channel", channel, "oldest",
                "%d.%06d".formatted(since.getEpochSecond(), since.getNano() / 1_000), "limit", Integer.toString(LIMIT),
                "include_all_metadata", "true"));
        thread.ifPresent(ts -> form.put("ts", ts));
        cursor.ifPresent(next -> form.put("cursor", next));
        return form;
    }
}
