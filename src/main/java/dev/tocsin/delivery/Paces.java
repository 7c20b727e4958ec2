package dev.tocsin.delivery;

import jakarta.inject.Singleton;

import dev.tocsin.chat.Chat;
import dev.tocsin.chat.Chats;
import dev.tocsin.chat.MessagePace;

/** How fast messages follow each other to a destination: as its chat says, unless the operator says otherwise. */
@Singleton
final class Paces {

    private final Chats chats;
    private final DeliveryConfig config;

    Paces(Chats chats, DeliveryConfig config) {
        this.chats = chats;
        this.config = config;
    }

    /** @param kind of destination */
    MessagePace of(String kind) {
        MessagePace usual = chats.forKind(kind).map(Chat::pace).orElse(MessagePace.USUAL);
        return new MessagePace(config.pace().orElse(usual.interval()), config.burst().orElse(usual.burst()));
    }
}
