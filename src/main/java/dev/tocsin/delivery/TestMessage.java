package dev.tocsin.delivery;

import java.time.Instant;
import java.util.UUID;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A custom notification in AWS Chatbot's schema that says that it is a test. */
public final class TestMessage {

    public static final String SUBJECT = "Tocsin test message";

    private TestMessage() {
    }

    /** @param by the way that the test takes, for instance {@code the topic arn:aws:sns:...} */
    public static String of(String configurationName, String by, Instant at) {
        return new JsonObject().put("version", "1.0").put("source", "custom").put("id", UUID.randomUUID().toString())
                .put("content", new JsonObject().put("textType", "client-markdown")
                        .put("title", ":bell: Test message")
                        .put("description", "A test of the configuration `" + configurationName + "` by " + by + ", sent at "
                                + at + ". Who reads this is reached.")
                        .put("keywords", new JsonArray().add("test")))
                .put("metadata", new JsonObject().put("summary", "Test message").put("enableCustomActions", false))
                .encode();
    }
}
