package dev.tocsin.console;

import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a chat would be sent, for the browser to draw as that chat does.
 *
 * @param chat by its name in previews, for instance {@code slack}
 * @param payload JSON
 */
public record Drawing(String chat, String payload) {

    private static final Map<String, String> LABELS = Map.of("slack", "Slack", "chime", "Amazon Chime", "teams",
            "Microsoft Teams");

    public static Drawing of(Map.Entry<String, ObjectNode> preview) {
        return new Drawing(preview.getKey(), preview.getValue().toString());
    }

    public String label() {
        return LABELS.getOrDefault(chat, chat);
    }
}
