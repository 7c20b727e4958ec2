package dev.tocsin.chat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkus.arc.All;

/** All chats, by the kind of destination that they post to. */
@ApplicationScoped
public class Chats {

    private final List<Chat> chats;
    private final Map<String, Chat> byKind;

    public Chats(@All List<Chat> chats) {
        this.chats = List.copyOf(chats);
        this.byKind = byKind(chats);
    }

    /** The chat for a {@link Destination#kind() kind}, or empty if this build has none. */
    public Optional<Chat> forKind(String kind) {
        return Optional.ofNullable(byKind.get(kind));
    }

    /** All kinds of destinations that this build posts to. */
    public List<String> kinds() {
        return byKind.keySet().stream().sorted().toList();
    }

    /** What the chats would send, by {@link Chat#previewName() name}. Nothing is sent. */
    public SortedMap<String, ObjectNode> preview(Posting posting) {
        SortedMap<String, ObjectNode> payloads = new TreeMap<>();
        for (Chat chat : chats) {
            chat.previewName().ifPresent(
                    name -> chat.payload(posting).ifPresent(payload -> payloads.put(name, payload)));
        }
        return payloads;
    }

    /** What a destination of this kind would be sent, without address; empty if that is no JSON. Nothing is sent. */
    public Optional<ObjectNode> payload(String kind, Posting posting) {
        return forKind(kind).flatMap(chat -> chat.payload(posting));
    }

    /** Where a message is shown, by the destination's kind and address and its name for the message. */
    public Optional<String> permalink(String kind, String address, String reference) {
        return forKind(kind).flatMap(chat -> chat.permalink(address, reference));
    }

    private static Map<String, Chat> byKind(List<Chat> chats) {
        Map<String, Chat> byKind = new HashMap<>();
        for (Chat chat : chats) {
            for (String kind : chat.kinds()) {
                if (byKind.putIfAbsent(kind, chat) != null) {
                    throw new IllegalStateException("two chats post to " + kind);
                }
            }
        }
        return Map.copyOf(byKind);
    }
}
