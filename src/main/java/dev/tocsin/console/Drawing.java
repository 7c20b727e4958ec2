package dev.tocsin.console;

import java.util.List;
import java.util.SortedMap;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A message that a page draws as its chat would, by {@code console/drawings.html}.
 *
 * @param kind a chat's name in previews, or a kind of destinations
 * @param payload JSON, as the chat is sent it
 */
public record Drawing(String kind, String payload, String label) {

    /** One for each chat, by the names of a preview. */
    public static List<Drawing> ofChats(SortedMap<String, ObjectNode> payloads) {
        return payloads.entrySet().stream().map(chat -> new Drawing(chat.getKey(), chat.getValue().toPrettyString(),
                Character.toUpperCase(chat.getKey().charAt(0)) + chat.getKey().substring(1))).toList();
    }
}
