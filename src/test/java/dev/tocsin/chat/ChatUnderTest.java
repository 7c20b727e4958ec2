package dev.tocsin.chat;

import com.fasterxml.jackson.databind.JsonNode;

/** A chat as the tests of all chats see it. Each room of a chat brings one; {@link EveryChat} lists them. */
public interface ChatUnderTest {

    /** What it would be sent. */
    JsonNode render(Posting posting);

    /** Fails unless all holds of the payload that must hold, whatever the message was. */
    void check(Posting posting, JsonNode payload);
}
